import { Refusal } from '../../base';

/** Bytes put out one after another, up to a bound: PDF_TOO_LARGE beyond it. Doubles as it grows. */
export class GrowingBytes {
  private bytes = new Uint8Array(1024);
  length = 0;

  constructor(private readonly limit: number) {}

  push(byte: number): void {
    if (this.length >= this.limit) throw new Refusal('PDF_TOO_LARGE', 'decoded stream');
    if (this.length === this.bytes.length) {
      const larger = new Uint8Array(2 * this.bytes.length);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes[this.length++] = byte;
  }

  at(index: number): number {
    return this.bytes[index] as number;
  }

  get value(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}
