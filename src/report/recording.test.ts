import { describe, expect, it } from 'vitest';
import type { RecordingFacts, SignatureReport } from '../core/validation';
import { recordingText } from './recording';

const RECORDING: RecordingFacts = {
  device: 'Wacom STU-540',
  evidenceGrade: 'A',
  samples: 400,
  conformance: 30,
  refused: 3,
  reportsPerSecond: 200,
  jitterUs: 10,
  gaps: 2,
  duplicates: 0,
  pressureLevels: 120,
  outOfRange: 0,
  lost: 40,
  lostInStroke: 38,
  clockFit: { offsetUs: 1, ratePpm: 7, residualP99Us: 900 },
  waiver: {
    floor: 50,
    findings: ['reports-lost', 'of-a-newer-version'],
    reason: 'urgent',
    acceptedAt: '2026-11-21T06:05:00.000Z',
  },
};
const signature = (state: string, recording?: RecordingFacts) =>
  ({ evidence: { state, facts: { recording } } }) as unknown as SignatureReport;

describe('recordingText', () => {
  it('tells device, grade and score, every figure, and the waiver with its cause', () => {
    const { device, waiver, statistics } = recordingText(signature('intact', RECORDING), 'en', 'UTC');
    expect(device).toBe('Wacom STU-540, evidence grade A, quality 30 of 100');
    expect(waiver).toContain('reports missing inside strokes, by the numbers of the device, of-a-newer-version');
    expect(waiver).toContain('it was urgent (');
    expect(statistics).toBe(
      '400 samples, 200/s, jitter 10 us; lost 40 (inside strokes 38); pauses 2, twice 0, out of range 0, pressure levels 120; clocks 7 ppm apart, residual 900 us; asked for again 3 times',
    );
  });

  it('names who took it where that is known, in Chinese too', () => {
    const waiver = { ...(RECORDING.waiver as NonNullable<RecordingFacts['waiver']>), acceptedBy: 'nurse-7' };
    expect(recordingText(signature('intact', { ...RECORDING, waiver }), 'zh').waiver).toContain('工号 nurse-7');
  });

  it('says nothing of evidence that is not intact, and little of an older manifest', () => {
    expect(recordingText(signature('broken', RECORDING), 'en')).toEqual({});
    const old = recordingText(signature('intact', { device: 'X', evidenceGrade: 'B', samples: 9 }), 'en');
    expect(old).toEqual({ device: 'X, evidence grade B, quality - of 100', statistics: '' });
  });
});
