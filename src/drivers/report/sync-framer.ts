import type { Framer } from './pen-report';

/** How packets of a family are found in a stream. */
export interface SyncRule {
  /** Whether this byte may begin a packet where one is looked for. */
  readonly begins: (byte: number) => boolean;
  /** Whether this byte can only be a beginning, also in the middle of a packet: the packet before it was cut off. */
  readonly breaks: (byte: number) => boolean;
  /** Length of the packet that begins so; 0 for one that is passed over up to the next beginning. */
  readonly lengthOf: (first: number) => number;
  /** No packet is longer: the only memory a framer needs. */
  readonly maxLength: number;
}

/** Cuts a stream where only the first byte of a packet carries a mark; a cut-off packet costs itself and nothing else. */
export class SyncFramer implements Framer {
  readonly counters = { frames: 0, droppedBytes: 0 };
  private readonly held: Uint8Array;
  private filled = 0;
  private length = 0;
  private passingOver = false;

  constructor(private readonly rule: SyncRule) {
    this.held = new Uint8Array(rule.maxLength);
  }

  push(chunk: Uint8Array, emit: (report: Uint8Array) => void): void {
    for (const byte of chunk) {
      if (this.filled === 0 ? this.rule.begins(byte) : this.rule.breaks(byte)) this.begin(byte);
      else if (this.filled > 0) this.held[this.filled++] = byte;
      else if (!this.passingOver) this.counters.droppedBytes++;
      if (this.filled === 0 || this.filled < this.length) continue;
      this.filled = 0;
      this.counters.frames++;
      emit(this.held.slice(0, this.length));
    }
  }

  private begin(byte: number): void {
    this.counters.droppedBytes += this.filled;
    this.filled = 0;
    this.length = Math.min(this.rule.lengthOf(byte), this.held.length);
    this.passingOver = this.length === 0;
    if (this.passingOver) return;
    this.held[0] = byte;
    this.filled = 1;
  }
}
