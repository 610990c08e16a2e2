import { bears, type DisplayFacts, overlaps } from './display-choice';

type Bounds = DisplayFacts['bounds'];

/**
 * Where a window stands on the display that takes the pen, in parts of that display: the one whose name says so, else the
 * patient's. Undefined: the pen's display shows something else, or is turned, so that the pen's axes are not the picture's.
 *
 * @param window inside of the window in which the patient signs, DIP of the desktop
 * @param patient the patient's display, if there is one of her own
 */
export function penPlace(
  window: Bounds,
  displays: readonly DisplayFacts[],
  patient: DisplayFacts | undefined,
  penDisplays: readonly string[],
): Bounds | undefined {
  const display = displays.find(({ label }) => penDisplays.some((name) => bears(label, name))) ?? patient;
  if (display === undefined || display.turned || !overlaps({ bounds: window }, display)) return undefined;
  const { x, y, width, height } = display.bounds;
  return {
    x: (window.x - x) / width,
    y: (window.y - y) / height,
    width: window.width / width,
    height: window.height / height,
  };
}
