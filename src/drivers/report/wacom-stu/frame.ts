import { type CrcKind, crc16 } from './crc16';

/**
 * Serial framing of a report (vendor SDK, SerialProtocol): H0 = 0x80 | crc << 6 | length >> 7, H1 = length & 0x7f, then
 * the report, with two CRC bytes behind it if flagged, as a bit stream of 7 bits a byte, most significant first. Only a
 * header has bit 7 set, which makes every frame findable.
 */
const START = 0x80;
const CRC_FLAG = 0x40;

/** A report as frame; `crc` appends the checksum, low byte first. */
export function encodeFrame(report: Uint8Array, crc?: CrcKind): Uint8Array {
  const sum = crc === undefined ? undefined : crc16(report, crc);
  const clear = sum === undefined ? report : Uint8Array.of(...report, sum & 0xff, sum >> 8);
  const length = Math.ceil((clear.length * 8) / 7);
  const out = new Uint8Array(2 + length);
  out[0] = START | (crc === undefined ? 0 : CRC_FLAG) | (length >> 7);
  out[1] = length & 0x7f;
  let bits = 0;
  let held = 0;
  let at = 2;
  for (const byte of clear) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 7) {
      bits -= 7;
      out[at++] = (held >> bits) & 0x7f;
    }
    held &= (1 << bits) - 1;
  }
  if (bits > 0) out[at] = (held << (7 - bits)) & 0x7f;
  return out;
}

/** What a reader met; the numbers go into the statistics of a capture. */
export interface FrameCounters {
  frames: number;
  droppedBytes: number;
  crcErrors: number;
}

/**
 * Finds frames in chunks of any size. Bytes outside frames, cut off frames and frames with a wrong checksum are dropped
 * and counted; it always finds the next whole frame again.
 */
export class FrameReader {
  readonly counters: FrameCounters = { frames: 0, droppedBytes: 0, crcErrors: 0 };
  private readonly frame = new Uint8Array(2 + 0x1fff);
  private filled = 0;
  private length = 0;
  private crc: CrcKind | undefined;

  push(chunk: Uint8Array, onReport: (report: Uint8Array) => void): void {
    for (const byte of chunk) {
      if (byte & START) {
        this.counters.droppedBytes += this.filled;
        this.filled = 0;
      } else if (this.filled === 0) {
        this.counters.droppedBytes++;
        continue;
      }
      this.frame[this.filled++] = byte;
      if (this.filled === 2) this.length = (((this.frame[0] as number) & 0x3f) << 7) | byte;
      if (this.filled < 2 || this.filled < 2 + this.length) continue;
      this.filled = 0;
      const report = this.report();
      if (report !== undefined) onReport(report);
    }
  }

  private report(): Uint8Array | undefined {
    const clear = unpack(this.frame.subarray(2, 2 + this.length));
    const flagged = ((this.frame[0] as number) & CRC_FLAG) !== 0;
    const report = flagged ? this.checked(clear) : clear;
    if (report === undefined || report.length === 0) {
      this.counters.droppedBytes += 2 + this.length;
      return undefined;
    }
    this.counters.frames++;
    return report;
  }

  private checked(clear: Uint8Array): Uint8Array | undefined {
    const report = clear.subarray(0, Math.max(0, clear.length - 2));
    const sum = (clear.at(-2) ?? 0) | ((clear.at(-1) ?? 0) << 8);
    const kinds: readonly CrcKind[] = this.crc === undefined ? ['arc', 'modbus'] : [this.crc];
    const kind = clear.length > 2 ? kinds.find((candidate) => crc16(report, candidate) === sum) : undefined;
    if (kind === undefined) {
      this.counters.crcErrors++;
      return undefined;
    }
    this.crc = kind;
    return report;
  }
}

function unpack(packed: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.floor((packed.length * 7) / 8));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const byte of packed) {
    held = ((held << 7) | byte) & 0x7fff;
    bits += 7;
    if (bits < 8 || at >= out.length) continue;
    bits -= 8;
    out[at++] = held >> bits;
    held &= (1 << bits) - 1;
  }
  return out;
}
