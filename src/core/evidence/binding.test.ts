import { describe, expect, it } from 'vitest';
import { nodeDigest } from '../../platform/node';
import { concat, toHex, utf8 } from '../base';
import { bindingA, bindingB } from './binding';

const filled = (value: number): Uint8Array => new Uint8Array(32).fill(value);
const sha256 = (data: Uint8Array): string => toHex(nodeDigest.hash('SHA-256', data));

describe('binding digests', () => {
  it('A covers its label, D0 and the digest of the envelope', () => {
    const a = bindingA({ documentDigest: filled(1), envelopeDigest: filled(2) }, nodeDigest);
    expect(toHex(a)).toBe(sha256(concat([utf8('InkWitness/1/A'), Uint8Array.of(0), filled(1), filled(2)])));
  });

  it('B covers its label, A and the digest of the payload', () => {
    const b = bindingB({ bindingA: filled(3), payloadDigest: filled(4) }, nodeDigest);
    expect(toHex(b)).toBe(sha256(concat([utf8('InkWitness/1/B'), Uint8Array.of(0), filled(3), filled(4)])));
  });
});
