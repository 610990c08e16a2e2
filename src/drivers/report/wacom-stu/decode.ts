import { fromLatin1 } from '../../../core/base';
import type { PenReport } from '../pen-report';
import { LENGTH, OPTION_MODE, type OptionMode, REPORT } from './constants';

/** Reports of a pad in the words of HID; big-endian but for the status word (vendor SDK, Protocol.hpp). */
export type StuReport =
  | PenReport
  | { readonly kind: 'status'; readonly statusCode: number; readonly lastResult: number; readonly statusWord: number }
  | { readonly kind: 'information'; readonly model: string; readonly firmware: string }
  | {
      readonly kind: 'capability';
      readonly maxX: number;
      readonly maxY: number;
      readonly maxPressure: number;
      readonly screenWidth: number;
      readonly screenHeight: number;
      readonly maxReportRate: number;
      /** Units an inch; 0 where the pad does not say. */
      readonly resolution: number;
      /** ENCODING_FLAG; 0 where the pad does not say. */
      readonly encodingFlags: number;
    }
  | { readonly kind: 'serial'; readonly serial: string }
  | { readonly kind: 'penDataOptionMode'; readonly mode: number }
  | { readonly kind: 'setResult'; readonly result: number };

/**
 * Undefined for a report that is not known here, or is too short for its id; longer ones are read as far as known. `mode`
 * says what the counter of penDataOption is.
 */
export function decodeReport(
  report: Uint8Array,
  mode: OptionMode = OPTION_MODE.timeCountSequence,
): StuReport | undefined {
  switch (report[0]) {
    case REPORT.penData:
      return report.length >= LENGTH.penData ? penData(report) : undefined;
    case REPORT.penDataTimeCountSequence:
      return report.length >= LENGTH.penDataTimeCountSequence ? penDataTimeCountSequence(report) : undefined;
    case REPORT.penDataOption:
      return report.length >= LENGTH.penDataOption ? penDataOption(report, mode) : undefined;
    case REPORT.status:
      if (report.length < LENGTH.status) return undefined;
      return {
        kind: 'status',
        statusCode: at(report, 1),
        lastResult: at(report, 2),
        statusWord: at(report, 3) | (at(report, 4) << 8),
      };
    case REPORT.information:
      return report.length >= LENGTH.information ? information(report) : undefined;
    case REPORT.capability:
      return report.length >= LENGTH.capability ? capability(report) : undefined;
    case REPORT.uid2:
    case REPORT.eSerial:
      return report.length >= LENGTH.uid2 ? { kind: 'serial', serial: ascii(report, 1, report.length) } : undefined;
    case REPORT.penDataOptionMode:
      return report.length >= 2 ? { kind: 'penDataOptionMode', mode: at(report, 1) } : undefined;
    case REPORT.setResult:
      return report.length >= LENGTH.setResult ? { kind: 'setResult', result: at(report, 1) } : undefined;
    default:
      return undefined;
  }
}

const at = (report: Uint8Array, index: number): number => report[index] as number;
const word = (report: Uint8Array, index: number): number => (at(report, index) << 8) | at(report, index + 1);
/** Printable part up to the first NUL; a serial number goes into evidence and must not carry control characters. */
const ascii = (report: Uint8Array, start: number, end: number): string =>
  (fromLatin1(report, start, end).split('\0')[0] as string).replace(/[^\x20-\x7e]/g, '').trim();

const RDY = 0x80;
const SW = 0x70;
const PRESSURE_HIGH = 0x0f;

// written out twice: copying properties from one object into another costs more than all the rest of a report

function penData(report: Uint8Array): PenReport {
  const first = at(report, 1);
  return {
    kind: 'pen',
    inRange: (first & RDY) !== 0,
    tipSwitch: (first & SW) !== 0,
    tipPressure: ((first & PRESSURE_HIGH) << 8) | at(report, 2),
    x: word(report, 3),
    y: word(report, 5),
  };
}

function penDataTimeCountSequence(report: Uint8Array): StuReport {
  const first = at(report, 1);
  return {
    kind: 'pen',
    inRange: (first & RDY) !== 0,
    tipSwitch: (first & SW) !== 0,
    tipPressure: ((first & PRESSURE_HIGH) << 8) | at(report, 2),
    x: word(report, 3),
    y: word(report, 5),
    timeCount: word(report, 7),
    sequence: word(report, 9),
  };
}

/** The counter is put onto the object: one more copy of it made a report cost 20 us instead of 0.4 (bench/devices-decode). */
function penDataOption(report: Uint8Array, mode: OptionMode): StuReport {
  const pen: { -readonly [K in keyof PenReport]: PenReport[K] } = penData(report);
  const option = word(report, 7);
  if (mode === OPTION_MODE.timeCount) pen.timeCount = option;
  else if (mode === OPTION_MODE.sequence) pen.sequence = option;
  return pen;
}

/** Firmware bytes are written as two nibbles. */
function information(report: Uint8Array): StuReport {
  const version = (byte: number): string => `${byte >> 4 ? (byte >> 4).toString(16) : ''}${(byte & 15).toString(16)}`;
  return {
    kind: 'information',
    model: ascii(report, 1, 10),
    firmware: `${version(at(report, 10))}.${version(at(report, 11))}`,
  };
}

const capability = (report: Uint8Array): StuReport => ({
  kind: 'capability',
  maxX: word(report, 1),
  maxY: word(report, 3),
  maxPressure: word(report, 5),
  screenWidth: word(report, 7),
  screenHeight: word(report, 9),
  maxReportRate: at(report, 11),
  resolution: word(report, 12),
  encodingFlags: at(report, 14),
});
