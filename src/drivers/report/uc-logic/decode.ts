import { byte, int8, le16 } from '../fields';
import type { PenDecoder, PenReport } from '../pen-report';

export type UcLogicLayout = 'v1' | 'v2' | 'giano' | 'ugee' | 'ugee-gen2';

interface Layout {
  readonly ids: readonly number[];
  readonly needed: number;
  read(report: Uint8Array): PenReport | undefined;
}

/** Byte 1 of all: bit 0 tip, 1 and 2 buttons of the pen. Of v1 and v2: bit 7 set and bit 6 clear while the pen is near. */
const isNear = (state: number): boolean => (state & 0xc0) === 0x80;
/** 0xE0, 0xE3, 0xF0, 0xF1: keys and dials beside the area. */
const isFrame = (state: number): boolean => (state & 0xe0) === 0xe0;

function pen(report: Uint8Array, inRange: boolean, more: Partial<PenReport> = {}): PenReport {
  const state = byte(report, 1);
  return {
    kind: 'pen',
    inRange,
    tipSwitch: inRange && (state & 0x01) !== 0,
    tipPressure: inRange ? le16(report, 6) : 0,
    x: le16(report, 2),
    y: le16(report, 4),
    barrelSwitch: inRange && (state & 0x02) !== 0,
    ...more,
  };
}

const v1 = (report: Uint8Array): PenReport | undefined =>
  isFrame(byte(report, 1)) ? undefined : pen(report, isNear(byte(report, 1)));

/** Bytes 8 and 9 go above the places, 10 and 11 are the tilt; its second axis runs away from the writer (hid-uclogic flips it). */
function wide(report: Uint8Array, highMask: number, tiltSign: number): PenReport | undefined {
  const state = byte(report, 1);
  if (isFrame(state)) return undefined;
  return pen(report, isNear(state), {
    x: le16(report, 2) | ((byte(report, 8) & highMask) << 16),
    y: le16(report, 4) | ((byte(report, 9) & highMask) << 16),
    // 0 - x: no negative zero in evidence
    xTilt: tiltSign < 0 ? 0 - int8(report, 10) : int8(report, 10),
    yTilt: 0 - int8(report, 11),
  });
}

/** Byte 1: 0xA0 near, 0xA1 tip, 0xC0 out of range, 0xF0 keys; bit 3 eraser. Short reports of older models end after the pressure. */
function ugee(report: Uint8Array, isGen2: boolean): PenReport | undefined {
  const state = byte(report, 1);
  if ((state & 0xf0) === 0xf0) return undefined;
  const inRange = (state & 0xe0) === 0xa0;
  const hasHigh = report.length >= 12;
  // Gen2: 14 bits; the highest is bit 0 of byte 13, bit 14 of the word below is something else
  const top = isGen2 && report.length >= 14 ? (byte(report, 13) & 1) << 13 : 0;
  const pressure = isGen2 ? (le16(report, 6) & 0xbfff) | top : le16(report, 6);
  return pen(report, inRange, {
    tipPressure: inRange ? pressure : 0,
    x: le16(report, 2) | (hasHigh ? byte(report, 10) << 16 : 0),
    y: le16(report, 4) | (hasHigh ? byte(report, 11) << 16 : 0),
    eraser: inRange && (state & 0x08) !== 0,
    ...(report.length >= 10 ? { xTilt: int8(report, 8), yTilt: int8(report, 9) } : {}),
  });
}

// 0x07 for Ugee as well: the M708 v2 and the Deco 01 send its layout under the id of v1 (DIGImend/tablets)
const LAYOUTS: Readonly<Record<UcLogicLayout, Layout>> = {
  v1: { ids: [0x07, 0x09], needed: 8, read: v1 },
  v2: { ids: [0x08], needed: 12, read: (report) => wide(report, 0xff, 1) },
  giano: { ids: [0x08], needed: 12, read: (report) => wide(report, 0x01, -1) },
  ugee: { ids: [0x02, 0x07], needed: 8, read: (report) => ugee(report, false) },
  'ugee-gen2': { ids: [0x02], needed: 12, read: (report) => ugee(report, true) },
};

/** Tablets with UC-Logic electronics under many names, in their own reports; of several layouts the id of a report tells. */
export function ucLogicDecoder(layouts: readonly UcLogicLayout[]): PenDecoder {
  const known = layouts.map((layout) => LAYOUTS[layout]);
  return {
    decode(report) {
      const layout = known.find(({ ids }) => ids.includes(report[0] as number));
      return layout !== undefined && report.length >= layout.needed ? layout.read(report) : undefined;
    },
  };
}
