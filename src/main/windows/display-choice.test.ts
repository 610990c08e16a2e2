import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseDisplays, type DisplayFacts } from './display-choice';

const display = (id: number, x: number, label = '', width = 1000): DisplayFacts => ({
  id,
  label,
  bounds: { x, y: 0, width, height: 800 },
});

describe('which window goes where', () => {
  it('one display: no patient screen', () => {
    expect(chooseDisplays([display(1, 0)], 1, undefined)).toEqual({ bench: display(1, 0) });
    expect(chooseDisplays([], 1, undefined)).toBeUndefined();
  });

  it('bench on the primary, patient on another', () => {
    expect(chooseDisplays([display(1, 1000), display(2, 0)], 2, undefined)).toEqual({
      bench: display(2, 0),
      patient: display(1, 1000),
    });
  });

  it('the wished display or none', () => {
    const three = [display(1, 0), display(2, 1000, 'TV'), display(3, 2000, 'PAD')];
    expect(chooseDisplays(three, 1, 'PAD')?.patient?.id).toBe(3);
    expect(chooseDisplays(three, 1, 'GONE')?.patient).toBeUndefined();
  });

  it('a mirrored display is not a second one', () => {
    expect(chooseDisplays([display(1, 0), display(2, 0)], 1, undefined)?.patient).toBeUndefined();
  });

  it('the patient is never on the display of the bench', () => {
    const displays = fc.uniqueArray(
      fc.tuple(fc.nat(9), fc.integer({ min: -3000, max: 3000 })).map(([id, x]) => display(id, x)),
      { minLength: 1, selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(displays, fc.nat(9), (all, primary) => {
        const { bench, patient } = chooseDisplays(all, primary, undefined) ?? {};
        expect(bench).toBeDefined();
        if (patient) expect(Math.abs(patient.bounds.x - (bench?.bounds.x ?? 0))).toBeGreaterThanOrEqual(1000);
      }),
    );
  });
});
