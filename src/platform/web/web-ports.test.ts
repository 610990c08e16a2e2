import { deflateRawSync, deflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, latin1, must, type SignatureAlgorithm } from '../../core/base';
import {
  bufferAccess,
  generatePrivateKey,
  type KeyKind,
  nodeDigest,
  nodeInflate,
  nodeVerifier,
  privateKeyPem,
  signerFromKeyObject,
} from '../node';
import { blobAccess, recipientKeyOfPem, webDigest, webInflate, webVerifier } from './index';

const outcome = (work: () => Uint8Array): Uint8Array | 'refused' => {
  try {
    return work();
  } catch {
    return 'refused';
  }
};

describe('digest', () => {
  it('gives what Node gives, and copies its state', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (a, b) => {
        for (const algorithm of ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'] as const) {
          const hasher = webDigest.hasher(algorithm);
          hasher.update(a);
          const copy = hasher.copy?.();
          hasher.update(b);
          expect(hasher.digest()).toEqual(nodeDigest.hash(algorithm, concat([a, b])));
          expect(copy?.digest()).toEqual(nodeDigest.hash(algorithm, a));
          expect(webDigest.hash(algorithm, a)).toEqual(nodeDigest.hash(algorithm, a));
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('verifier', () => {
  const data = latin1('what was signed');
  const cases: [KeyKind, Exclude<SignatureAlgorithm, 'sm2-SM3'>][] = [
    ['P-256', 'ecdsa-SHA256'],
    ['P-256', 'ecdsa-SHA512'],
    ['P-384', 'ecdsa-SHA384'],
    ['P-384', 'ecdsa-SHA1'],
    ['RSA-2048', 'rsa-pkcs1-MD5'],
    ['RSA-2048', 'rsa-pkcs1-SHA1'],
    ['RSA-2048', 'rsa-pkcs1-SHA256'],
    ['RSA-2048', 'rsa-pkcs1-SHA384'],
    ['RSA-3072', 'rsa-pkcs1-SHA512'],
    ['RSA-2048', 'rsa-pss-SHA256'],
    ['RSA-2048', 'rsa-pss-SHA384'],
    ['RSA-2048', 'rsa-pss-SHA512'],
  ];
  it.each(cases)('%s %s: says what Node says of good, changed and foreign signatures', (kind, algorithm) => {
    const { publicKey, sign } = signerFromKeyObject(generatePrivateKey(kind), algorithm);
    const signature = sign(data);
    const both = (name: SignatureAlgorithm, key: Uint8Array, text: Uint8Array, value: Uint8Array) => {
      const said = webVerifier.verify(name, key, text, value);
      expect(said).toBe(nodeVerifier.verify(name, key, text, value));
      return said;
    };
    expect(both(algorithm, publicKey, data, signature)).toBe(true);
    expect(both(algorithm, publicKey, latin1('another'), signature)).toBe(false);
    for (const [, other] of cases.filter(([, one]) => one.startsWith(algorithm.slice(0, 7))))
      expect(both(other, publicKey, data, signature)).toBe(other === algorithm);
    for (let at = 0; at < signature.length; at += signature.length >> 3) {
      const changed = signature.slice();
      changed[at] = (changed[at] as number) ^ 1;
      expect(both(algorithm, publicKey, data, changed)).toBe(false);
    }
    expect(both(algorithm, publicKey, data, concat([signature, Uint8Array.of(0)]))).toBe(false);
    expect(both(algorithm, publicKey, data, signature.subarray(1))).toBe(false);
  });

  it('answers false for anything', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => !webVerifier.verify('rsa-pss-SHA256', bytes, bytes, bytes)));
  });
});

describe('inflate', () => {
  const texts = fc.oneof(
    fc.uint8Array({ maxLength: 2000 }),
    fc
      .array(fc.constantFrom('BT /F1 12 Tf ', '0 0 m ', 'endobj\n', 'x'), { maxLength: 400 })
      .map((a) => latin1(a.join(''))),
  );
  it('opens what zlib packs, cut off or with something behind, as Node does', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 0, max: 9 }), fc.nat(), (text, level, cut) => {
        const packed = new Uint8Array(deflateSync(text, { level }));
        expect(webInflate(packed, text.length + 1)).toEqual(text);
        expect(webInflate(concat([packed, latin1('\r\nendstream')]), 10_000)).toEqual(text);
        const short = packed.subarray(0, cut % packed.length);
        expect(outcome(() => webInflate(short, 10_000))).toEqual(outcome(() => nodeInflate(short, 10_000)));
      }),
      { numRuns: 200 },
    );
  });

  it('agrees with Node about damage', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.integer({ min: 1, max: 255 }), (text, at, flip) => {
        const packed = new Uint8Array(deflateSync(text));
        packed[at % packed.length] = (packed[at % packed.length] as number) ^ flip;
        expect(outcome(() => webInflate(packed, 10_000))).toEqual(outcome(() => nodeInflate(packed, 10_000)));
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => {
        const packed = concat([Uint8Array.of(0x78, 0x9c), noise]);
        expect(outcome(() => webInflate(packed, 10_000))).toEqual(outcome(() => nodeInflate(packed, 10_000)));
      }),
      { numRuns: 500 },
    );
  });

  it('is bounded', () => {
    const bomb = new Uint8Array(deflateSync(new Uint8Array(5_000_000)));
    expect(webInflate(bomb, 5_000_000).length).toBe(5_000_000);
    expect(() => webInflate(bomb, 4_999_999)).toThrow(RangeError);
    expect(() => webInflate(new Uint8Array(deflateRawSync(latin1('no header'))), 100)).toThrow();
  });
});

describe('blob', () => {
  it('reads as memory does', async () => {
    const bytes = Uint8Array.from({ length: 200_000 }, (_, i) => (i * 7919) >> 5);
    const [blob, memory] = [blobAccess(new Blob([bytes])), bufferAccess(bytes)];
    for (const [offset, length] of [
      [0, 10],
      [65_530, 12],
      [60_000, 140_000],
      [199_999, 50],
      [300_000, 4],
      [131_072, 65_536],
    ] as const)
      expect(await blob.read(offset, length)).toEqual(await memory.read(offset, length));
  });
});

describe('keys of custodians', () => {
  it('come in three dresses, and say why not', async () => {
    const ec = generatePrivateKey('P-256');
    const rsa = generatePrivateKey('RSA-2048');
    const dresses = [
      privateKeyPem(ec),
      ec.export({ format: 'pem', type: 'sec1' }) as string,
      rsa.export({ format: 'pem', type: 'pkcs1' }) as string,
    ];
    for (const pem of dresses) must(await recipientKeyOfPem(pem));
    const locked = ec.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' }) as string;
    expect(await recipientKeyOfPem(locked)).toMatchObject({ error: { code: 'KEY_UNREADABLE', detail: 'encrypted' } });
    expect(await recipientKeyOfPem('nothing')).toMatchObject({ error: { code: 'KEY_UNREADABLE' } });
  });
});
