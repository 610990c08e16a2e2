/**
 * The serial framing of a Wacom STU pad a second time, written from the table of the protocol with strings of bits instead of
 * shifts: an error in the product's framing must not be hidden by the same error here.
 */
const bitsOf = (bytes: Iterable<number>, width: number): string =>
  [...bytes].map((byte) => byte.toString(2).padStart(width, '0').slice(-width)).join('');

const numbersOf = (bits: string, width: number): number[] =>
  (bits.match(new RegExp(`.{${width}}`, 'g')) ?? []).map((group) => Number.parseInt(group, 2));

/** CRC-16 by polynomial division over reflected bytes, init 0xFFFF: the variant this emulator chose. */
export function checksum(bytes: Uint8Array): number {
  const table = Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let k = 0; k < 8; k++) value = value % 2 === 1 ? Math.floor(value / 2) ^ 0xa001 : Math.floor(value / 2);
    return value;
  });
  return bytes.reduce((crc, byte) => Math.floor(crc / 256) ^ (table[(crc ^ byte) % 256] as number), 0xffff);
}

export function frame(report: Uint8Array, withCrc: boolean): Uint8Array {
  const crc = checksum(report);
  const clear = withCrc ? [...report, crc % 256, Math.floor(crc / 256)] : [...report];
  const bits = bitsOf(clear, 8);
  const packed = numbersOf(bits.padEnd(Math.ceil(bits.length / 7) * 7, '0'), 7);
  const length = packed.length.toString(2).padStart(13, '0');
  const header = [`1${withCrc ? 1 : 0}${length.slice(0, 6)}`, `0${length.slice(6)}`];
  return Uint8Array.from([...header.map((bits8) => Number.parseInt(bits8, 2)), ...packed]);
}

/** Collects bytes of the host and cuts them into reports; throws on what a truthful host would never send. */
export class FrameCutter {
  private bytes: number[] = [];
  cut(chunk: Uint8Array): Uint8Array[] {
    this.bytes.push(...chunk);
    const reports: Uint8Array[] = [];
    for (;;) {
      const [h0, h1] = this.bytes;
      if (h0 === undefined || h1 === undefined) return reports;
      if (h0 < 128 || h1 > 127) throw new Error('the host sent bytes outside a frame');
      const length = Number.parseInt(bitsOf([h0], 8).slice(2) + bitsOf([h1], 7), 2);
      if (this.bytes.length < 2 + length) return reports;
      const body = this.bytes.splice(0, 2 + length).slice(2);
      if (body.some((byte) => byte > 127)) throw new Error('the host sent a body byte over 7 bits');
      reports.push(Uint8Array.from(numbersOf(bitsOf(body, 7), 8)));
    }
  }
}
