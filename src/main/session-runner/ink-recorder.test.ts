import { expect, it } from 'vitest';
import { STU_540, sampleAt } from '../../../test/support/captures';
import { InkRecorder } from './ink-recorder';

it('what is written on after a wipe belongs to the stroke that was wiped; every report is kept', () => {
  const recorder = new InkRecorder(STU_540);
  const write = (...tips: readonly boolean[]) =>
    tips.map((tipSwitch, at) =>
      recorder.add({ hostTimeUs: at, bytes: Uint8Array.of(at) }, sampleAt(9 * at, 9 * at, at, { tipSwitch })),
    );
  expect(write(false, true, true)).toEqual([undefined, 0, undefined]);
  recorder.clear();
  expect(write(true, true)).toEqual([undefined, undefined]);
  expect(recorder).toMatchObject({ isEmpty: true, cleared: 1 });
  expect(recorder.capture()).toBeUndefined();
  expect(write(false, true, true, true, false)).toEqual([undefined, 0, undefined, undefined, undefined]);
  expect(recorder.capture()?.reports).toHaveLength(7);
  expect(recorder.strokes).toBe(1);
});
