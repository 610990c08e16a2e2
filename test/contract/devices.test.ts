import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerQuality } from '../../src/core/finger';
import { DEFINITIONS, definitionFaults } from '../../src/drivers/device';
import { penReaderOf } from '../../src/drivers/pen-tablet';
import { encodeFrame, FrameReader } from '../../src/drivers/report/wacom-stu';
import { readPgm } from '../support/virtual-pad/grey-image';
import { readPenTrace } from '../support/virtual-pad/pen-trace';

const traces = readdirSync('fixtures/pen-traces', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ndjson'))
  .map((path) => ({ path, trace: readPenTrace(join('fixtures/pen-traces', path)) }));

describe('device definitions', () => {
  it('are sound', () => {
    expect(definitionFaults(DEFINITIONS)).toEqual([]);
  });

  it.each(DEFINITIONS.filter(({ kind }) => kind !== 'fingerprint-pad').map(({ id }) => id))('%s has a trace', (id) => {
    expect(traces.filter(({ trace }) => trace.header.definition === id)).not.toEqual([]);
  });

  it.each(DEFINITIONS.filter((definition) => definition.kind === 'fingerprint-pad'))(
    '$id has prints of its size',
    ({ image }) => {
      const size = `${image.width}x${image.height}`;
      const verdicts = ['good', 'dry', 'partial'].map((name) => {
        const { width, height, pixels } = readPgm(
          `fixtures/fingers/${size === '256x288' ? '' : `${size}/`}${name}.pgm`,
        );
        expect([width, height]).toEqual([image.width, image.height]);
        if (image.bitsPerPixel === 4) expect(pixels.every((grey) => grey % 17 === 0)).toBe(true);
        const { verdict, reason } = fingerQuality({ width, height, pixels });
        return reason ?? verdict;
      });
      expect(verdicts).toEqual(['good', 'too-dry', 'partial']);
    },
  );
});

describe('traces', () => {
  it.each(traces)('$path is of a known device, in order, within its range', ({ trace }) => {
    const definition = DEFINITIONS.find(({ id }) => id === trace.header.definition);
    expect(definition).toBeDefined();
    const times = trace.reports.map(({ timeUs }) => timeUs);
    expect(times.every((time, index) => index === 0 || time > (times[index - 1] as number))).toBe(true);
    if (definition?.kind !== 'pen-tablet') return;
    const reader = penReaderOf(definition);
    const samples = trace.reports.flatMap(({ timeUs, bytes }) => reader.read(bytes, timeUs) ?? []);
    expect(samples.filter(({ tipSwitch }) => tipSwitch).length).toBeGreaterThan(20);
    const { maxX, maxY, maxPressure } = trace.header;
    expect(
      samples.filter(({ xRaw, yRaw, pressureRaw }) => xRaw > maxX || yRaw > maxY || pressureRaw > maxPressure),
    ).toEqual([]);
  });

  it.each(traces.filter(({ trace }) => trace.header.definition.startsWith('wacom-stu')))(
    '$path survives the framing of the wire',
    ({ trace }) => {
      const reader = new FrameReader();
      const read: Uint8Array[] = [];
      for (const { bytes } of trace.reports)
        reader.push(encodeFrame(bytes, 'modbus'), (report) => read.push(report.slice()));
      expect(read).toEqual(trace.reports.map(({ bytes }) => bytes));
      expect(reader.counters).toEqual({ frames: read.length, droppedBytes: 0, crcErrors: 0 });
    },
  );
});
