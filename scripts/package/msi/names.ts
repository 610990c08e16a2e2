import { createHash } from 'node:crypto';

/** Namespace of every id that the installer derives; never changes, or upgrades leave files behind. */
const NAMESPACE = Buffer.from('5e0e2b1c94d84f3c8a6ef1d2c3b4a596', 'hex');

/** UUID version 5 (RFC 9562 5.5) of a text in our namespace, as Windows Installer writes it. */
export function uuid(text: string): string {
  const hash = createHash('sha1').update(NAMESPACE).update(text).digest().subarray(0, 16);
  hash[6] = ((hash[6] as number) & 0x0f) | 0x50;
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
  return hash
    .toString('hex')
    .toUpperCase()
    .replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}

/** An identifier of a table row: a letter, and the digest of what it stands for. */
export const rowId = (kind: string, text: string): string =>
  `${kind}${createHash('sha1').update(text).digest('hex').slice(0, 24).toUpperCase()}`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text of an XML attribute. */
export const xml = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] as string);

/** The same for candle, whose preprocessor reads `$` as the begin of a variable. */
export const wix = (text: string): string => xml(text).replaceAll('$', '$$$$');
