import type { Framer, PenDecoder, PenReport } from '../pen-report';
import { SyncFramer, type SyncRule } from '../sync-framer';

/**
 * Packets of Topaz pads (l1n/topaz-dext, README "Packet Format"): status, then x and y low part first. Format 0 is 8O1 with
 * seven bits of data a byte, format 1 is 7O1 with six.
 */
export type TopazFormat = 0 | 1;

const LENGTH = 5;
/** Packet types, status bits 4 to 2: three of them are positions. */
const POSITIONS: readonly number[] = [0, 1, 4];
const PRESSURE = 7;
const DOWN = 0x01;
/** Both coordinates all ones is noise. */
const NOISE = 0xfff;
export const PRESSURE_MAX = 1023;

const FORMATS = {
  0: { near: 0x40, high: 0x1f, low: 0x7f, shift: 7 },
  1: { near: 0x04, high: 0x3f, low: 0x3f, shift: 6 },
} as const satisfies Record<TopazFormat, object>;

const RULES: Readonly<Record<TopazFormat, SyncRule>> = {
  0: {
    begins: (byte) => (byte & 0x80) !== 0,
    breaks: (byte) => (byte & 0x80) !== 0,
    lengthOf: () => LENGTH,
    maxLength: LENGTH,
  },
  // the published rule says that a byte whose bits 6 to 4 are not 011 begins a packet; taken by the letter inside a packet
  // it leaves four of the six data bits, so there only bit 6 counts, which no data byte has
  1: {
    begins: (byte) => (byte & 0x70) !== 0x30,
    breaks: (byte) => (byte & 0x40) !== 0,
    lengthOf: () => LENGTH,
    maxLength: LENGTH,
  },
};

export const topazFramer = (format: TopazFormat): Framer => new SyncFramer(RULES[format]);

/** The part of the sensor under the writing area, raw units. */
export interface TopazArea {
  readonly xMin: number;
  readonly yMin: number;
  readonly xMax: number;
  readonly yMax: number;
}

/**
 * Positions count from the corner of the writing area and end at its edges; the raw packet is kept beside the sample. A
 * pressure packet holds for the positions after it.
 */
export function topazDecoder(format: TopazFormat, area: TopazArea): PenDecoder {
  const { near, high, low, shift } = FORMATS[format];
  const within = (value: number, from: number, to: number): number => Math.min(to, Math.max(from, value)) - from;
  let pressure = 0;
  return {
    decode(packet): PenReport | undefined {
      if (packet.length !== LENGTH) return undefined;
      const [status, x0, x1, y0, y1] = packet as unknown as readonly [number, number, number, number, number];
      const type = (status >> 2) & 7;
      if (type === PRESSURE) pressure = ((y1 & 7) << 7) | (y0 & 0x7f);
      if (!POSITIONS.includes(type)) return undefined;
      const x = ((x1 & high) << shift) | (x0 & low);
      const y = ((y1 & high) << shift) | (y0 & low);
      if (x === NOISE && y === NOISE) return undefined;
      const tipSwitch = (status & DOWN) !== 0;
      return {
        kind: 'pen',
        inRange: tipSwitch || (status & near) !== 0,
        tipSwitch,
        tipPressure: tipSwitch ? pressure : 0,
        x: within(x, area.xMin, area.xMax),
        y: within(y, area.yMin, area.yMax),
      };
    },
  };
}
