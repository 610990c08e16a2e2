import { useCallback } from 'react';
import type { ActView } from '../../contracts/ipc';
import { useSize } from '../controls';

/** Where a pad has not told its size yet. */
const USUAL_ASPECT = 5 / 2;

/** The writing place in the pad's own proportions, as large as its room allows: refs for room and box, true once measured. */
export function useWritingBox({ widthUm, heightUm }: Pick<ActView['ink'], 'widthUm' | 'heightUm'>) {
  const [room, size] = useSize<HTMLDivElement>();
  const aspect = widthUm > 0 && heightUm > 0 ? widthUm / heightUm : USUAL_ASPECT;
  const width = size === undefined ? 0 : Math.floor(Math.min(size.width, size.height * aspect));
  const box = useCallback(
    (element: HTMLDivElement | null) => {
      element?.style.setProperty('--writing-width', `${width}px`);
      element?.style.setProperty('--writing-height', `${Math.floor(width / aspect)}px`);
    },
    [width, aspect],
  );
  return { room, box, isMeasured: width > 0 };
}
