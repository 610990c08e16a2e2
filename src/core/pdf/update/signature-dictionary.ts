import { concat, latin1, Refusal } from '../../base';
import { writeRef, writeText } from '../syntax/write';
import type { ObjectRef, SignaturePreparation } from '../types';

/** Ten digits a number: files up to 9,999,999,999 bytes. */
const WIDTH = 10;
const PLACEHOLDER = '0'.repeat(WIDTH);

const two = (n: number): string => String(n).padStart(2, '0');

/** A date with its zone (ISO 32000-1 7.9.4), for example D:20261121140500+08'00'. */
export const pdfDate = (timeMs: number, zoneMinutes: number): string => {
  const zone = Math.trunc(zoneMinutes);
  if (!Number.isFinite(timeMs) || !Number.isFinite(zone) || Math.abs(zone) > 14 * 60 || Math.abs(timeMs) > 8e15)
    throw new Refusal('PDF_APPEARANCE_INVALID', 'signing time');
  const digits = new Date(timeMs + zone * 60_000).toISOString().replace(/[-:T]/g, '').slice(0, 14);
  if (zone === 0) return `D:${digits}Z`;
  const size = Math.abs(zone);
  return `D:${digits}${zone < 0 ? '-' : '+'}${two(Math.floor(size / 60))}'${two(size % 60)}'`;
};

export interface SignatureBody {
  readonly body: Uint8Array;
  /** Offset in the body of the second number of /ByteRange. */
  readonly byteRangeAt: number;
  /** Offset in the body of `<`. */
  readonly contentsAt: number;
}

/** Fields that a signature locks, and the object that the lock is about (ISO 32000-1 table 252 /Data). */
export interface AnswerLock {
  readonly fields: readonly string[];
  readonly data: ObjectRef;
}

/** A signature reference (table 252) with its transform parameters (tables 254 and 256). */
const referenceTo = (method: 'DocMDP' | 'FieldMDP', parameters: string, data = ''): string =>
  `<</Type/SigRef/TransformMethod/${method}${data}/TransformParams<</Type/TransformParams${parameters}/V/1.2>>>>`;

const references = (level: 1 | 2 | 3 | undefined, lock: AnswerLock | undefined): string => {
  const list: string[] = [];
  if (level !== undefined) list.push(referenceTo('DocMDP', `/P ${level}`));
  if (lock !== undefined) {
    const parameters = `/Action/Include/Fields[${lock.fields.map(writeText).join('')}]`;
    list.push(referenceTo('FieldMDP', parameters, `/Data ${writeRef(lock.data)}`));
  }
  return list.length === 0 ? '' : `/Reference[${list.join('')}]`;
};

/** A signature dictionary: `entries` from its opening on, then /ByteRange and /Contents to be filled in. */
export const signatureBodyOf = (entries: string, contentsBytes: number): SignatureBody => {
  const head = `${entries}/ByteRange[0 `;
  const numbers = `${PLACEHOLDER} ${PLACEHOLDER} ${PLACEHOLDER}]/Contents`;
  const hex = new Uint8Array(2 * contentsBytes + 2).fill(48);
  hex[0] = 60;
  hex[hex.length - 1] = 62;
  return {
    body: concat([latin1(head), latin1(numbers), hex, latin1('>>')]),
    byteRangeAt: head.length,
    contentsAt: head.length + numbers.length,
  };
};

/** The signature dictionary (ISO 32000-1 table 252) after EN 319 142-1 6.3: no /Cert, /M present. */
export const signatureBody = (
  preparation: SignaturePreparation,
  contentsBytes: number,
  lock?: AnswerLock,
): SignatureBody => {
  const text = (key: string, value: string | undefined): string =>
    value === undefined || value === '' ? '' : `/${key}${writeText(value)}`;
  return signatureBodyOf(
    '<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached' +
      `/M(${pdfDate(preparation.signingTimeMs, preparation.timeZoneMinutes)})` +
      text('Name', preparation.name) +
      text('Reason', preparation.reason) +
      text('Location', preparation.location) +
      references(preparation.docMdp, lock),
    contentsBytes,
  );
};

/** The three numbers behind the leading 0, padded with spaces to the width of the placeholder. */
export const byteRangeText = (numbers: readonly number[]): Uint8Array => {
  const texts = numbers.map((n) => String(n).padEnd(WIDTH, ' '));
  if (texts.some((text) => text.length > WIDTH)) throw new Refusal('PDF_TOO_LARGE', 'byte range');
  return latin1(texts.join(' '));
};
