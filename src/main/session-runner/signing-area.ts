import type { Part } from '../../contracts/ipc';
import type { CaptureDevice, RawArea } from '../../core/ink';
import type { Bedside } from './bedside';

/** Before the screen has told where to sign, nothing that the pen presses is ink. */
const NOWHERE: RawArea = { left: -1, top: -1, right: -1, bottom: -1 };

/**
 * Where a box of a window lies in the coordinates of the pen display below it.
 *
 * @param box in parts of the window
 * @param window in parts of the display's picture
 * @param panel that picture in device units
 */
export function areaUnder(box: Part, window: Part, panel: RawArea): RawArea {
  const across = (part: number): number => panel.left + (window.x + part * window.width) * (panel.right - panel.left);
  const down = (part: number): number => panel.top + (window.y + part * window.height) * (panel.bottom - panel.top);
  return {
    left: Math.round(across(box.x)),
    top: Math.round(down(box.y)),
    right: Math.round(across(box.x + box.width)),
    bottom: Math.round(down(box.y + box.height)),
  };
}

/** The place to sign on a pad that is the patient's display; undefined for every other pad: all of it. */
export function signingArea({ desk, screens, signingBox }: Bedside): RawArea | undefined {
  const panel = desk.source === 'pad' ? desk.device?.panel : undefined;
  if (panel === undefined || screens.penPlace === undefined) return undefined;
  return signingBox === undefined ? NOWHERE : areaUnder(signingBox, screens.penPlace, panel);
}

/** The device host hears where a stroke has to begin. */
export function sendSigningArea(bedside: Bedside): void {
  if (bedside.desk.source === 'pad' && bedside.desk.device?.panel !== undefined)
    bedside.deviceHost.send({ type: 'ink-area', area: signingArea(bedside) });
}

/** For the screens: the area in parts of the pad's range, and its true size. */
export function areaView(area: RawArea, { xMax, yMax, widthUm, heightUm }: CaptureDevice) {
  const part = {
    x: area.left / xMax,
    y: area.top / yMax,
    width: (area.right - area.left) / xMax,
    height: (area.bottom - area.top) / yMax,
  };
  return { area: part, widthUm: part.width * widthUm, heightUm: part.height * heightUm };
}
