import type { Framer, PenDecoder, PenReport } from '../pen-report';
import { SyncFramer } from '../sync-framer';

/** What differs between the models of protocol IV. */
export interface WacomIvLayout {
  /** Two more bytes in each packet. */
  readonly tilt: boolean;
  /** Lower pressure bits P1 and P0: none, one or both. */
  readonly extraPressureBits: 0 | 1 | 2;
  /** Which of the four button bits is the eraser. */
  readonly eraserButton: number;
}

const BIT = { header: 0x80, near: 0x40, stylus: 0x20 } as const;
const lengthOf = ({ tilt }: WacomIvLayout): number => (tilt ? 9 : 7);

export const wacomIvFramer = (layout: WacomIvLayout): Framer =>
  new SyncFramer({
    begins: (byte) => (byte & BIT.header) !== 0,
    breaks: (byte) => (byte & BIT.header) !== 0,
    lengthOf: () => lengthOf(layout),
    maxLength: lengthOf(layout),
  });

/** Largest pressure: seven bits and the extra ones. */
export const pressureMaxOf = ({ extraPressureBits }: WacomIvLayout): number => (0x80 << extraPressureBits) - 1;

/** Packets of the stylus (Linux, wacom_serial4.c, head comment); the cursor is a mouse and no pen. */
export const wacomIvDecoder = (layout: WacomIvLayout): PenDecoder => ({
  decode(packet): PenReport | undefined {
    const at = (index: number): number => packet[index] as number;
    if (packet.length !== lengthOf(layout) || (at(0) & BIT.stylus) === 0) return undefined;
    const inRange = (at(0) & BIT.near) !== 0;
    const buttons = (at(3) >> 3) & 15;
    return {
      kind: 'pen',
      inRange,
      tipSwitch: inRange && (buttons & 1) !== 0,
      tipPressure: inRange ? pressureOf(packet, layout) : 0,
      x: ((at(0) & 3) << 14) | (at(1) << 7) | at(2),
      y: ((at(3) & 3) << 14) | (at(4) << 7) | at(5),
      barrelSwitch: (buttons & 2) !== 0,
      eraser: (buttons & layout.eraserButton) !== 0,
      ...(layout.tilt ? { xTilt: signed(at(7)), yTilt: signed(at(8)) } : {}),
    };
  },
});

/** P2 upwards with the sign above them, then P1 and P0 below; the sign is turned so that no pressure is 0. */
function pressureOf(packet: Uint8Array, { extraPressureBits }: WacomIvLayout): number {
  let pressure = (packet[6] as number) & 0x7f;
  if (extraPressureBits >= 1) pressure = (pressure << 1) | (((packet[3] as number) >> 2) & 1);
  if (extraPressureBits === 2) pressure = (pressure << 1) | (((packet[0] as number) >> 2) & 1);
  return pressure ^ (0x40 << extraPressureBits);
}

/** Seven bits, the sixth the sign; degrees. */
const signed = (value: number): number => ((value & 0x7f) ^ 0x40) - 0x40;
