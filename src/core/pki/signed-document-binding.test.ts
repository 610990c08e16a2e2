import { describe, expect, it } from 'vitest';
import { concat, fromHex, must, toHex } from '../base';
import { decodeSignedDocumentBinding, encodeSignedDocumentBinding } from './signed-document-binding';

const HASH = Uint8Array.from({ length: 32 }, (_, index) => index + 1);

describe('signedDocumentBinding (draft-ietf-lamps-one-signature-certs)', () => {
  it('is encoded as the authors of the draft encode it', () => {
    // Their known answer without a binding type, and ours: the same, and a UTF8String behind it.
    const theirs = `302f0420${toHex(HASH)}300b0609608648016503040201`;
    expect(must(decodeSignedDocumentBinding(fromHex(theirs) as Uint8Array))).toEqual({
      dataTbsHash: HASH,
      hashAlgorithm: 'SHA-256',
      bindingType: 'default',
    });
    expect(toHex(encodeSignedDocumentBinding(HASH))).toBe(
      `3036${theirs.slice(4)}0c05${toHex(new TextEncoder().encode('cades'))}`,
    );
  });

  it('reads what it wrote, and nothing damaged', () => {
    const bytes = encodeSignedDocumentBinding(HASH);
    expect(must(decodeSignedDocumentBinding(bytes)).bindingType).toBe('cades');
    expect(decodeSignedDocumentBinding(concat([bytes, HASH])).ok).toBe(false);
    expect(decodeSignedDocumentBinding(bytes.subarray(2)).ok).toBe(false);
  });
});
