import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseDisplays, type DisplayFacts, type DisplayIdentity, overlaps } from './display-choice';

const PENS = ['DTU-1031'];
const display = (id: number, x: number, label = '', more: Partial<DisplayFacts> = {}): DisplayFacts => ({
  ...{ id, label, internal: false, bounds: { x, y: 0, width: 1000, height: 800 } },
  ...more,
});
const OWN = display(1, 0, 'Color LCD', { internal: true });
const TV = display(2, 1000, 'SAMSUNG');
const TV_TOO = display(3, 2000, 'SAMSUNG');
const PEN = display(4, 3000, 'Wacom DTU1031');

/** Displays, the primary's id, the pinned one → bench, patient or why there is none. */
const CASES: readonly [string, DisplayFacts[], number, DisplayIdentity | undefined, number, number | string][] = [
  ['one display', [OWN], 1, undefined, 1, 'single'],
  ['one display, and it is a pen display', [PEN], 4, undefined, 4, 'single'],
  ['one display, and it is the pinned one', [TV], 2, { label: 'SAMSUNG' }, 2, 'single'],
  ['another display', [OWN, TV], 1, undefined, 1, 2],
  ['the other one is primary', [OWN, TV], 2, undefined, 2, 1],
  ['an external one before the own panel', [OWN, TV, TV_TOO], 2, undefined, 2, 3],
  ['a pen display before all others', [OWN, TV, PEN], 1, undefined, 1, 4],
  ['a pen display that is the primary: the bench gives way', [PEN, OWN], 4, undefined, 1, 4],
  ['a pinned one before a pen display', [OWN, TV, PEN], 1, { label: 'SAMSUNG' }, 1, 2],
  ['a pinned one that is the primary', [TV, OWN], 2, { label: 'SAMSUNG' }, 1, 2],
  ['a pinned one that is not there: no other', [OWN, TV, PEN], 1, { label: 'GONE' }, 1, 'not-found'],
  ['two of one make, told apart by place', [OWN, TV, TV_TOO], 1, { label: 'SAMSUNG', x: 2000 }, 1, 3],
  ['a pinned one of another size', [OWN, TV], 1, { label: 'SAMSUNG', width: 1920 }, 1, 'not-found'],
  ['a mirror of the bench', [OWN, display(2, 0)], 1, undefined, 1, 'mirrored'],
  ['a mirror of the bench, pinned', [OWN, display(2, 0, 'TV')], 1, { label: 'TV' }, 1, 'mirrored'],
  ['a mirror and one of its own', [OWN, display(2, 0), TV_TOO], 1, undefined, 1, 3],
];

describe('which window goes where', () => {
  it.each(CASES)('%s', (_, all, primary, pinned, bench, patient) => {
    const choice = chooseDisplays(all, primary, { pinned, penDisplays: PENS });
    expect([choice?.bench.id, choice?.patient?.id ?? choice?.without]).toEqual([bench, patient]);
  });

  it('no display: no window', () => {
    expect(chooseDisplays([], 1, { penDisplays: [] })).toBeUndefined();
  });

  it('the patient is never on the display of the bench', () => {
    const displays = fc.uniqueArray(
      fc
        .tuple(fc.nat(9), fc.integer({ min: -3000, max: 3000 }), fc.constantFrom('', 'TV', 'DTU-1031'), fc.boolean())
        .map(([id, x, label, internal]) => display(id, x, label, { internal })),
      { minLength: 1, selector: ({ id }) => id },
    );
    const pins = fc.option(fc.constantFrom({ label: 'TV' }, { label: 'DTU-1031' }), { nil: undefined });
    fc.assert(
      fc.property(displays, fc.nat(9), pins, (all, primary, pinned) => {
        const { bench, patient, without } = chooseDisplays(all, primary, { pinned, penDisplays: PENS }) ?? {};
        expect(bench).toBeDefined();
        expect(patient === undefined).toBe(without !== undefined);
        if (bench && patient) expect(overlaps(bench, patient)).toBe(false);
      }),
    );
  });
});
