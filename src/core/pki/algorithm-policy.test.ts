import { describe, expect, it } from 'vitest';
import type { HashAlgorithm, SignatureAlgorithm } from '../base';
import { unreliableAlgorithm } from './algorithm-policy';
import type { PublicKeyInfo } from './public-key';

const EMPTY = new Uint8Array(0);
const rsa = (bits: number): PublicKeyInfo => ({ kind: 'rsa', bits, raw: EMPTY, keyBytes: EMPTY });
const p256: PublicKeyInfo = { kind: 'ec-P256', bits: 256, raw: EMPTY, keyBytes: EMPTY };
const at = (date: string) => Date.parse(`${date}T12:00:00Z`);
const nameAt = (algorithm: SignatureAlgorithm, key: PublicKeyInfo, date: string, hashes: HashAlgorithm[] = []) =>
  unreliableAlgorithm({ hashes, signature: { algorithm, key } }, at(date))?.name;

describe('the algorithm policy with dates (ETSI TS 119 312 V2.1.1)', () => {
  it.each([
    ['SHA-1 ended in July 2012', 'rsa-pkcs1-SHA1', rsa(2048), '2012-07-31', '2012-08-01', 'SHA-1'],
    ['MD5 ended in July 2004', 'rsa-pkcs1-MD5', rsa(2048), '2004-07-31', '2004-08-01', 'MD5'],
    ['RSA below 1024 ended in July 2010', 'rsa-pkcs1-SHA256', rsa(1023), '2010-07-31', '2010-08-01', 'RSA-1023'],
    ['RSA of 1024 ended in September 2019', 'rsa-pkcs1-SHA256', rsa(1024), '2019-09-30', '2019-10-01', 'RSA-1024'],
    ['RSA of 1536 ended with it', 'rsa-pss-SHA256', rsa(1536), '2019-09-30', '2019-10-01', 'RSA-1536'],
    ['RSA of 2048 ends with 2028', 'rsa-pkcs1-SHA256', rsa(2048), '2028-12-31', '2029-01-01', 'RSA-2048'],
    ['PKCS #1 v1.5 ends with 2034', 'rsa-pkcs1-SHA256', rsa(3072), '2034-12-31', '2035-01-01', 'RSASSA-PKCS1-v1_5'],
  ] as const)('%s', (_what, algorithm, key, last, first, name) => {
    expect(nameAt(algorithm, key, last)).toBeUndefined();
    expect(nameAt(algorithm, key, first)).toBe(name);
  });

  it('sets no end for RSASSA-PSS of 3072 bits and for ECDSA with SHA-2', () => {
    expect(nameAt('rsa-pss-SHA256', rsa(3072), '2080-01-01')).toBeUndefined();
    expect(nameAt('ecdsa-SHA256', p256, '2080-01-01')).toBeUndefined();
  });

  it('looks at digests beside the signature, and never trusts RSA below 786 bits', () => {
    expect(nameAt('ecdsa-SHA256', p256, '2020-01-01', ['SHA-1'])).toBe('SHA-1');
    expect(nameAt('rsa-pkcs1-SHA256', rsa(512), '1990-01-01')).toBe('RSA-512');
  });

  it('names what ended first', () => {
    expect(nameAt('rsa-pkcs1-SHA1', rsa(1024), '2026-01-01')).toBe('SHA-1');
  });
});
