import type { PenSample } from '../pen-sample';

/**
 * Our extended data: what the standard's channels cannot hold exactly, so that both clocks survive.
 * "IW1\0", then for each sample a flags byte (1 in range, 2 device time follows, 4 sequence follows) and as signed LEB128
 * (zigzag) the differences to the sample before of host time (us), device time (ticks), sequence number.
 */
const MAGIC = [0x49, 0x57, 0x31, 0x00];
const IN_RANGE = 1;
const DEVICE_TIME = 2;
const SEQUENCE = 4;

export interface ExtendedSample {
  readonly inRange: boolean;
  readonly hostTimeUs: number;
  readonly deviceTime?: number;
  readonly sequence?: number;
}

export function encodeExtended(samples: readonly PenSample[]): Uint8Array {
  const out = [...MAGIC];
  let host = 0;
  let device = 0;
  let sequence = 0;
  for (const sample of samples) {
    const hasDevice = sample.deviceTime !== undefined;
    const hasSequence = sample.sequence !== undefined;
    out.push((sample.inRange ? IN_RANGE : 0) | (hasDevice ? DEVICE_TIME : 0) | (hasSequence ? SEQUENCE : 0));
    pushSigned(out, sample.hostTimeUs - host);
    host = sample.hostTimeUs;
    if (hasDevice) {
      pushSigned(out, sample.deviceTime - device);
      device = sample.deviceTime;
    }
    if (hasSequence) {
      pushSigned(out, sample.sequence - sequence);
      sequence = sample.sequence;
    }
  }
  return Uint8Array.from(out);
}

/** Undefined when the bytes are not ours or not whole. */
export function decodeExtended(bytes: Uint8Array, count: number): ExtendedSample[] | undefined {
  if (MAGIC.some((byte, index) => bytes[index] !== byte)) return undefined;
  const cursor = { bytes, at: MAGIC.length };
  const out: ExtendedSample[] = [];
  const last = { host: 0, device: 0, sequence: 0 };
  while (out.length < count) {
    const flags = bytes[cursor.at++];
    if (flags === undefined || flags > 7) return undefined;
    last.host += readSigned(cursor);
    if (flags & DEVICE_TIME) last.device += readSigned(cursor);
    if (flags & SEQUENCE) last.sequence += readSigned(cursor);
    if (!Number.isSafeInteger(last.host + last.device + last.sequence)) return undefined;
    out.push({
      inRange: (flags & IN_RANGE) !== 0,
      hostTimeUs: last.host,
      ...(flags & DEVICE_TIME ? { deviceTime: last.device } : {}),
      ...(flags & SEQUENCE ? { sequence: last.sequence } : {}),
    });
  }
  return cursor.at === bytes.length ? out : undefined;
}

/** Safe integers are wider than 32 bits: arithmetic, not shifts. */
function pushSigned(out: number[], value: number): void {
  let rest = value < 0 ? -2 * value - 1 : 2 * value;
  while (rest >= 128) {
    out.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
}

/** NaN for a number that is cut off or longer than a safe integer. */
function readSigned(cursor: { readonly bytes: Uint8Array; at: number }): number {
  let value = 0;
  let weight = 1;
  for (let i = 0; i < 8; i++) {
    const byte = cursor.bytes[cursor.at++];
    if (byte === undefined) return Number.NaN;
    value += (byte % 128) * weight;
    if (byte < 128) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    weight *= 128;
  }
  return Number.NaN;
}
