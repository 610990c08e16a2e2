import { createHmac, createPublicKey, verify as nodeVerify } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateOneTimeSigner, nodeDigest, nodeVerifier } from '../../platform/node';
import { fromBase64, latin1 } from '../base';
import { ecdsaFromRaw, ecdsaToRaw, hmacSha256, type SigningKey, type VerificationKey } from './algorithms';
import { type RequestToSign, type RequestToVerify, signRequest, verifyMessage, verifyRequest } from './index';
import { componentValue } from './message';
import { signatureBase } from './signature-base';
import { readDictionary, writeInnerList } from './structured-fields';

const PORTS = { digest: nodeDigest, verifier: nodeVerifier };
const NOW_MS = 1_795_000_000_000;
const BODY = latin1('{"hello": "world"}');

/** RFC 9421 appendix B.1.5 and B.1.3. */
const SHARED_SECRET = fromBase64(
  'uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==',
) as Uint8Array;
const ECC_P256 = {
  kty: 'EC',
  crv: 'P-256',
  x: 'qIVYZVLCrPZHGHjP17CTW0_-D9Lfw0EkjqF7xB4FivA',
  y: 'Mc4nN9LTDOBhfoUeg8Ye9WedFRhnZXZJA12Qp0zZ6F0',
};

const testRequest = {
  method: 'POST',
  url: 'https://example.com/foo?param=Value&Pet=dog',
  headers: { Host: 'example.com', Date: 'Tue, 20 Apr 2021 02:07:55 GMT', 'Content-Type': 'application/json' },
};

describe('RFC 9421 appendix B', () => {
  it('B.2.5 hmac-sha256', () => {
    const headers = {
      ...testRequest.headers,
      'Signature-Input': 'sig-b25=("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"',
      Signature: 'sig-b25=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:',
    };
    const key = { algorithm: 'hmac-sha256', secret: SHARED_SECRET } as const;
    expect(verifyMessage({ ...testRequest, headers }, key, PORTS).ok).toBe(true);
    const moved = { ...headers, Date: 'Tue, 20 Apr 2021 02:07:56 GMT' };
    expect(verifyMessage({ ...testRequest, headers: moved }, key, PORTS)).toMatchObject({
      error: { code: 'HTTPSIG_INVALID' },
    });
  });

  it('B.2.4 ecdsa-p256-sha256, over a response', () => {
    const spki = createPublicKey({ key: ECC_P256, format: 'jwk' }).export({ format: 'der', type: 'spki' });
    const key = { algorithm: 'ecdsa-p256-sha256', publicKey: new Uint8Array(spki) } as const;
    const headers = {
      'Content-Type': 'application/json',
      'Content-Digest':
        'sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:',
      'Content-Length': '23',
      'Signature-Input':
        'sig-b24=("@status" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-ecc-p256"',
      Signature: 'sig-b24=:wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==:',
    };
    expect(verifyMessage({ status: 200, headers }, key, PORTS).ok).toBe(true);
    expect(verifyMessage({ status: 201, headers }, key, PORTS).ok).toBe(false);
  });
});

describe('RFC 9421 appendix B, continued', () => {
  it('B.2.6: the signature base of derived components, judged by node:crypto', () => {
    const input = readDictionary(
      'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
    ).get('sig-b26');
    if (input === undefined || !('items' in input)) throw new Error('no inner list');
    const headers = { ...testRequest.headers, 'Content-Length': '18' };
    const base = signatureBase({ ...testRequest, headers }, input);
    const x = 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs';
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const value = 'wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==';
    expect(nodeVerify(null, base, key, Buffer.from(value, 'base64'))).toBe(true);
  });

  it('2.2: derived components of a request', () => {
    const value = (url: string, name: string) =>
      componentValue({ method: 'GET', url, headers: { host: 'A.Example:443' } }, name);
    expect(value('https://Www.Example.com:443/a%20b?x=1&y', '@authority')).toBe('www.example.com');
    expect(value('https://www.example.com:8443/', '@authority')).toBe('www.example.com:8443');
    expect(value('/a%20b?x=1&y', '@path')).toBe('/a%20b');
    expect(value('/a%20b?x=1&y', '@query')).toBe('?x=1&y');
    expect(value('/a', '@query')).toBe('?');
    expect(value('https://example.com', '@path')).toBe('/');
    expect(value('/a', '@authority')).toBe('a.example');
    expect(() => value('/a', '@request-response')).toThrow('HTTPSIG_UNSUPPORTED_COMPONENT');
  });
});

describe('algorithms', () => {
  it('HMAC agrees with node:crypto', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), fc.uint8Array(), (secret, data) => {
        const expected = createHmac('sha256', secret).update(data).digest();
        expect(Buffer.from(hmacSha256(secret, data, nodeDigest))).toEqual(expected);
      }),
    );
  });

  it('turns ECDSA signatures to r || s and back', () => {
    const signer = generateOneTimeSigner();
    const key = createPublicKey({ key: Buffer.from(signer.publicKey), format: 'der', type: 'spki' });
    for (let i = 0; i < 50; i++) {
      const signature = signer.sign(BODY);
      const raw = ecdsaToRaw(signature);
      expect(raw.length).toBe(64);
      expect(nodeVerify('sha256', BODY, { key, dsaEncoding: 'ieee-p1363' }, raw)).toBe(true);
      expect(ecdsaFromRaw(raw)).toEqual(signature);
    }
    expect(ecdsaFromRaw(new Uint8Array(63))).toBeUndefined();
  });
});

const signer = generateOneTimeSigner();
const KEYS: [SigningKey, VerificationKey][] = [
  [
    { algorithm: 'hmac-sha256', secret: SHARED_SECRET },
    { algorithm: 'hmac-sha256', secret: SHARED_SECRET },
  ],
  [
    { algorithm: 'ecdsa-p256-sha256', signer },
    { algorithm: 'ecdsa-p256-sha256', publicKey: signer.publicKey },
  ],
];

const request: RequestToSign = {
  method: 'PUT',
  url: 'https://server.example/v1/documents/7?draft=1',
  headers: { 'Content-Type': 'application/pdf', 'Idempotency-Key': 'b2f0c1d2-0001' },
  body: BODY,
};

const signed = async (key: SigningKey, from: RequestToSign = request, createdMs = NOW_MS): Promise<RequestToVerify> => {
  const options = { keyId: 'station-7', key, createdMs, nonce: 'f3a1c5e79b2d4f60', digest: nodeDigest };
  const headers = { ...from.headers, ...(await signRequest(from, options)) };
  const url = from.url.replace('https://server.example', '');
  return { method: from.method, url, headers, ...(from.body && { body: from.body }) };
};

const verdict = async (
  received: RequestToVerify,
  key: VerificationKey | undefined,
  over: { nonces?: Set<string> } = {},
) => {
  const nonces = over.nonces ?? new Set<string>();
  const result = await verifyRequest(received, {
    ...PORTS,
    keyOf: async (keyId) => (keyId === 'station-7' ? key : undefined),
    rememberNonce: (keyId, nonce) => !nonces.has(keyId + nonce) && nonces.add(keyId + nonce).size > 0,
    nowMs: NOW_MS + 1000,
  });
  return result.ok ? 'ok' : result.error.code;
};

describe.each(KEYS)('requests signed with $algorithm', (key, known) => {
  it('verify, with the body whole or streamed or absent', async () => {
    expect(await verdict(await signed(key), known)).toBe('ok');
    const { body: _, ...streamed } = await signed(key);
    expect(await verdict(streamed, known)).toBe('ok');
    const { body, ...rest } = request;
    const byDigest = await signed(key, { ...rest, bodyDigest: nodeDigest.hash('SHA-256', body!) });
    expect(await verdict({ ...byDigest, body: body! }, known)).toBe('ok');
    expect(await verdict(await signed(key, { method: 'GET', url: 'https://server.example/v1/tasks/7' }), known)).toBe(
      'ok',
    );
  });

  it('are refused when anything that matters was changed', async () => {
    const good = await signed(key);
    const header = (name: string, value: string | undefined) => ({
      ...good,
      headers: { ...good.headers, [name]: value },
    });
    expect(await verdict({ ...good, method: 'POST' }, known)).toBe('HTTPSIG_INVALID');
    expect(await verdict({ ...good, url: '/v1/documents/8?draft=1' }, known)).toBe('HTTPSIG_INVALID');
    expect(await verdict({ ...good, url: '/v1/documents/7' }, known)).toBe('HTTPSIG_INVALID');
    expect(await verdict({ ...good, body: latin1('other') }, known)).toBe('HTTPSIG_DIGEST_MISMATCH');
    expect(await verdict(header('Idempotency-Key', 'b2f0c1d2-0002'), known)).toBe('HTTPSIG_INVALID');
    expect(await verdict(header('content-digest', undefined), known)).toBe('HTTPSIG_UNSUPPORTED_COMPONENT');
    expect(await verdict(header('signature', undefined), known)).toBe('HTTPSIG_MISSING');
    expect(await verdict(good, undefined)).toBe('HTTPSIG_UNKNOWN_KEY');
    const other = KEYS.find(([one]) => one.algorithm !== key.algorithm)![1];
    expect(await verdict(good, other)).toBe('HTTPSIG_ALGORITHM_MISMATCH');
  });

  it('are refused when too old, from the future, or seen before', async () => {
    expect(await verdict(await signed(key, request, NOW_MS - 400_000), known)).toBe('HTTPSIG_EXPIRED');
    expect(await verdict(await signed(key, request, NOW_MS + 400_000), known)).toBe('HTTPSIG_EXPIRED');
    const nonces = new Set<string>();
    expect(await verdict({ ...(await signed(key)), method: 'POST' }, known, { nonces })).toBe('HTTPSIG_INVALID');
    expect(await verdict(await signed(key), known, { nonces })).toBe('ok');
    expect(await verdict(await signed(key), known, { nonces })).toBe('HTTPSIG_REPLAYED');
  });

  it('are refused when a header that must be covered was added, or a body', async () => {
    const { headers: _, body: __, ...bare } = request;
    const good = await signed(key, bare);
    const added = { ...good, headers: { ...good.headers, 'idempotency-key': 'x' } };
    expect(await verdict(added, known)).toBe('HTTPSIG_NOT_COVERED');
    expect(await verdict({ ...good, body: BODY }, known)).toBe('HTTPSIG_DIGEST_MISSING');
  });
});

describe('structured fields', () => {
  it('write what they read', () => {
    const text = '("@method" "a b\\"\\\\");created=1;keyid="k";flag;tag=tok/en;b=?0;raw=:AQI=:';
    const member = readDictionary(`sig=${text}`).get('sig');
    expect(member !== undefined && 'items' in member ? writeInnerList(member) : '').toBe(text);
  });

  it.each([
    'sig=(',
    'sig=("a""b")',
    'sig=("a"',
    'sig=:A:',
    'a=1,',
    '=1',
    'a=1 b=2',
    'sig="é"',
    'a=1.',
    `a="${'x'.repeat(9000)}"`,
  ])('refuse %#', (text) => {
    expect(() => readDictionary(text)).toThrow('HTTPSIG_DAMAGED');
  });

  it('answer anything with a code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (input, signature) => {
        const headers = { 'signature-input': `sig1=${input}`, signature: `sig1=${signature}` };
        expect(await verdict({ method: 'GET', url: '/', headers }, KEYS[0]![1])).toMatch(/^HTTPSIG_/);
      }),
    );
  });
});
