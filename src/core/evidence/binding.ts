import { concat, type Digest, latin1 } from '../base';

/** Domain separation: the digests of this format can be taken for no other. docs/evidence-format.md 4. */
const DOMAIN_A = latin1('InkWitness/1/A\0');
const DOMAIN_B = latin1('InkWitness/1/B\0');

/**
 * A = SHA-256("InkWitness/1/A" 00 D0 SHA-256(E)): this encrypted evidence belongs to this document.
 * Everybody can recompute it. Digests are 32 bytes.
 */
export const bindingA = (
  input: { readonly documentDigest: Uint8Array; readonly envelopeDigest: Uint8Array },
  digest: Digest,
): Uint8Array => digest.hash('SHA-256', concat([DOMAIN_A, input.documentDigest, input.envelopeDigest]));

/**
 * B = SHA-256("InkWitness/1/B" 00 A SHA-256(payload)): this clear evidence is what was encrypted for that document.
 * Only who can open the envelope can recompute it; the salt in capture.json keeps others from guessing.
 */
export const bindingB = (
  input: { readonly bindingA: Uint8Array; readonly payloadDigest: Uint8Array },
  digest: Digest,
): Uint8Array => digest.hash('SHA-256', concat([DOMAIN_B, input.bindingA, input.payloadDigest]));
