import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { must } from '../../core/base';
import { parsePublicKey } from '../../core/pki';
import { generateOneTimeSigner } from '../../platform/node';
import { isP256Point } from './p256-point';

const opensslTakes = (spki: Uint8Array): boolean => {
  try {
    createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    return true;
  } catch {
    return false;
  }
};

describe('P-256 point', () => {
  it('is judged as OpenSSL judges it, on the curve and one bit beside it', () => {
    for (let i = 0; i < 20; i++) {
      const spki = generateOneTimeSigner().publicKey.slice();
      expect(isP256Point(must(parsePublicKey(spki)).keyBytes)).toBe(true);
      spki[spki.length - 1 - 3 * i] = (spki[spki.length - 1 - 3 * i] as number) ^ (1 << (i % 8));
      expect(isP256Point(spki.subarray(spki.length - 65))).toBe(opensslTakes(spki));
    }
  });
  it('is neither at infinity, compressed, nor out of range', () => {
    expect(isP256Point(new Uint8Array(65).fill(0))).toBe(false);
    expect(isP256Point(Uint8Array.of(0))).toBe(false);
    expect(isP256Point(Uint8Array.of(2, ...new Uint8Array(32)))).toBe(false);
    expect(isP256Point(Uint8Array.of(4, ...new Uint8Array(64).fill(0xff)))).toBe(false);
  });
});
