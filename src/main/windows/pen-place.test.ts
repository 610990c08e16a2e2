import { expect, it } from 'vitest';
import type { DisplayFacts } from './display-choice';
import { penPlace } from './pen-place';

const display = (id: number, x: number, label: string, more: Partial<DisplayFacts> = {}): DisplayFacts => ({
  ...{ id, label, internal: false, bounds: { x, y: 0, width: 1000, height: 800 } },
  ...more,
});
const OWN = display(1, 0, 'Color LCD');
const PEN = display(2, 1000, 'Wacom DTU1031');
const UNNAMED = display(3, 1000, '');
const WHOLE = { x: 0, y: 0, width: 1, height: 1 };

/** Window, displays, the patient's → where the window stands on the pen's display. */
const CASES: readonly [string, DisplayFacts['bounds'], DisplayFacts[], DisplayFacts | undefined, object | undefined][] =
  [
    ['fills the pen display', PEN.bounds, [OWN, PEN], PEN, WHOLE],
    ['fills a display without a name: it is taken for the pen’s', UNNAMED.bounds, [OWN, UNNAMED], UNNAMED, WHOLE],
    ['stands on another display than the pen’s', OWN.bounds, [OWN, PEN], OWN, undefined],
    ['the only display, and it is the pen’s', PEN.bounds, [PEN], undefined, WHOLE],
    ['the only display, and it is not the pen’s', OWN.bounds, [OWN], undefined, undefined],
    [
      'a window below a title bar',
      { x: 1000, y: 80, width: 1000, height: 720 },
      [PEN],
      undefined,
      { x: 0, y: 0.1, width: 1, height: 0.9 },
    ],
    ['a turned pen display', PEN.bounds, [OWN, { ...PEN, turned: true }], PEN, undefined],
  ];

it.each(CASES)('%s', (_, window, displays, patient, place) => {
  expect(penPlace(window, displays, patient, ['DTU-1031'])).toEqual(place);
});
