import { Refusal } from '../base';

/** More arcs or larger arcs than any registered identifier; 2.25 arcs are 128 bits (ITU-T X.667). */
const MAX_BYTES = 128;
const encoded = new Map<string, Uint8Array>();
const decoded = new Map<string, string>();
/** Hostile input must not grow the caches without end. */
const MAX_CACHED = 1024;

const pushArc = (out: number[], arc: bigint): void => {
  const groups = [Number(arc & 127n)];
  for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) groups.unshift(Number(rest & 127n) | 0x80);
  out.push(...groups);
};

/** Content octets of an OBJECT IDENTIFIER (X.690 8.19). Dotted text is our own constant: a malformed one is a bug. */
export const encodeOid = (dotted: string): Uint8Array => {
  const known = encoded.get(dotted);
  if (known !== undefined) return known;
  if (!/^[0-2](\.(0|[1-9]\d*))+$/.test(dotted)) throw new TypeError(`not an object identifier: ${dotted}`);
  const arcs = dotted.split('.').map(BigInt);
  const out: number[] = [];
  pushArc(out, (arcs[0] as bigint) * 40n + (arcs[1] as bigint));
  for (const arc of arcs.slice(2)) pushArc(out, arc);
  const content = Uint8Array.from(out);
  if (encoded.size < MAX_CACHED) encoded.set(dotted, content);
  return content;
};

const splitFirst = (value: bigint): string => {
  const root = value < 40n ? 0n : value < 80n ? 1n : 2n;
  return `${root}.${value - root * 40n}`;
};

/** Dotted text of the content octets of an OBJECT IDENTIFIER. Throws a Refusal (ASN1_BAD_VALUE). */
export const decodeOid = (content: Uint8Array): string => {
  if (content.length === 0 || content.length > MAX_BYTES)
    throw new Refusal('ASN1_BAD_VALUE', 'OBJECT IDENTIFIER length');
  const key = String.fromCharCode(...content);
  const known = decoded.get(key);
  if (known !== undefined) return known;
  const arcs: string[] = [];
  let arc = 0n;
  let fresh = true;
  for (const byte of content) {
    if (fresh && byte === 0x80) throw new Refusal('ASN1_BAD_VALUE', 'OBJECT IDENTIFIER arc not minimal');
    arc = (arc << 7n) | BigInt(byte & 127);
    fresh = (byte & 0x80) === 0;
    if (!fresh) continue;
    arcs.push(arcs.length === 0 ? splitFirst(arc) : arc.toString());
    arc = 0n;
  }
  if (!fresh) throw new Refusal('ASN1_BAD_VALUE', 'OBJECT IDENTIFIER arc unfinished');
  const dotted = arcs.join('.');
  if (decoded.size < MAX_CACHED) decoded.set(key, dotted);
  return dotted;
};
