import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../src/core/base';
import { fingerQuality } from '../../src/core/finger';
import type { PenSample } from '../../src/core/ink';
import { DEFINITIONS, definitionFaults, type PenTabletDefinition, reportLayoutsOf } from '../../src/drivers/device';
import { penReaderOf } from '../../src/drivers/pen-tablet';
import { readPgm } from '../support/virtual-pad/grey-image';
import { readPenTrace } from '../support/virtual-pad/pen-trace';

const traces = readdirSync('fixtures/pen-traces', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ndjson'))
  .map((path) => ({ path, trace: readPenTrace(join('fixtures/pen-traces', path)) }));

const pens = DEFINITIONS.filter((definition) => definition.kind !== 'fingerprint-pad');
type Trace = (typeof traces)[number]['trace'];

function samplesOf(definition: PenTabletDefinition, trace: Trace): PenSample[] {
  const { reportDescriptor } = trace.header;
  const reader = penReaderOf(definition, reportDescriptor === undefined ? undefined : fromHex(reportDescriptor));
  return trace.reports.flatMap(({ timeUs, bytes }) => reader.read(bytes, timeUs) ?? []);
}

/** Of a definition with several layouts, those whose code alone reads the trace: traces stand for what they hold. */
function layoutsOfTrace(trace: Trace): readonly string[] {
  const definition = DEFINITIONS.find(({ id }) => id === trace.header.definition);
  if (definition === undefined) return [];
  if (definition.kind !== 'pen-tablet' || definition.codec.family !== 'uc-logic') return reportLayoutsOf(definition);
  const { codec } = definition;
  return codec.modes
    .map((mode) => ({ ...definition, codec: { ...codec, modes: [mode] } }))
    .filter((one) => samplesOf(one, trace).length > 0)
    .flatMap(reportLayoutsOf);
}

describe('device definitions', () => {
  it('are sound', () => {
    expect(definitionFaults(DEFINITIONS)).toEqual([]);
  });

  it.each(pens.map((definition) => [definition.id, definition] as const))(
    '%s has a trace of each of its report layouts, and reads it',
    (_id, definition) => {
      for (const layout of reportLayoutsOf(definition)) {
        const own = traces.filter(({ trace }) => layoutsOfTrace(trace).includes(layout));
        expect(own, layout).not.toEqual([]);
        if (definition.kind !== 'pen-tablet') continue;
        for (const { path, trace } of own) {
          const samples = samplesOf(definition, trace);
          expect(samples.length, path).toBeGreaterThan(trace.reports.length / 2);
        }
      }
    },
  );

  it('name a layout that its traces really are in', () => {
    for (const { path, trace } of traces) expect(layoutsOfTrace(trace), path).toHaveLength(1);
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
    const samples = samplesOf(definition, trace);
    expect(samples.filter(({ tipSwitch }) => tipSwitch).length).toBeGreaterThan(20);
    expect(new Set(samples.map(({ pressureRaw }) => pressureRaw)).size).toBeGreaterThan(20);
    const { maxX, maxY, maxPressure } = trace.header;
    expect(
      samples.filter(({ xRaw, yRaw, pressureRaw }) => xRaw > maxX || yRaw > maxY || pressureRaw > maxPressure),
    ).toEqual([]);
  });
});
