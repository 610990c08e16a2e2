import { Refusal } from '../base';

/** Smallest code point of a sequence with that many continuation bytes: shorter forms are overlong (RFC 3629 3). */
const SMALLEST = [0, 0x80, 0x800, 0x10000];

/** How many continuation bytes a lead byte announces; refuses what can never lead (RFC 3629 4). */
function continuationCount(lead: number, at: number): number {
  if (lead < 0x80) return 0;
  if (lead >= 0xc2 && lead < 0xe0) return 1;
  if (lead >= 0xe0 && lead < 0xf0) return 2;
  if (lead >= 0xf0 && lead < 0xf5) return 3;
  throw new Refusal('EVIDENCE_NOT_JSON', `not UTF-8 at ${at}`);
}

/** Strict UTF-8 (RFC 3629): overlong forms, surrogates and truncated sequences are refused, nothing is replaced. */
export function readUtf8(bytes: Uint8Array): string {
  let out = '';
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] as number;
    const more = continuationCount(lead, at);
    let code = more === 0 ? lead : lead & (0x3f >> more);
    for (let k = 1; k <= more; k++) {
      const next = bytes[at + k];
      if (next === undefined || (next & 0xc0) !== 0x80) throw new Refusal('EVIDENCE_NOT_JSON', `not UTF-8 at ${at}`);
      code = (code << 6) | (next & 0x3f);
    }
    if (code < (SMALLEST[more] as number) || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
      throw new Refusal('EVIDENCE_NOT_JSON', `not UTF-8 at ${at}`);
    out += String.fromCodePoint(code);
    at += more + 1;
  }
  return out;
}
