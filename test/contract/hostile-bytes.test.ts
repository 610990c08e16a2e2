import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/core/base';
import {
  DEFINITIONS,
  type FingerFamily,
  isOfFamily,
  type PenTabletDefinition,
  reportLayoutsOf,
} from '../../src/drivers/device';
import { penReaderOf, serialFamilyOf } from '../../src/drivers/pen-tablet';
import { parseGreyMap } from '../../src/drivers/recording';
import {
  DEFAULT_ADDRESS,
  decodeSystemParameters,
  encodePacket,
  PacketReader,
  PID,
} from '../../src/drivers/report/ef01';
import { decodeDeviceInfo, encodeCommand, Gt511Reader } from '../../src/drivers/report/gt511';
import { decodeImage, keyNumbers, readHeader } from '../../src/drivers/report/uru4000';
import { decodeReport, encodeFrame, FrameReader } from '../../src/drivers/report/wacom-stu';
import { coverage, difference } from '../../src/drivers/report/zk4500';
import { type PenTrace, readPenTrace } from '../support/virtual-pad/pen-trace';

/** A trace of every report layout with a definition that reads it; devices.test.ts demands that there is one. */
const PENS = [
  ...new Map(
    readdirSync('fixtures/pen-traces', { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ndjson'))
      .sort()
      .flatMap((path) => {
        const trace = readPenTrace(join('fixtures/pen-traces', path));
        const definition = DEFINITIONS.find(({ id }) => id === trace.header.definition);
        if (definition?.kind !== 'pen-tablet') return [];
        const layout = reportLayoutsOf(definition).join(' ');
        return [[layout, { layout, trace, definition }] as const];
      }),
  ).values(),
];

const readerOf = (definition: PenTabletDefinition, { header }: PenTrace) =>
  penReaderOf(definition, header.reportDescriptor === undefined ? undefined : fromHex(header.reportDescriptor));

type Emit = (packet: Uint8Array) => void;
/** What cuts a stream of bytes for a family, and how a report of it goes over the wire. */
interface Stream {
  readonly name: string;
  readonly open: () => { push(chunk: Uint8Array, emit: Emit): void; readonly counters: { droppedBytes: number } };
  readonly packets: readonly Uint8Array[];
  /** No packet is longer. */
  readonly longest: number;
}

const STREAMS: readonly Stream[] = [
  ...PENS.flatMap(({ layout, trace, definition }): Stream[] => {
    const packets = trace.reports.slice(0, 200).map(({ bytes }) => bytes);
    if (isOfFamily(definition, 'wacom-stu'))
      return (['modbus', undefined] as const).map((crc) => ({
        name: `${layout}, ${crc ?? 'no'} checksum`,
        open: () => new FrameReader(),
        packets: packets.map((report) => encodeFrame(report, crc)),
        // 13 bits of length, seven bits of report a byte
        longest: 0x1fff,
      }));
    if (serialFamilyOf(definition) === undefined) return [];
    const open = () => (serialFamilyOf(definition) as NonNullable<ReturnType<typeof serialFamilyOf>>).framer;
    return [{ name: layout, open, packets, longest: 11 }];
  }),
  {
    name: 'ef01',
    open: () => {
      const reader = new PacketReader();
      const push = (chunk: Uint8Array, emit: Emit) => reader.push(chunk, ({ content }) => emit(content));
      return { push, counters: reader.counters };
    },
    packets: Array.from({ length: 200 }, (_, index) =>
      encodePacket({ address: DEFAULT_ADDRESS, pid: PID.data, content: new Uint8Array(256).fill(index) }),
    ),
    longest: 256,
  },
  {
    name: 'gt511',
    open: () => {
      const reader = new Gt511Reader();
      const push = (chunk: Uint8Array, emit: Emit) =>
        reader.push(chunk, (packet) => {
          if (packet.kind === 'response') emit(encodeCommand(packet.code, packet.parameter));
        });
      return { push, counters: reader.counters };
    },
    packets: Array.from({ length: 200 }, (_, index) => encodeCommand(0x30, index * 7919)),
    longest: 12,
  },
];

/** What a service sends as a print. */
const greyMap = (bytes: Uint8Array): void => {
  for (const text of [bytes, Uint8Array.from([...Buffer.from('P5\n4 4\n255\n'), ...bytes])]) {
    const image = parseGreyMap(text, 500);
    if (image.ok) expect(image.value.pixels).toHaveLength(image.value.width * image.value.height);
  }
};

/** Images and answers of readers: a code, nothing, or what has the promised size. */
const FINGERS: Readonly<Record<FingerFamily, (bytes: Uint8Array) => void>> = {
  ef01: (bytes) => {
    const parameters = decodeSystemParameters(bytes);
    if (parameters !== undefined) expect(parameters.packetSize).toBeLessThanOrEqual(256);
  },
  gt511: (bytes) => {
    const info = decodeDeviceInfo(bytes);
    if (info !== undefined) expect(bytes.length).toBeGreaterThanOrEqual(24);
  },
  uru4000: (bytes) => {
    const transfer = new Uint8Array(64 + 384 * 40);
    transfer.set(bytes.subarray(0, 64));
    for (const image of [bytes, transfer]) {
      const header = readHeader(image);
      if (!header.ok) continue;
      expect(decodeImage(image, header.value, keyNumbers(header.value))).toHaveLength(384 * 290);
    }
  },
  zk4500: (bytes) => {
    expect(coverage(bytes)).toBeLessThanOrEqual(1);
    expect(difference(bytes, bytes.subarray(1))).toBeLessThanOrEqual(255);
  },
  donsee: greyMap,
  bridge: greyMap,
};

const cut = ({ open }: Stream, stream: Uint8Array, size: number): Uint8Array[] => {
  const found: Uint8Array[] = [];
  const framer = open();
  for (let at = 0; at < stream.length; at += size)
    framer.push(stream.subarray(at, at + size), (packet) => found.push(packet.slice()));
  return found;
};

/** Random bytes, the same in every run. */
function noise(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}
const MEGABYTE = noise(1 << 20);
/** What may stay behind: nothing but scalars and one packet; the rest is what the engine itself keeps. */
const KEPT_BYTES = 256 * 1024;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const TRIES = 3;
/**
 * Bytes that are alive after `work` on a megabyte and were not before; the least of some tries, for the engine keeps code of
 * its own now and then, and what is really held is held each time.
 */
function keptBy(work: (bytes: Uint8Array) => object): number {
  work(MEGABYTE.subarray(0, 1 << 16));
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < TRIES && least >= KEPT_BYTES; round++) {
    const before = alive();
    const held = work(MEGABYTE);
    least = Math.min(least, alive() - before);
    expect(held).toBeDefined();
  }
  return least;
}

function alive(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** A state and two places of at least twelve bits. */
const SHORTEST_WITH_A_PLACE = 5;

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** A report of the trace, cut short or grown, with some of its bytes changed: near enough to be taken for one. */
const nearReport = (trace: PenTrace): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(
      fc.constantFrom(...trace.reports.slice(0, 400).map(({ bytes }) => bytes)),
      fc.array(fc.tuple(fc.nat(15), fc.nat(255)), { maxLength: 6 }),
      fc.nat(24),
    )
    .map(([report, changes, length]) => {
      const bytes = new Uint8Array(length);
      bytes.set(report.subarray(0, length));
      for (const [at, value] of changes) if (at < length) bytes[at] = value;
      return bytes;
    });

describe.each(PENS)('the layout $layout under hostile bytes', ({ trace, definition }) => {
  const hostile = fc.oneof(fc.uint8Array({ maxLength: 64 }), nearReport(trace));

  it('answers a sample of whole numbers or nothing', () => {
    const reader = readerOf(definition, trace);
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 20 }), (reports) => {
        for (const [index, bytes] of reports.entries()) {
          const sample = reader.read(bytes, index * 5000);
          for (const [name, value] of Object.entries(sample ?? {}))
            if (typeof value === 'number' && !(name.endsWith('Tilt') ? Number.isFinite(value) : isCount(value)))
              expect.fail(`${name} is ${value}`);
        }
      }),
    );
  });

  it('makes no place out of a report that ends before it', () => {
    for (const { bytes } of trace.reports)
      for (let length = 0; length < SHORTEST_WITH_A_PLACE; length++)
        if (readerOf(definition, trace).read(bytes.subarray(0, length), 0) !== undefined)
          expect.fail(`${length} bytes of ${toHex(bytes)}`);
  });

  it('reads the reports after them as if nothing had been', () => {
    const seen = (reader: ReturnType<typeof readerOf>) =>
      trace.reports.slice(0, 60).map(({ timeUs, bytes }) => {
        const { xRaw, yRaw, tipSwitch, inRange, pressureRaw } = reader.read(bytes, timeUs + 1e6) ?? {};
        return [xRaw, yRaw, tipSwitch, inRange, pressureRaw];
      });
    // what a layout remembers (tool, pressure) is told anew within the first reports of a trace
    const from = 4;
    const expected = seen(readerOf(definition, trace)).slice(from);
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 8 }), (reports) => {
        const reader = readerOf(definition, trace);
        for (const [index, bytes] of reports.entries()) reader.read(bytes, index * 5000);
        expect(seen(reader).slice(from)).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  });

  it('keeps nothing of a megabyte of them', () => {
    const ids = [...new Set(trace.reports.map(({ bytes }) => bytes[0] as number))];
    const chunk = new Uint8Array(16);
    const kept = keptBy((bytes) => {
      const reader = readerOf(definition, trace);
      for (let at = 0; at < bytes.length; at += 16) {
        chunk.set(bytes.subarray(at, at + 16));
        if (at % 32 === 0) chunk[0] = ids[(at / 32) % ids.length] as number;
        reader.read(chunk, at * 100);
      }
      return reader;
    });
    expect(kept).toBeLessThan(KEPT_BYTES);
  });
});

describe.each(STREAMS)('the stream of $name under hostile bytes', (stream) => {
  const { packets, open, longest } = stream;

  it('is the same at any chunking, and costs no byte', () => {
    const whole = Buffer.concat(packets.slice(0, 60));
    const expected = cut(stream, whole, whole.length);
    expect(expected).toHaveLength(60);
    const text = Buffer.concat(expected).toString('hex');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (size) => {
        const framer = open();
        const found: Uint8Array[] = [];
        for (let at = 0; at < whole.length; at += size)
          framer.push(whole.subarray(at, at + size), (packet) => found.push(packet.slice()));
        expect(found).toHaveLength(60);
        expect(Buffer.concat(found).toString('hex')).toBe(text);
        expect(framer.counters.droppedBytes).toBe(0);
      }),
      { numRuns: 10 },
    );
  });

  it('is in step again within one packet after any bytes, cut off anywhere', () => {
    const noiseAndCut = fc.tuple(
      fc.uint8Array({ maxLength: 64 }),
      fc.constantFrom(...packets.slice(0, 20)),
      fc.nat(300),
      fc.nat(packets.length - 4),
    );
    fc.assert(
      fc.property(noiseAndCut, ([bytes, packet, length, at]) => {
        const three = packets.slice(at, at + 3);
        const hostile = Buffer.concat([bytes, packet.subarray(0, length % packet.length), ...three]);
        expect(cut(stream, hostile, 7).slice(-2)).toEqual(cut(stream, Buffer.concat(three), 7).slice(-2));
      }),
    );
  });

  it('cuts bounded packets out of a megabyte of noise, and keeps at most one of them', () => {
    const kept = keptBy((bytes) => {
      const framer = open();
      let emitted = 0;
      for (let at = 0; at < bytes.length; at += 64)
        framer.push(bytes.subarray(at, at + 64), (packet) => {
          emitted += packet.length;
          if (packet.length > longest) throw new Error(`a packet of ${packet.length} bytes`);
        });
      expect(framer.counters.droppedBytes + emitted).toBeLessThanOrEqual(bytes.length);
      return framer;
    });
    expect(kept).toBeLessThan(KEPT_BYTES);
  });
});

it.each(Object.entries(FINGERS))('%s gives a code or a picture of the right size for any bytes', (_, read) => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void read(bytes)));
  read(MEGABYTE);
});

it('answers and settings of a pad are read whole or not at all', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (report) => void decodeReport(report)));
});
