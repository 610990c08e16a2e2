import type { PadPicture } from '../../contracts/ipc';
import { type Bedside, openRecord } from './bedside';

/** A picture for the pad's own screen, while somebody signs on it and at no other time. Passed on, not kept, not logged. */
export function pictureForPad(bedside: Bedside, picture: PadPicture): void {
  const { desk, pad } = bedside;
  const isSigning = openRecord(bedside)?.state.act?.step === 'sign' && desk.source === 'pad';
  const fits = pad.screen?.width === picture.width && pad.screen.height === picture.height;
  if (isSigning && fits && !bedside.closing) bedside.deviceHost.send({ type: 'pad-picture', picture });
}
