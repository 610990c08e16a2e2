import { fromHex } from '../../core/base';
import type { PenRange } from '../device';

export const PROTOCOL = 'inkwitness-bridge/1';

/** What a bridge says, after docs/bridge-protocol.md. */
export type BridgeMessage =
  | { readonly type: 'device'; readonly told: BridgeDevice }
  | { readonly type: 'absent' }
  | { readonly type: 'reports'; readonly reports: readonly Uint8Array[] }
  | { readonly type: 'finger'; readonly id: number; readonly pgm: string }
  | { readonly type: 'finger-failed'; readonly id: number; readonly reason: 'moved' | 'lifted' | 'device' };

export interface BridgeDevice {
  readonly product: string;
  readonly serial?: string;
  readonly firmware?: string;
  /** Absent where it has no pen. */
  readonly pen?: PenRange;
  /** Absent where it reads no fingers. */
  readonly finger?: { readonly dpi: number };
}

const MAX_NAME = 100;
/** A message gathers what came within a few milliseconds. */
const MAX_REPORTS = 256;
const MAX_REPORT = 64;
const MAX_UNITS = 0x7fff_ffff;

type Fields = Readonly<Record<string, unknown>>;

/** Undefined for anything else; never throws. */
export function readBridgeMessage(text: string): BridgeMessage | undefined {
  const message = fieldsOf(parse(text));
  switch (message?.['type']) {
    case 'device':
      return device(message);
    case 'absent':
      return { type: 'absent' };
    case 'reports':
      return reports(message['reports']);
    case 'finger': {
      const { id, pgm } = message;
      return isCount(id) && typeof pgm === 'string' ? { type: 'finger', id, pgm } : undefined;
    }
    case 'finger-failed': {
      const { id, reason } = message;
      const known = reason === 'moved' || reason === 'lifted' || reason === 'device';
      return isCount(id) && known ? { type: 'finger-failed', id, reason } : undefined;
    }
    default:
      return undefined;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= MAX_UNITS;
const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= MAX_NAME;

function device({ product, serial, firmware, pen, finger }: Fields): BridgeMessage | undefined {
  if (!isName(product)) return undefined;
  const range = pen === undefined ? undefined : penRange(fieldsOf(pen));
  const dpi = fieldsOf(finger)?.['dpi'];
  if ((pen !== undefined && range === undefined) || (finger !== undefined && !isCount(dpi))) return undefined;
  const told: BridgeDevice = {
    product,
    ...(isName(serial) ? { serial } : {}),
    ...(isName(firmware) ? { firmware } : {}),
    ...(range === undefined ? {} : { pen: range }),
    ...(isCount(dpi) ? { finger: { dpi } } : {}),
  };
  return { type: 'device', told };
}

function penRange(pen: Fields | undefined): PenRange | undefined {
  const { xMax, yMax, pressureMax, unitsPerInch } = pen ?? {};
  if (!isCount(xMax) || !isCount(yMax) || !isCount(unitsPerInch)) return undefined;
  if (!isCount(pressureMax) || pressureMax > 0xffff) return undefined;
  return { xMax, yMax, pressureMax, unitsPerInch };
}

function reports(value: unknown): BridgeMessage | undefined {
  if (!Array.isArray(value) || value.length > MAX_REPORTS) return undefined;
  const read = value.flatMap((hex: unknown) => {
    const bytes = typeof hex === 'string' && hex.length <= 2 * MAX_REPORT ? fromHex(hex) : undefined;
    return bytes === undefined || bytes.length === 0 ? [] : [bytes];
  });
  return read.length === value.length ? { type: 'reports', reports: read } : undefined;
}
