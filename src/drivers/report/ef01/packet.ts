import {
  COMMAND,
  DEFAULT_ADDRESS,
  DEFAULT_PASSWORD,
  HEADER_LENGTH,
  MAX_CONTENT,
  PID,
  START_HIGH,
  START_LOW,
} from './constants';

export interface Packet {
  readonly address: number;
  readonly pid: number;
  readonly content: Uint8Array;
}

/** Length counts content and checksum; the sum runs over PID, length and content, modulo 65536. */
export function encodePacket({ address, pid, content }: Packet): Uint8Array {
  const out = new Uint8Array(HEADER_LENGTH + content.length + 2);
  const view = new DataView(out.buffer);
  out[0] = START_HIGH;
  out[1] = START_LOW;
  view.setUint32(2, address);
  out[6] = pid;
  view.setUint16(7, content.length + 2);
  out.set(content, HEADER_LENGTH);
  view.setUint16(HEADER_LENGTH + content.length, sum(out.subarray(6, HEADER_LENGTH + content.length)));
  return out;
}

const sum = (bytes: Uint8Array): number => {
  let total = 0;
  for (const byte of bytes) total += byte;
  return total & 0xffff;
};

export interface PacketCounters {
  packets: number;
  droppedBytes: number;
  checksumErrors: number;
}

/** Finds packets in chunks of any size. A wrong checksum or an impossible length drops two bytes and looks for the next start. */
export class PacketReader {
  readonly counters: PacketCounters = { packets: 0, droppedBytes: 0, checksumErrors: 0 };
  private held = new Uint8Array(0);

  push(chunk: Uint8Array, onPacket: (packet: Packet) => void): void {
    const bytes = new Uint8Array(this.held.length + chunk.length);
    bytes.set(this.held);
    bytes.set(chunk, this.held.length);
    let at = 0;
    for (;;) {
      const start = findStart(bytes, at);
      this.counters.droppedBytes += start - at;
      at = start;
      const length = this.packetAt(bytes, at, onPacket);
      if (length === 0) break;
      at += length;
    }
    this.held = bytes.slice(at);
  }

  /** How far to go on; 0 when more bytes are needed. */
  private packetAt(bytes: Uint8Array, at: number, onPacket: (packet: Packet) => void): number {
    if (bytes.length - at < HEADER_LENGTH) return 0;
    const view = new DataView(bytes.buffer, bytes.byteOffset + at);
    const length = view.getUint16(7);
    if (length < 2 || length > MAX_CONTENT + 2) return this.drop();
    if (bytes.length - at < HEADER_LENGTH + length) return 0;
    const end = HEADER_LENGTH + length - 2;
    if (sum(bytes.subarray(at + 6, at + end)) !== view.getUint16(end)) {
      this.counters.checksumErrors++;
      return this.drop();
    }
    this.counters.packets++;
    onPacket({ address: view.getUint32(2), pid: view.getUint8(6), content: bytes.slice(at + HEADER_LENGTH, at + end) });
    return HEADER_LENGTH + length;
  }

  private drop(): number {
    this.counters.droppedBytes += 2;
    return 2;
  }
}

/** Index of the next start code, or of what may be the first half of one at the end. */
function findStart(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    if (bytes[at] !== START_HIGH) continue;
    if (at + 1 === bytes.length || bytes[at + 1] === START_LOW) return at;
  }
  return bytes.length;
}

const command = (...content: number[]): Uint8Array =>
  encodePacket({ address: DEFAULT_ADDRESS, pid: PID.command, content: Uint8Array.from(content) });

export const genImg = (): Uint8Array => command(COMMAND.genImg);
export const upImage = (): Uint8Array => command(COMMAND.upImage);
export const readSysPara = (): Uint8Array => command(COMMAND.readSysPara);
export const vfyPwd = (password: number = DEFAULT_PASSWORD): Uint8Array =>
  command(COMMAND.vfyPwd, password >>> 24, (password >>> 16) & 255, (password >>> 8) & 255, password & 255);
