import { be16, byte, int8, int16, le16, le24 } from '../fields';
import type { PenCounters, PenReport } from '../pen-report';

export type WacomPenLayout = 'bamboo' | 'intuos' | 'intuos-v1' | 'intuos-v2' | 'intuos-v3' | 'dtu' | 'dtu-s';

/** What a layout keeps from report to report. */
export interface ToolMemory {
  eraser: boolean;
}

export interface Layout {
  /** Ids of reports that carry the pen. */
  readonly ids: readonly number[];
  /** Length on the wire, id included. */
  readonly length: number;
  /** Up to the last byte that is read. */
  readonly needed: number;
  readonly counters?: PenCounters;
  read(report: Uint8Array, tool: ToolMemory): PenReport | undefined;
}

/** Linux wacom_wac.c: layouts without a tip bit call it a touch above this pressure. */
const TOUCH_PRESSURE = 10;

/** CTL-460 and its kin; as Intuos, with ten bits of pressure. Capture Wacom_Bamboo_Pen_056a_00D4.hid. */
const bamboo = (report: Uint8Array): PenReport | undefined => nearOrFar(report, le16(report, 6) & 0x3ff);
const intuos = (report: Uint8Array): PenReport | undefined => nearOrFar(report, le16(report, 6));

/**
 * Byte 1: bit 7 a pen is felt, bit 6 it has a place, bit 5 its pressure and switches count (wacom_bpt_pen, wacom_wac.c); 0x80
 * alone and 0x00 come with zeros while the pen is too far away.
 */
function nearOrFar(report: Uint8Array, pressure: number): PenReport | undefined {
  const state = byte(report, 1);
  const inRange = (state & 0xc0) === 0xc0;
  if (!inRange && (state & 0x7f) !== 0) return undefined;
  const isReady = inRange && (state & 0x20) !== 0;
  return {
    kind: 'pen',
    inRange,
    tipSwitch: isReady && (state & 0x01) !== 0,
    tipPressure: isReady ? pressure : 0,
    x: le16(report, 2),
    y: le16(report, 4),
    barrelSwitch: isReady && (state & 0x02) !== 0,
    eraser: inRange && (state & 0x08) !== 0,
  };
}

/** Intuos 4, 5, Cintiq: a tool comes with 0xC2 and its number, goes with 0x80, is at work with 101xx0xx under mask 0xB8. */
function intuosV1(report: Uint8Array, tool: ToolMemory): PenReport | undefined {
  const state = byte(report, 1);
  if ((state & 0xfc) === 0xc0) {
    // tool numbers 0x80A, 0x82A … are erasers: bit 3 of the low digit, which is the high half of byte 3
    tool.eraser = (byte(report, 3) & 0x80) !== 0;
    return undefined;
  }
  const inRange = (state & 0xfe) !== 0x80;
  if (inRange && (state & 0xb8) !== 0xa0) return undefined;
  const tipPressure = inRange ? (byte(report, 6) << 3) | ((byte(report, 7) & 0xc0) >> 5) | (state & 1) : 0;
  return {
    kind: 'pen',
    inRange,
    tipSwitch: tipPressure > TOUCH_PRESSURE,
    tipPressure,
    x: (be16(report, 2) << 1) | ((byte(report, 9) >> 1) & 1),
    y: (be16(report, 4) << 1) | (byte(report, 9) & 1),
    barrelSwitch: inRange && (state & 0x02) !== 0,
    eraser: inRange && tool.eraser,
    ...tiltV1(report, inRange),
  };
}

/** Seven bits each with 64 in the middle; displays that measure none leave them all zero, a pose that no pen has. */
function tiltV1(report: Uint8Array, inRange: boolean): Partial<PenReport> {
  const x = ((byte(report, 7) << 1) & 0x7e) | (byte(report, 8) >> 7);
  const y = byte(report, 8) & 0x7f;
  return inRange && (x | y) !== 0 ? { xTilt: x - 64, yTilt: y - 64 } : {};
}

/** Intuos Pro 2017, Intuos 2018; id 0x1E has everything one byte later. */
function intuosV2(whole: Uint8Array): PenReport {
  const report = byte(whole, 0) === 0x1e ? whole.subarray(1) : whole;
  const state = byte(report, 1);
  const inRange = (state & 0x20) !== 0;
  return {
    kind: 'pen',
    inRange,
    tipSwitch: inRange && (state & 0x01) !== 0,
    tipPressure: inRange ? le16(report, 8) : 0,
    x: le24(report, 2),
    y: le24(report, 5),
    barrelSwitch: (state & 0x02) !== 0,
    eraser: (state & 0x10) !== 0,
    xTilt: int8(report, 10),
    yTilt: int8(report, 11),
  };
}

/** Ids 0x1F (16 bit places, byte 1 is 1 for the pen) and 0x1E (24 bit). Bits of byte 2: 0 tip, 1-2 buttons, 5 eraser, 6 near. */
function intuosV3(report: Uint8Array): PenReport | undefined {
  const isWide = byte(report, 0) === 0x1e;
  if (!isWide && byte(report, 1) !== 0x01) return undefined;
  const state = byte(report, 2);
  const inRange = (state & 0x40) !== 0;
  return {
    kind: 'pen',
    inRange,
    tipSwitch: inRange && (state & 0x01) !== 0,
    tipPressure: inRange ? le16(report, isWide ? 9 : 7) : 0,
    x: isWide ? le24(report, 3) : le16(report, 3),
    y: isWide ? le24(report, 6) : le16(report, 5),
    barrelSwitch: (state & 0x02) !== 0,
    eraser: isWide && (state & 0x20) !== 0,
    xTilt: isWide ? int16(report, 11) : int8(report, 9),
    yTilt: isWide ? int16(report, 13) : int8(report, 11),
  };
}

/** Byte 1: 5 near, 0 tip, 2 tip of the eraser, 2-3 eraser, 1 and 4 buttons. */
function dtu(report: Uint8Array): PenReport {
  const state = byte(report, 1);
  const inRange = (state & 0x20) !== 0;
  return {
    kind: 'pen',
    inRange,
    tipSwitch: inRange && (state & 0x05) !== 0,
    tipPressure: inRange ? ((byte(report, 7) & 1) << 8) | byte(report, 6) : 0,
    x: le16(report, 2),
    y: le16(report, 4),
    barrelSwitch: (state & 0x02) !== 0,
    eraser: inRange && (state & 0x0c) !== 0,
  };
}

/**
 * Byte 1: 7 near, 3-4 tool (1 eraser, 2 pen), 5-6 buttons, 0-2 pressure above byte 2. Bytes 7-8 and 9-10 are a clock and a
 * number of the report: in Wacom_DTU1031_056a_00FB.hid they go on by 674 and 1 over a pause of 3.372 s.
 */
function dtuS(report: Uint8Array): PenReport {
  const state = byte(report, 1);
  const inRange = (state & 0x80) !== 0;
  const tipPressure = inRange ? ((state & 0x07) << 8) | byte(report, 2) : 0;
  return {
    kind: 'pen',
    inRange,
    tipSwitch: tipPressure > TOUCH_PRESSURE,
    tipPressure,
    x: be16(report, 3),
    y: be16(report, 5),
    barrelSwitch: (state & 0x20) !== 0,
    eraser: (state & 0x18) === 0x08,
    timeCount: be16(report, 7),
    sequence: be16(report, 9),
  };
}

const DTU_S_COUNTERS: PenCounters = { timeModulus: 0x10000, tickUs: 5000, sequenceModulus: 0x10000 };

export const LAYOUTS: Readonly<Record<WacomPenLayout, Layout>> = {
  bamboo: { ids: [0x02], length: 9, needed: 8, read: bamboo },
  intuos: { ids: [0x02], length: 10, needed: 8, read: intuos },
  'intuos-v1': { ids: [0x02, 0x10], length: 10, needed: 10, read: intuosV1 },
  'intuos-v2': { ids: [0x10, 0x1e], length: 192, needed: 13, read: intuosV2 },
  'intuos-v3': { ids: [0x1f, 0x1e], length: 192, needed: 15, read: intuosV3 },
  dtu: { ids: [0x02], length: 9, needed: 8, read: dtu },
  'dtu-s': { ids: [0x11], length: 11, needed: 11, counters: DTU_S_COUNTERS, read: dtuS },
};
