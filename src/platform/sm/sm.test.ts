import { createHash, getHashes } from 'node:crypto';
import * as fc from 'fast-check';
import { sm2, sm3 as theirSm3 } from 'sm-crypto-v2';
import { describe, expect, it } from 'vitest';
import { der } from '../../core/asn1';
import { concat, fromHex, latin1, toHex } from '../../core/base';
import { nodeDigest, nodeVerifier } from '../node';
import { webDigest, webVerifier } from '../web';
import { sm3, sm3Hasher, verifySm2 } from './index';

const bytesOf = (hex: string): Uint8Array => fromHex(hex.toLowerCase()) as Uint8Array;

describe('SM3', () => {
  it('gives the vectors of GB/T 32905-2016 annex A', () => {
    expect(toHex(sm3(latin1('abc')))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
    const second = 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732';
    expect(toHex(sm3(latin1('abcd'.repeat(16))))).toBe(second);
  });

  const native = getHashes().includes('sm3');
  it(`gives what sm-crypto-v2${native ? ' and OpenSSL give' : ' gives'} in whatever pieces, and copies its state`, () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 150 }), { maxLength: 6 }), (chunks) => {
        const whole = concat(chunks);
        const hasher = sm3Hasher();
        for (const chunk of chunks) {
          expect(hasher.copy?.().digest()).toEqual(hasher.digest());
          hasher.update(chunk);
        }
        expect(toHex(hasher.digest())).toBe(theirSm3(whole));
        if (native) expect(toHex(sm3(whole))).toBe(createHash('sm3').update(whole).digest('hex'));
      }),
      { numRuns: 300 },
    );
  });

  it('is part of both digest ports', () => {
    for (const port of [nodeDigest, webDigest]) {
      const hasher = port.hasher('SM3');
      hasher.update(latin1('a'));
      hasher.update(latin1('bc'));
      expect(hasher.digest()).toEqual(port.hash('SM3', latin1('abc')));
      expect(port.hash('SM3', latin1('abc'))).toEqual(sm3(latin1('abc')));
    }
  });
});

/** GM/T 0003.5-2012 annex A: key, message and signature on the recommended curve, with the default user identifier. */
const VECTOR = {
  privateKey: '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8',
  x: '09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020',
  y: 'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  message: latin1('message digest'),
  r: 'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3',
  s: 'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
};
const ORDER = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123';
const ID_EC_PUBLIC_KEY = '1.2.840.10045.2.1';
const SM2_CURVE = '1.2.156.10197.1.301';

const spki = (point: string, curve = SM2_CURVE): Uint8Array =>
  der.sequence(der.sequence(der.oid(ID_EC_PUBLIC_KEY), der.oid(curve)), der.bitString(bytesOf(point)));
const signatureOf = (r: string, s: string): Uint8Array =>
  der.sequence(der.integerBytes(bytesOf(r)), der.integerBytes(bytesOf(s)));
const KEY = spki(`04${VECTOR.x}${VECTOR.y}`);
const GOOD = signatureOf(VECTOR.r, VECTOR.s);

describe('SM2 with SM3', () => {
  it('accepts the vector of GM/T 0003.5 in both verifier ports, and not for another message', () => {
    for (const port of [nodeVerifier, webVerifier]) {
      expect(port.verify('sm2-SM3', KEY, VECTOR.message, GOOD)).toBe(true);
      expect(port.verify('sm2-SM3', KEY, latin1('message digesT'), GOOD)).toBe(false);
      expect(port.verify('ecdsa-SHA256', KEY, VECTOR.message, GOOD)).toBe(false);
    }
  });

  it('refuses a signature made under another user identifier', () => {
    const sign = (userId: string) =>
      bytesOf(sm2.doSignature(VECTOR.message, VECTOR.privateKey, { hash: true, der: true, userId }));
    expect(verifySm2(KEY, VECTOR.message, sign('1234567812345678'))).toBe(true);
    for (const userId of ['', 'ALICE123@YAHOO.COM', '1234567812345679'])
      expect(verifySm2(KEY, VECTOR.message, sign(userId))).toBe(false);
  });

  it('refuses r and s outside 1..n-1, and encodings other than DER', () => {
    const zero = '00'.repeat(32);
    const plusOrder = (BigInt(`0x${VECTOR.s}`) + BigInt(`0x${ORDER}`)).toString(16).padStart(66, '0');
    const padded = concat([Uint8Array.of(0x30, 0x48, 0x02, 0x22, 0, 0), bytesOf(VECTOR.r), GOOD.subarray(37)]);
    for (const bad of [
      signatureOf(zero, VECTOR.s),
      signatureOf(VECTOR.r, zero),
      signatureOf(ORDER, VECTOR.s),
      signatureOf(VECTOR.r, ORDER),
      signatureOf(VECTOR.r, plusOrder),
      padded,
      concat([GOOD, Uint8Array.of(0)]),
      der.sequence(GOOD.subarray(2), der.integer(1)),
      bytesOf(VECTOR.r + VECTOR.s),
    ])
      expect(verifySm2(KEY, VECTOR.message, bad)).toBe(false);
  });

  it('refuses keys off the curve, of other curves and of other forms', () => {
    const { x, y } = VECTOR;
    const offCurve = spki(`04${x}${y.slice(0, -1)}4`);
    const keys = [
      offCurve,
      spki(`04${'00'.repeat(64)}`),
      spki(`02${x}`),
      spki('00'),
      spki(`04${x}${y}`, '1.3.132.0.10'),
    ];
    for (const key of keys) expect(verifySm2(key, VECTOR.message, GOOD)).toBe(false);
  });

  it('answers false for anything', () => {
    fc.assert(fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => !verifySm2(a, b, b) && !verifySm2(KEY, a, b)));
  });
});
