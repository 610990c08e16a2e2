import { fromLatin1 } from '../../base';
import { type PdfDict, type PdfValue, rawBytes } from '../syntax/value';
import { writeName } from '../syntax/write';

/** What a value is written with: the new number of a reference, or of a direct value that becomes an object. */
export interface Renumbering {
  /** New number of the object that a reference names; undefined where there is none. */
  readonly ofReference: (num: number, gen: number) => number | undefined;
  readonly ofPlace: (value: PdfValue) => number | undefined;
}

const reference = (num: number | undefined): string => (num === undefined ? 'null' : `${num} 0 R`);

/** Entries of a dictionary, without its brackets; `skip` is left out. */
const entriesOf = (dict: PdfDict, numbers: Renumbering, skip?: string): string => {
  const parts: string[] = [];
  for (const [key, value] of dict.entries)
    if (key !== skip) parts.push(`${writeName(key)} ${serialise(value, numbers)}`);
  return parts.join('\n');
};

/** A direct value that stands in an object; one that becomes an object of its own leaves a reference. */
const inner = (value: PdfValue, numbers: Renumbering): string => {
  const promoted = value.kind === 'dict' ? numbers.ofPlace(value) : undefined;
  return promoted === undefined ? serialise(value, numbers) : reference(promoted);
};

/**
 * A value again, ISO 8859-1: numbers and strings byte for byte, names escaped, references renumbered; one to an object
 * that is not there is null (ISO 32000-1 7.3.10).
 */
export const serialise = (value: PdfValue, numbers: Renumbering): string => {
  if (value.kind === 'ref') return reference(numbers.ofReference(value.num, value.gen));
  if (value.kind === 'name') return writeName(value.value);
  if (value.kind === 'array') return `[${value.items.map((item) => inner(item, numbers)).join(' ')}]`;
  if (value.kind === 'dict') return `<<\n${entriesOf(value, numbers)}\n>>`;
  return fromLatin1(rawBytes(value));
};

/** A stream's dictionary with the length of its data. */
export const serialiseStreamDict = (dict: PdfDict, length: number, numbers: Renumbering): string =>
  `<<\n${entriesOf(dict, numbers, 'Length')}\n/Length ${length}\n>>`;
