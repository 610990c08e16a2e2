import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fromHex } from '../src/core/base';
import { DEFINITIONS, isOfFamily, type PenTabletDefinition, reportLayoutsOf } from '../src/drivers/device';
import { penReaderOf, serialFamilyOf } from '../src/drivers/pen-tablet';
import { encodeFrame, FrameReader } from '../src/drivers/report/wacom-stu';
import { type PenTrace, readPenTrace } from '../test/support/virtual-pad/pen-trace';
import { type Figure, quantile, ratio } from './figure';

const TRACES = 'fixtures/pen-traces';
const TURNS = 60;
/** Reports of one turn, so that a turn is long beside the clock. */
const REPORTS = 4000;
const AIM_US = 2;

interface Family {
  readonly layout: string;
  readonly definition: PenTabletDefinition;
  readonly trace: PenTrace;
}

/** One trace of every layout of reports. */
function families(): Family[] {
  const found = new Map<string, Family>();
  for (const path of readdirSync(TRACES, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!path.endsWith('.ndjson')) continue;
    const trace = readPenTrace(join(TRACES, path));
    const definition = DEFINITIONS.find(({ id }) => id === trace.header.definition);
    if (definition?.kind !== 'pen-tablet') continue;
    const layout = reportLayoutsOf(definition).join(' ');
    if (!found.has(layout)) found.set(layout, { layout, definition, trace });
  }
  return [...found.values()];
}

/** As they come over the wire: frames of a serial family, reports of HID. */
const wireOf = ({ definition, trace }: Family): Uint8Array[] =>
  Array.from({ length: REPORTS }, (_, index) => {
    const { bytes } = trace.reports[index % trace.reports.length] as PenTrace['reports'][number];
    return isOfFamily(definition, 'wacom-stu') ? encodeFrame(bytes) : bytes;
  });

/** From the wire to samples, with the framer where the family has one. */
function decodeOf({ definition, trace }: Family, wire: readonly Uint8Array[]): () => number {
  const { reportDescriptor } = trace.header;
  const reader = penReaderOf(definition, reportDescriptor === undefined ? undefined : fromHex(reportDescriptor));
  const framer = isOfFamily(definition, 'wacom-stu') ? new FrameReader() : serialFamilyOf(definition)?.framer;
  let timeUs = 0;
  let samples = 0;
  const read = (report: Uint8Array): void => {
    timeUs += 5000;
    if (reader.read(report, timeUs) !== undefined) samples++;
  };
  return () => {
    samples = 0;
    if (framer === undefined) for (const report of wire) read(report);
    else for (const chunk of wire) framer.push(chunk, read);
    return samples;
  };
}

/** What any reader has to do: every byte through a DataView once, and an object for each report. */
function floorOf(wire: readonly Uint8Array[]): () => number {
  const views = wire.map((bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return () => {
    const kept: object[] = [];
    for (const view of views) {
      let sum = 0;
      for (let at = 0; at < view.byteLength; at++) sum += view.getUint8(at);
      kept.push({ sum, first: view.getUint8(0) });
    }
    return kept.length;
  };
}

/** Microseconds a report, taking turns; other work on the machine only adds, so the lower quartile counts. */
function turns(works: readonly (() => number)[]): number[] {
  const times = works.map((): number[] => []);
  for (let turn = -10; turn < TURNS; turn++)
    works.forEach((work, index) => {
      const started = performance.now();
      if (work() === 0) throw new Error('nothing was read');
      if (turn >= 0) times[index]?.push(((performance.now() - started) * 1000) / REPORTS);
    });
  return times.map((list) => quantile(list, 0.25));
}

/** What a report of each family costs from the wire to a sample. */
export const figures = async (): Promise<Figure[]> =>
  families().map((family) => {
    const wire = wireOf(family);
    const [value = 0, floor = 0] = turns([decodeOf(family, wire), floorOf(wire)]);
    const name = `decode ${family.layout}, floor: read the bytes, keep an object`;
    return {
      name,
      value,
      unit: 'us',
      floor,
      ratioToFloor: ratio(value, floor),
      aim: `at most ${AIM_US} us`,
      met: value <= AIM_US,
    };
  });
