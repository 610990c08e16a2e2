import { createPublicKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latin1, must, toHex } from '../../core/base';
import {
  bufferAccess,
  generateOneTimeSigner,
  generatePrivateKey,
  loadPrivateKeyPem,
  nodeClock,
  nodeDeflate,
  nodeDigest,
  nodeInflate,
  nodeRandom,
  nodeVerifier,
  openFile,
  privateKeyPem,
  signerFromKeyObject,
} from './index';

const ABC = latin1('abc');
const isPlain = (bytes: Uint8Array): boolean => bytes.constructor === Uint8Array;

describe('digest', () => {
  it('gives the vectors of FIPS 180 and plain bytes', () => {
    const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(toHex(nodeDigest.hash('SHA-256', ABC))).toBe(sha256);
    const hasher = nodeDigest.hasher('SHA-256');
    hasher.update(ABC.subarray(0, 1));
    hasher.update(ABC.subarray(1));
    expect(toHex(hasher.digest())).toBe(sha256);
    expect(toHex(nodeDigest.hash('SHA-1', ABC))).toBe('a9993e364706816aba3e25717850c26c9cd0d89d');
    expect(isPlain(nodeDigest.hash('SHA-512', ABC))).toBe(true);
  });
});

describe('random and clock', () => {
  it('never gives the same bytes twice', () => {
    const seen = new Set(Array.from({ length: 2000 }, () => toHex(nodeRandom.bytes(16))));
    expect(seen.size).toBe(2000);
    expect(nodeRandom.bytes(5000).length).toBe(5000);
  });
  it('goes forward', () => {
    const before = nodeClock.monotonicUs();
    expect(nodeClock.monotonicUs()).toBeGreaterThanOrEqual(before);
    expect(Math.abs(nodeClock.nowMs() - Date.now())).toBeLessThan(1000);
  });
});

describe('signers and verifier', () => {
  it.each(['P-256', 'P-384', 'RSA-2048'] as const)('agree for %s', (kind) => {
    const key = must(loadPrivateKeyPem(privateKeyPem(generatePrivateKey(kind))));
    const signer = signerFromKeyObject(key);
    const signature = signer.sign(ABC);
    const check = (data: Uint8Array, value: Uint8Array) =>
      nodeVerifier.verify(signer.algorithm, signer.publicKey, data, value);
    expect(check(ABC, signature)).toBe(true);
    expect(check(latin1('abd'), signature)).toBe(false);
    expect(check(ABC, new Uint8Array(3))).toBe(false);
    expect(isPlain(signature) && isPlain(signer.publicKey)).toBe(true);
  });

  it('knows PSS, and that a key must fit', () => {
    const key = generatePrivateKey('RSA-2048');
    const pss = signerFromKeyObject(key, 'rsa-pss-SHA256');
    expect(nodeVerifier.verify('rsa-pss-SHA256', pss.publicKey, ABC, pss.sign(ABC))).toBe(true);
    expect(nodeVerifier.verify('rsa-pkcs1-SHA256', pss.publicKey, ABC, pss.sign(ABC))).toBe(false);
    expect(nodeVerifier.verify('ecdsa-SHA256', pss.publicKey, ABC, pss.sign(ABC))).toBe(false);
    expect(() => signerFromKeyObject(key, 'ecdsa-SHA256')).toThrow(TypeError);
  });

  it('answers false for hostile keys', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => !nodeVerifier.verify('ecdsa-SHA256', bytes, bytes, bytes)));
  });

  it('lets a one-time key sign until it is destroyed, and never out', () => {
    const signer = generateOneTimeSigner();
    const signature = signer.sign(ABC);
    expect(nodeVerifier.verify('ecdsa-SHA256', signer.publicKey, ABC, signature)).toBe(true);
    expect(createPublicKey({ key: Buffer.from(signer.publicKey), format: 'der', type: 'spki' }).asymmetricKeyType).toBe(
      'ec',
    );
    expect(Object.keys(signer).sort()).toEqual(['algorithm', 'destroy', 'publicKey', 'sign']);
    signer.destroy();
    expect(() => signer.sign(ABC)).toThrow('destroyed');
    expect(generateOneTimeSigner().publicKey).not.toEqual(signer.publicKey);
  });

  it('refuses unreadable PEM with a code', () => {
    expect(loadPrivateKeyPem('-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----')).toEqual({
      ok: false,
      error: { code: 'KEY_UNREADABLE' },
    });
  });
});

describe('random access', () => {
  it('reads the same from a file and from memory', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'access-'));
    const bytes = nodeRandom.bytes(10_000);
    writeFileSync(join(folder, 'f'), bytes);
    const file = await openFile(join(folder, 'f'));
    const memory = bufferAccess(Buffer.from(bytes));
    for (const [offset, length] of [
      [0, 10_000],
      [9_990, 100],
      [20_000, 5],
      [5, 0],
      [123, 456],
    ] as const) {
      const read = await file.read(offset, length);
      expect(read).toEqual(bytes.subarray(offset, offset + length));
      expect(await memory.read(offset, length)).toEqual(read);
    }
    expect(isPlain(await memory.read(0, 5))).toBe(true);
    expect([file.size, memory.size]).toEqual([10_000, 10_000]);
    await file.close();
    rmSync(folder, { recursive: true });
  });
});

describe('inflate', () => {
  it('is bounded', () => {
    const packed = nodeDeflate(new Uint8Array(1_000_000));
    expect(nodeInflate(packed, 1_000_000).length).toBe(1_000_000);
    expect(isPlain(nodeInflate(packed, 1_000_000))).toBe(true);
    expect(() => nodeInflate(packed, 999_999)).toThrow();
    expect(() => nodeInflate(latin1('junk'), 100)).toThrow();
  });
});
