import { fromLatin1 } from '../../base';
import { Parser } from '../syntax/parser';
import { stringBytes } from '../syntax/strings';
import type { PdfValue } from '../syntax/value';

const MAX_MAPPINGS = 200_000;
/** Bytes that one code may stand for (Adobe Technical Note 5014 allows 512). */
const MAX_TEXT_BYTES = 64;

/** A code has four bytes at most, written in hexadecimal or escaped. */
const MAX_CODE = 24;

/** A CMap as far as text needs it: lengths of codes, and what codes map to (text or CID). */
export interface CMap {
  /** Code length in bytes by first byte; 0 where no range says anything. */
  readonly lengths: Uint8Array;
  readonly text: ReadonlyMap<number, string>;
  readonly cid: ReadonlyMap<number, number>;
}

const codeOf = (value: PdfValue | undefined): number | undefined =>
  value?.kind === 'string' && value.end - value.start <= MAX_CODE
    ? stringBytes(value).reduce((code, byte) => code * 256 + byte, 0)
    : undefined;

const utf16Of = (value: PdfValue | undefined): string => {
  if (value?.kind !== 'string') return '';
  if (value.end - value.start > 2 * MAX_TEXT_BYTES + 2) return '';
  const bytes = stringBytes(value);
  if (bytes.length === 1) return fromLatin1(bytes);
  let out = '';
  for (let at = 0; at + 1 < bytes.length; at += 2)
    out += String.fromCharCode(((bytes[at] as number) << 8) | (bytes[at + 1] as number));
  return out;
};

/** The text of a range's first code, moved on: its last UTF-16 unit counts up (ISO 32000-1 9.10.3). */
const advanced = (text: string, by: number): string =>
  by === 0 || text === '' ? text : text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + by);

class Builder implements CMap {
  readonly lengths = new Uint8Array(256);
  readonly text = new Map<number, string>();
  readonly cid = new Map<number, number>();
  private mappings = 0;

  section(kind: string, operands: readonly PdfValue[]): void {
    if (kind === 'endcodespacerange') this.pairs(operands, 2, ([low, high]) => this.codeSpace(low, high));
    if (kind === 'endbfchar') this.pairs(operands, 2, ([code, to]) => this.range(code, code, to, 'text'));
    if (kind === 'endbfrange') this.pairs(operands, 3, ([low, high, to]) => this.range(low, high, to, 'text'));
    if (kind === 'endcidchar') this.pairs(operands, 2, ([code, to]) => this.range(code, code, to, 'cid'));
    if (kind === 'endcidrange') this.pairs(operands, 3, ([low, high, to]) => this.range(low, high, to, 'cid'));
  }

  private pairs(operands: readonly PdfValue[], size: number, use: (row: readonly PdfValue[]) => void): void {
    for (let at = 0; at + size <= operands.length; at += size) use(operands.slice(at, at + size));
  }

  private codeSpace(low: PdfValue | undefined, high: PdfValue | undefined): void {
    if (low?.kind !== 'string' || high?.kind !== 'string') return;
    const from = stringBytes(low);
    const to = stringBytes(high);
    for (let byte = from[0] ?? 1; byte <= (to[0] ?? 0); byte++) this.lengths[byte] = from.length;
  }

  private range(low?: PdfValue, high?: PdfValue, to?: PdfValue, kind?: 'text' | 'cid'): void {
    const first = codeOf(low);
    const last = codeOf(high);
    if (first === undefined || last === undefined || to === undefined) return;
    for (let code = first; code <= last && this.mappings < MAX_MAPPINGS; code++, this.mappings++) {
      if (kind === 'cid') this.cid.set(code, to.kind === 'number' ? to.value + code - first : 0);
      else if (to.kind === 'array') this.text.set(code, utf16Of(to.items[code - first]));
      else this.text.set(code, advanced(utf16Of(to), code - first));
    }
  }
}

/** Reads a CMap program (Adobe Technical Note 5014) as a list of operands and operators; nothing is executed. */
export const parseCMap = (data: Uint8Array): CMap => {
  const parser = new Parser({ bytes: data, fileOffset: undefined }, 0, true, false);
  const builder = new Builder();
  let operands: PdfValue[] = [];
  while (!parser.done) {
    const value = parser.value();
    if (value.kind !== 'keyword') operands.push(value);
    else {
      builder.section(value.value, operands);
      operands = [];
    }
  }
  return builder;
};
