import { ok, type Result } from '../../core/base';
import { type EncodedImage, type PadArea, setEndImage, setImageBlock, setStartImage } from '../report/wacom-stu';
import { type StuLink, untilState } from './stu-link';

/**
 * Sends an image: ready, start, blocks one by one, commit, ready. What fails in the middle is abandoned, and the screen keeps
 * what it showed. DEVICE_REFUSED, DEVICE_NO_ANSWER, DEVICE_LOST.
 */
export async function uploadImage(
  link: StuLink,
  { encoding, data }: EncodedImage,
  area?: PadArea,
): Promise<Result<void>> {
  const ready = await untilState(link, 'ready');
  if (!ready.ok) return ready;
  const started = await link.set(setStartImage(encoding, area));
  if (!started.ok) return started;
  const sent = await sendBlocks(link, data);
  const ended = await link.set(setEndImage(sent.ok ? 'commit' : 'abandon'));
  if (!sent.ok) return sent;
  return ended.ok ? untilState(link, 'ready') : ended;
}

async function sendBlocks(link: StuLink, data: Uint8Array): Promise<Result<void>> {
  const open = await untilState(link, 'image');
  if (!open.ok) return open;
  for (let at = 0; at < data.length; at += link.blockBytes) {
    const sent = await link.send(setImageBlock(data.subarray(at, at + link.blockBytes)));
    if (!sent.ok) return sent;
  }
  return ok(undefined);
}
