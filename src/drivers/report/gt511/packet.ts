import { COMMAND, COMMAND_LENGTH, COMMAND_START, DATA_FRAME, DATA_HEADER, DATA_START, DEVICE_ID } from './constants';

export type Gt511Packet =
  | { readonly kind: 'response'; readonly code: number; readonly parameter: number }
  | { readonly kind: 'data'; readonly data: Uint8Array }
  /** As many bytes as the data should have, but not with its sum. */
  | { readonly kind: 'spoilt' };

export interface Gt511Counters {
  packets: number;
  droppedBytes: number;
  checksumErrors: number;
}

/** Commands and responses have one form; the sum is that of the ten bytes before it. */
export function encodeCommand(code: number, parameter = 0): Uint8Array {
  const out = new Uint8Array(COMMAND_LENGTH);
  const view = new DataView(out.buffer);
  out.set(COMMAND_START);
  view.setUint16(2, DEVICE_ID, true);
  view.setUint32(4, parameter, true);
  view.setUint16(8, code, true);
  view.setUint16(10, sum(out.subarray(0, 10)), true);
  return out;
}

const sum = (bytes: Uint8Array): number => {
  let total = 0;
  for (const byte of bytes) total += byte;
  return total & 0xffff;
};

/**
 * Finds packets in chunks of any size. A data packet does not tell its length: only what was announced by `begin` is taken
 * for one. A spoilt one ends that, so that the next response is found whatever the data were.
 */
export class Gt511Reader {
  readonly counters: Gt511Counters = { packets: 0, droppedBytes: 0, checksumErrors: 0 };
  private held = new Uint8Array(COMMAND_LENGTH);
  private filled = 0;
  private dataLength = 0;

  /** Before a command: nothing that came before belongs to it; `dataLength` bytes of data are expected, or none. */
  begin(dataLength = 0): void {
    this.counters.droppedBytes += this.filled;
    this.filled = 0;
    this.dataLength = dataLength;
    this.held = new Uint8Array(Math.max(COMMAND_LENGTH, dataLength + DATA_FRAME));
  }

  /** Bytes of the announced data that have come so far. */
  get dataSoFar(): number {
    return this.held[0] === DATA_START[0] ? Math.max(0, Math.min(this.filled - DATA_HEADER, this.dataLength)) : 0;
  }

  push(chunk: Uint8Array, onPacket: (packet: Gt511Packet) => void): void {
    for (let at = 0; at < chunk.length; ) {
      const part = chunk.subarray(at, at + this.held.length - this.filled);
      this.held.set(part, this.filled);
      this.filled += part.length;
      at += part.length;
      this.drain(onPacket);
    }
  }

  /** Takes what is whole from the front; leaves less than a packet, which always fits. */
  private drain(onPacket: (packet: Gt511Packet) => void): void {
    let at = 0;
    for (;;) {
      const start = this.findStart(at);
      this.counters.droppedBytes += start - at;
      at = start;
      const length = this.packetAt(at, onPacket);
      if (length === 0) break;
      at += length;
    }
    this.held.copyWithin(0, at, this.filled);
    this.filled -= at;
  }

  /** How far to go on; 0 when more bytes are needed. */
  private packetAt(at: number, onPacket: (packet: Gt511Packet) => void): number {
    const isData = this.held[at] === DATA_START[0];
    const length = isData ? this.dataLength + DATA_FRAME : COMMAND_LENGTH;
    if (at >= this.filled || this.filled - at < length) return 0;
    const view = new DataView(this.held.buffer, at, length);
    const isWhole =
      view.getUint16(2, true) === DEVICE_ID &&
      sum(this.held.subarray(at, at + length - 2)) === view.getUint16(length - 2, true);
    if (!isWhole) return this.drop(isData, onPacket);
    this.counters.packets++;
    if (isData) {
      this.dataLength = 0;
      onPacket({ kind: 'data', data: this.held.slice(at + DATA_HEADER, at + length - 2) });
    } else onPacket({ kind: 'response', code: view.getUint16(8, true), parameter: view.getUint32(4, true) });
    return length;
  }

  private drop(isData: boolean, onPacket: (packet: Gt511Packet) => void): number {
    this.counters.checksumErrors++;
    this.counters.droppedBytes += 2;
    if (isData) {
      this.dataLength = 0;
      onPacket({ kind: 'spoilt' });
    }
    return 2;
  }

  /** Index of the next start code, or of what may be the first half of one at the end. */
  private findStart(from: number): number {
    for (let at = from; at < this.filled; at++) if (this.startsAt(at)) return at;
    return this.filled;
  }

  private startsAt(at: number): boolean {
    const [first, second] = this.dataLength > 0 && this.held[at] === DATA_START[0] ? DATA_START : COMMAND_START;
    return this.held[at] === first && (at + 1 === this.filled || this.held[at + 1] === second);
  }
}

/** With its particulars as data. */
export const open = (): Uint8Array => encodeCommand(COMMAND.open, 1);
export const close = (): Uint8Array => encodeCommand(COMMAND.close);
/** The light under the glass; without it no finger is seen. */
export const cmosLed = (on: boolean): Uint8Array => encodeCommand(COMMAND.cmosLed, on ? 1 : 0);
/** Answered at the old rate, in force for what follows. */
export const changeBaudRate = (rate: number): Uint8Array => encodeCommand(COMMAND.changeBaudRate, rate);
/** Acknowledged with 0 when there is a finger, with another number when not. */
export const isPressFinger = (): Uint8Array => encodeCommand(COMMAND.isPressFinger);
/** The slower and better of its two ways. */
export const captureFinger = (): Uint8Array => encodeCommand(COMMAND.captureFinger, 1);
export const getImage = (): Uint8Array => encodeCommand(COMMAND.getImage);
export const getRawImage = (): Uint8Array => encodeCommand(COMMAND.getRawImage);
