import type { Framer, PenDecoder, PenReport } from '../pen-report';
import { SyncFramer } from '../sync-framer';

/** Pens of tablet computers, ISDV4 (xf86-input-wacom, isdv4.h): one letter a command. */
export const COMMAND = { stop: 0x30, start: 0x31, query: 0x2a } as const;

/** First byte: beginning, answer to a query, touch, proximity, eraser, side switch, tip. */
const BIT = { header: 0x80, control: 0x40, touch: 0x10, near: 0x20, eraser: 0x04, side: 0x02, tip: 0x01 } as const;
const PEN_LENGTH = 9;
const QUERY_LENGTH = 11;

/** Touch packets have 5, 7 or 13 bytes by sensor; they are passed over whole. */
export const isdv4Framer = (): Framer =>
  new SyncFramer({
    begins: (byte) => (byte & BIT.header) !== 0,
    breaks: (byte) => (byte & BIT.header) !== 0,
    lengthOf: (first) => ((first & BIT.control) !== 0 ? QUERY_LENGTH : (first & BIT.touch) !== 0 ? 0 : PEN_LENGTH),
    maxLength: QUERY_LENGTH,
  });

/** Bytes 1 to 6 of a pen packet and of the answer to the query alike: x, y, pressure. */
function places(packet: Uint8Array): { x: number; y: number; pressure: number } {
  const at = (index: number): number => packet[index] as number;
  return {
    x: (at(1) << 9) | (at(2) << 2) | ((at(6) >> 5) & 3),
    y: (at(3) << 9) | (at(4) << 2) | ((at(6) >> 3) & 3),
    pressure: ((at(6) & 7) << 7) | at(5),
  };
}

/** What the query answers: largest values and the version. Undefined for any other packet. */
export function isdv4Query(
  packet: Uint8Array,
): { xMax: number; yMax: number; pressureMax: number; version: number } | undefined {
  if (packet.length !== QUERY_LENGTH || ((packet[0] as number) & 0x3f) !== 0) return undefined;
  const { x, y, pressure } = places(packet);
  return { xMax: x, yMax: y, pressureMax: pressure, version: ((packet[9] as number) << 7) | (packet[10] as number) };
}

export const isdv4Decoder = (): PenDecoder => ({
  decode(packet): PenReport | undefined {
    const state = packet[0] ?? 0;
    if (packet.length !== PEN_LENGTH || (state & (BIT.control | BIT.touch)) !== 0) return undefined;
    const { x, y, pressure } = places(packet);
    const inRange = (state & BIT.near) !== 0;
    return {
      kind: 'pen',
      inRange,
      tipSwitch: inRange && (state & BIT.tip) !== 0,
      tipPressure: inRange ? pressure : 0,
      x,
      y,
      barrelSwitch: (state & BIT.side) !== 0,
      eraser: (state & BIT.eraser) !== 0,
    };
  },
});
