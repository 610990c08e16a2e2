import fc from 'fast-check';
import type { CaptureDevice, InkCapture, PenSample } from '../../src/core/ink';
import { definitionById } from '../../src/drivers/device';
import { penReaderOf, pointerDevice } from '../../src/drivers/pen-tablet';
import { readPenTrace } from './virtual-pad/pen-trace';

export const STU_540: CaptureDevice = {
  definitionId: 'wacom-stu-540',
  definitionVersion: '1',
  vendor: 'Wacom',
  product: 'STU-540',
  serial: '8KAQS1000042',
  firmware: '1.4',
  transport: 'serial',
  evidenceGrade: 'A',
  xMax: 10_800,
  yMax: 6480,
  pressureMax: 1023,
  widthUm: 108_000,
  heightUm: 64_800,
  deviceTickUs: 1000,
  hasScreen: true,
};

export const TRACES = ['three-characters', 'cross', 'shaky-old-hand'].map((name) => `wacom/stu-540/${name}`);

/** A trace of fixtures/pen-traces as the capture a kiosk would hold. Throws for a trace that does not decode. */
export function captureOf(trace: string): InkCapture {
  const { header, reports } = readPenTrace(`fixtures/pen-traces/${trace}.ndjson`);
  const definition = definitionById(header.definition);
  if (!definition.ok || definition.value.kind !== 'pen-tablet') throw new Error(`${trace}: not of a pen tablet`);
  const reader = penReaderOf(definition.value);
  const um = (units: number): number => Math.round((units / header.unitsPerInch) * 25_400);
  const samples = reports.map(({ timeUs, bytes }): PenSample => {
    const sample = reader.read(bytes, timeUs);
    if (sample === undefined) throw new Error(`${trace}: a report is not of a pen`);
    return sample;
  });
  return {
    device: {
      ...STU_540,
      definitionId: header.definition,
      xMax: header.maxX,
      yMax: header.maxY,
      pressureMax: header.maxPressure,
      widthUm: um(header.maxX),
      heightUm: um(header.maxY),
    },
    samples,
    reports: reports.map(({ timeUs, bytes }) => ({ hostTimeUs: timeUs, bytes })),
  };
}

export const sampleAt = (xRaw: number, yRaw: number, index: number, more: Partial<PenSample> = {}): PenSample => ({
  xRaw,
  yRaw,
  pressureRaw: 500,
  tipSwitch: true,
  inRange: true,
  hostTimeUs: 1000 + index * 5000,
  deviceTime: index * 5,
  sequence: index,
  ...more,
});

export const captureWith = (samples: readonly PenSample[], device: CaptureDevice = STU_540): InkCapture => ({
  device,
  samples,
  reports: [],
});

/** Any writing a device could give: times rise, counters are there or not for the whole capture. */
export const anyCapture: fc.Arbitrary<InkCapture> = fc
  .record({
    device: fc.constantFrom(
      STU_540,
      { ...STU_540, xMax: 50_800, yMax: 31_750, widthUm: 254_000, heightUm: 158_750, pressureMax: 8191 },
      pointerDevice({ width: 400, height: 220 }),
    ),
    hasClock: fc.boolean(),
    steps: fc.array(
      fc.record({
        x: fc.double({ min: 0, max: 1, noNaN: true }),
        y: fc.double({ min: 0, max: 1, noNaN: true }),
        p: fc.double({ min: 0, max: 1, noNaN: true }),
        tipSwitch: fc.boolean(),
        inRange: fc.boolean(),
        us: fc.integer({ min: 0, max: 400_000 }),
        lost: fc.nat(3),
      }),
      { minLength: 1, maxLength: 60 },
    ),
    start: fc.integer({ min: 0, max: 2 ** 45 }),
  })
  .map(({ device, hasClock, steps, start }) => {
    let hostTimeUs = start;
    let sequence = 7;
    return captureWith(
      steps.map((step) => {
        hostTimeUs += step.us;
        sequence += 1 + step.lost;
        return {
          xRaw: Math.round(step.x * device.xMax),
          yRaw: Math.round(step.y * device.yMax),
          pressureRaw: Math.round(step.p * device.pressureMax),
          tipSwitch: step.tipSwitch,
          inRange: step.inRange,
          hostTimeUs,
          ...(hasClock ? { deviceTime: Math.round((hostTimeUs - start) / (device.deviceTickUs ?? 1)), sequence } : {}),
        };
      }),
      device,
    );
  });
