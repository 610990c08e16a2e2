import { useEffect } from 'react';
import type { ActView, TaskView } from '../../contracts/ipc';
import { digestGroups, useWords } from '../i18n';
import { kioskBridge } from '../kiosk';
import { paintPad } from './paint-pad';

/** Paints the pad's own screen, where it has one, with the words of this screen; anew when one of them changes. */
export function usePadPicture(act: ActView, task: TaskView): void {
  const { t } = useWords();
  const { width = 0, height = 0 } = act.ink.padScreen ?? {};
  // whoever signs on a pad with a screen looks there, not here
  const title = act.ink.refused === undefined ? task.formTitle : t('sign.refused');
  const who = [act.signerName, t(`capacity.${act.capacity}`)].join(' · ');
  const digest = act.formDigest ?? '';
  useEffect(() => {
    if (width === 0 || height === 0) return undefined;
    let isCurrent = true;
    const taps = { confirm: t('pad.confirm'), clear: t('pad.clear'), cancel: t('pad.cancel') };
    // a face that is not loaded yet would be painted in another one
    void document.fonts.load('600 20px "Noto Sans SC"', title + who).then(() => {
      if (!isCurrent) return;
      const font = getComputedStyle(document.body).fontFamily;
      const words = { title, who, digest: t('pad.digest'), groups: digestGroups(digest), taps };
      const picture = paintPad(new OffscreenCanvas(width, height), words, font);
      if (picture !== undefined) kioskBridge().padPicture(picture);
    });
    return () => {
      isCurrent = false;
    };
  }, [width, height, title, who, digest, t]);
}
