import { err, fromHex, ok, type Result } from '../../core/base';

/** A recorded pen, as docs/trace-format.md lays it down: a header line, then `[timeUs, "hex"]` a report. */
export interface PenTrace {
  readonly header: PenTraceHeader;
  readonly reports: readonly { readonly timeUs: number; readonly bytes: Uint8Array }[];
}
export interface PenTraceHeader {
  readonly format: 'inkwitness-pen-trace/1';
  /** Id of the device definition. */
  readonly definition: string;
  readonly maxX: number;
  readonly maxY: number;
  readonly maxPressure: number;
  readonly unitsPerInch: number;
  /** Hex; of a device that is read by its descriptor. */
  readonly reportDescriptor?: string;
}

const MAX_CHARACTERS = 16 * 1024 * 1024;
const NUMBERS = ['maxX', 'maxY', 'maxPressure', 'unitsPerInch'] as const;

/** DEVICE_GARBLED for anything that is not a whole trace with rising times. */
export function parsePenTrace(text: string): Result<PenTrace> {
  if (text.length > MAX_CHARACTERS) return err('DEVICE_GARBLED', 'the trace is too long');
  const [first, ...lines] = text.trim().split('\n');
  const header = parseJson(first ?? '') as PenTraceHeader | undefined;
  if (!isHeader(header)) return err('DEVICE_GARBLED', 'header of the trace');
  const reports: { timeUs: number; bytes: Uint8Array }[] = [];
  for (const line of lines) {
    const entry = parseJson(line);
    const [timeUs, hex] = Array.isArray(entry) ? (entry as unknown[]) : [];
    const bytes = typeof hex === 'string' && hex !== '' ? fromHex(hex) : undefined;
    const before = reports.at(-1)?.timeUs ?? 0;
    if (typeof timeUs !== 'number' || !(timeUs >= before) || bytes === undefined)
      return err('DEVICE_GARBLED', `line ${reports.length + 2} of the trace`);
    reports.push({ timeUs, bytes });
  }
  return ok({ header, reports });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isHeader = (header: PenTraceHeader | undefined): header is PenTraceHeader =>
  typeof header === 'object' &&
  header !== null &&
  header.format === 'inkwitness-pen-trace/1' &&
  typeof header.definition === 'string' &&
  (header.reportDescriptor === undefined || typeof header.reportDescriptor === 'string') &&
  NUMBERS.every((name) => Number.isInteger(header[name]) && header[name] >= (name === 'maxPressure' ? 0 : 1));
