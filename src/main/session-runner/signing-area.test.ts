import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bareBedside } from '../../../test/support/bare-bedside';
import { STU_540, sampleAt } from '../../../test/support/captures';
import { beginInk } from './act-steps';
import type { PadHealth } from './bedside';
import { areaUnder, areaView, sendSigningArea, signingArea } from './signing-area';

/** As a DTU-1031: the picture ends 200 units before the coordinates do. */
const PEN_DISPLAY = {
  ...STU_540,
  ...{ xMax: 22_096, yMax: 13_960, widthUm: 220_960, heightUm: 139_600 },
  panel: { left: 200, top: 200, right: 21_896, bottom: 13_760 },
};
const WHOLE = { x: 0, y: 0, width: 1, height: 1 };
const BOX = { x: 0.25, y: 0.5, width: 0.5, height: 0.25 };
const AREA = { left: 5624, top: 6980, right: 16_472, bottom: 10_370 };

describe('the place to sign in the coordinates of a pen display', () => {
  it('lies where the screen shows it', () => {
    expect(areaUnder(BOX, WHOLE, PEN_DISPLAY.panel)).toEqual(AREA);
    // a window that fills the lower right quarter of the display
    const quarter = { x: 0.5, y: 0.5, width: 0.5, height: 0.5 };
    expect(areaUnder(WHOLE, quarter, PEN_DISPLAY.panel)).toEqual({
      left: 11_048,
      top: 6980,
      right: 21_896,
      bottom: 13_760,
    });
  });

  it('a tip over a pixel of the box is inked at that pixel, within a unit of the device', () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(part, part, (x, y) => {
        const { panel, xMax, yMax } = PEN_DISPLAY;
        // what the pen reports over that pixel of the display, and where the canvas of the box draws it
        const raw = {
          x: panel.left + (BOX.x + x * BOX.width) * (panel.right - panel.left),
          y: panel.top + (BOX.y + y * BOX.height) * (panel.bottom - panel.top),
        };
        const { area } = areaView(areaUnder(BOX, WHOLE, panel), PEN_DISPLAY);
        expect((raw.x / xMax - area.x) / area.width).toBeCloseTo(x, 3);
        expect((raw.y / yMax - area.y) / area.height).toBeCloseTo(y, 3);
      }),
    );
  });

  it('has its true size: proportions of the box as seen', () => {
    const { widthUm, heightUm } = areaView(AREA, PEN_DISPLAY);
    expect([widthUm, heightUm].map(Math.round)).toEqual([108_480, 33_900]);
  });
});

it('the device host hears of it at the start and at every change; before the screen has told, nothing is ink', async () => {
  const { bedside, commands, close } = await bareBedside();
  bedside.pad = { state: 'ready', device: PEN_DISPLAY } satisfies PadHealth;
  bedside.screens = { layout: 'two-screens', patientScreen: 'present', penPlace: WHOLE };
  const areas = () => commands.flatMap((command) => (command.type === 'ink-area' ? [command.area] : []));
  beginInk(bedside);
  expect(commands.map(({ type }) => type)).toEqual(['start-ink', 'ink-area']);
  expect(areas().at(-1)).toMatchObject({ right: -1 });
  bedside.signingBox = BOX;
  sendSigningArea(bedside);
  expect(areas().at(-1)).toEqual(AREA);

  // only what stands in the box is a signature
  const { recorder } = bedside.desk;
  recorder?.add({ hostTimeUs: 0, bytes: new Uint8Array(1) }, sampleAt(100, 100, 0));
  expect(recorder?.capture(signingArea(bedside))).toBeUndefined();
  recorder?.add({ hostTimeUs: 0, bytes: new Uint8Array(1) }, sampleAt(6000, 7000, 1));
  expect(recorder?.capture(signingArea(bedside))?.ink.area).toEqual(AREA);

  // the patient's window is on another display: the pen display is a pad as any other
  bedside.screens = { layout: 'one-screen', patientScreen: 'lost' };
  sendSigningArea(bedside);
  expect([areas().at(-1), signingArea(bedside)]).toEqual([undefined, undefined]);

  bedside.pad = { state: 'ready', device: STU_540 };
  bedside.screens = { layout: 'two-screens', patientScreen: 'present', penPlace: WHOLE };
  commands.length = 0;
  beginInk(bedside);
  expect(commands.map(({ type }) => type)).toEqual(['start-ink']);
  await close();
});
