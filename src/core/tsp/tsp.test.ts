import { fromBER } from 'asn1js';
import * as fc from 'fast-check';
import { type ContentInfo, TSTInfo as PkijsInfo, TimeStampResp as PkijsResp, SignedData } from 'pkijs';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasOpenssl, withBench } from '../../../test/support/judges';
import { ATTIME, createTestPki, NOW_MS, type TestPki, testBinding } from '../../../test/support/test-pki';
import { nodeDigest, nodeRandom, nodeVerifier, signerFromKeyObject } from '../../platform/node';
import { der } from '../asn1';
import { latin1, must } from '../base';
import { buildSignedAttributes, buildSignedData, CONTENT_TYPES } from '../cms';
import { type Certificate, HASHES, toPem } from '../pki';
import {
  createTimeStampAuthority,
  decodeTimeStampReq,
  encodeTimeStampReq,
  encodeTimeStampResp,
  nonceFrom,
  parseTimeStampResp,
  readTimeStampToken,
  type TimeStampAuthority,
  type TimeStampReq,
  type TokenVerification,
  timeStampingKey,
  verifyTimeStampToken,
} from './index';

const POLICY = '2.25.87708807570927278935368550684770846317';
const DATA = latin1('a signature value');
const imprint = { hashAlgorithm: 'SHA-256', hashedMessage: nodeDigest.hash('SHA-256', DATA) } as const;
const request = (over: Partial<TimeStampReq> = {}): TimeStampReq => ({
  messageImprint: imprint,
  nonce: nonceFrom(nodeRandom.bytes(16)),
  certReq: true,
  ...over,
});

let pki: TestPki;
let authority: TimeStampAuthority;
let options: Parameters<typeof createTimeStampAuthority>[0];
beforeAll(async () => {
  pki = await createTestPki();
  options = {
    key: timeStampingKey(pki.tsa.certificate, [pki.ca.certificate], pki.tsa.signer, nodeDigest),
    policy: POLICY,
    accuracy: { seconds: 1, millis: 500 },
    clock: { nowMs: () => NOW_MS + 250, monotonicUs: () => 0 },
    random: nodeRandom,
  };
  authority = createTimeStampAuthority(options);
});

const answer = async (bytes: Uint8Array) => must(parseTimeStampResp((await authority.answer(bytes)).response));
const tokenFor = async (one: TimeStampReq): Promise<Uint8Array> => (await answer(encodeTimeStampReq(one))).token!;
const verify = (token: Uint8Array, over: Partial<TokenVerification> = {}) =>
  verifyTimeStampToken({
    token,
    imprint,
    anchors: [pki.root.certificate],
    verifier: nodeVerifier,
    digest: nodeDigest,
    ...over,
  });
const codeOf = (result: ReturnType<typeof verify>): string => (result.ok ? 'ok' : result.error.code);

describe('time-stamp authority', () => {
  it('grants a token that verifies', async () => {
    const one = request({ reqPolicy: POLICY });
    const token = await tokenFor(one);
    const stamp = must(verify(token, { nonce: one.nonce! }));
    expect(stamp).toMatchObject({ policy: POLICY, genTimeMs: NOW_MS + 250, accuracy: { seconds: 1, millis: 500 } });
    expect(stamp.certificate.raw).toEqual(pki.tsa.certificate.raw);
    expect(must(readTimeStampToken(token)).serialNumber.length).toBe(16);
  });

  it('leaves certificates out unless asked', async () => {
    const token = await tokenFor(request({ certReq: false }));
    expect(codeOf(verify(token))).toBe('TSP_SIGNATURE_INVALID');
    expect(codeOf(verify(token, { intermediates: [pki.tsa.certificate, pki.ca.certificate] }))).toBe('ok');
  });

  const withAlgorithm = (oid: string, length: number) =>
    der.sequence(
      der.integer(1),
      der.sequence(der.sequence(der.oid(oid), der.nul()), der.octetString(new Uint8Array(length))),
    );
  const imprintDer = withAlgorithm(HASHES['SHA-256'], 32).subarray(5);
  const extension = der.explicit(0, der.sequence(der.oid('1.2.3'), der.octetString(new Uint8Array(0))));
  it.each([
    ['unknown hash', withAlgorithm('1.2.3.4', 32), 'badAlg'],
    ['SHA-1', withAlgorithm(HASHES['SHA-1'], 20), 'badAlg'],
    ['imprint of the wrong length', withAlgorithm(HASHES['SHA-256'], 31), 'badDataFormat'],
    ['version 2', der.sequence(der.integer(2), imprintDer), 'badRequest'],
    ['another policy', encodeTimeStampReq(request({ reqPolicy: '1.2.3' })), 'unacceptedPolicy'],
    ['an extension', der.sequence(der.integer(1), imprintDer, extension), 'unacceptedExtension'],
    ['an explicit default', der.sequence(der.integer(1), imprintDer, der.boolean(false)), 'badDataFormat'],
    ['indefinite length', Uint8Array.of(0x30, 0x80, 2, 1, 1, 0, 0), 'badDataFormat'],
    ['no bytes', new Uint8Array(0), 'badDataFormat'],
    ['more than 4 KiB', der.sequence(der.integer(1), der.octetString(new Uint8Array(5000))), 'badDataFormat'],
  ])('rejects %s', async (_, bytes, failInfo) => {
    const response = await authority.answer(bytes);
    expect(response.failInfo).toBe(failInfo);
    expect(must(parseTimeStampResp(response.response))).toMatchObject({ status: 'rejection', failInfo });
  });

  it('rejects when its time is not trusted', async () => {
    const stopped = createTimeStampAuthority({ ...options, timeAvailable: () => false });
    expect((await stopped.answer(encodeTimeStampReq(request()))).failInfo).toBe('timeNotAvailable');
  });

  it.skipIf(!hasOpenssl())('satisfies openssl ts in all its ways', () =>
    withBench(async ({ put, get, run }) => {
      put('root.pem', toPem('CERTIFICATE', pki.root.certificate.raw));
      put('ca.pem', toPem('CERTIFICATE', pki.ca.certificate.raw));
      put('tsa.pem', toPem('CERTIFICATE', pki.tsa.certificate.raw));
      put('data', DATA);
      const trust = [...ATTIME, '-CAfile', 'root.pem', '-untrusted', 'ca.pem'];
      for (const hash of ['-sha256', '-sha384', '-sha512']) {
        expect(run('openssl', 'ts', '-query', '-data', 'data', hash, '-cert', '-out', 'q').code).toBe(0);
        put('r', (await authority.answer(get('q'))).response);
        expect(run('openssl', 'ts', '-verify', '-queryfile', 'q', '-in', 'r', ...trust).text).toContain(
          'Verification: OK',
        );
        expect(run('openssl', 'ts', '-verify', '-data', 'data', '-in', 'r', ...trust).text).toContain(
          'Verification: OK',
        );
      }
      run('openssl', 'ts', '-query', '-data', 'data', '-sha256', '-out', 'q');
      put('r', (await authority.answer(get('q'))).response);
      put('more.pem', toPem('CERTIFICATE', pki.tsa.certificate.raw) + toPem('CERTIFICATE', pki.ca.certificate.raw));
      const withSigner = [...ATTIME, '-CAfile', 'root.pem', '-untrusted', 'more.pem'];
      expect(run('openssl', 'ts', '-verify', '-queryfile', 'q', '-in', 'r', ...withSigner).text).toContain(
        'Verification: OK',
      );
      run('openssl', 'ts', '-query', '-data', 'data', '-sha1', '-out', 'q');
      put('r', (await authority.answer(get('q'))).response);
      expect(run('openssl', 'ts', '-reply', '-in', 'r', '-text').text).toContain('Rejected');
    }),
  );

  it('is read and verified by pkijs', async () => {
    const { response } = await authority.answer(encodeTimeStampReq(request()));
    const resp = new PkijsResp({ schema: fromBER(new Uint8Array(response).buffer).result });
    expect(resp.status.status).toBe(0);
    const data = new SignedData({ schema: (resp.timeStampToken as ContentInfo).content });
    const content = (data.encapContentInfo.eContent as unknown as { getValue(): ArrayBuffer }).getValue();
    const info = new PkijsInfo({ schema: fromBER(content).result });
    expect(info.genTime.getTime()).toBe(NOW_MS + 250);
    expect(await data.verify({ signer: 0, checkChain: false, data: new Uint8Array(DATA).buffer })).toBe(true);
  });
});

describe('token verification', () => {
  it('names each fault', async () => {
    const one = request();
    const token = await tokenFor(one);
    const otherImprint = { ...imprint, hashedMessage: new Uint8Array(32) };
    expect(codeOf(verify(token, { imprint: otherImprint }))).toBe('TSP_IMPRINT_MISMATCH');
    expect(codeOf(verify(token, { nonce: nonceFrom(nodeRandom.bytes(16)) }))).toBe('TSP_NONCE_MISMATCH');
    const stranger = await createTestPki();
    expect(codeOf(verify(token, { anchors: [stranger.root.certificate] }))).toBe('TSP_CERTIFICATE_REFUSED');
    expect(codeOf(verify(token, { atMs: pki.tsa.certificate.notAfterMs + 1000 }))).toBe('TSP_CERTIFICATE_REFUSED');
    const cut = token.slice();
    cut[cut.length - 1] = (cut[cut.length - 1] as number) ^ 1;
    expect(codeOf(verify(cut))).toBe('TSP_SIGNATURE_INVALID');
  });

  it('refuses a token signed by a certificate that is not for time-stamping', async () => {
    const event = await pki.issue('P-256', { template: 'event', cn: '王小明', eventBinding: testBinding() });
    const key = timeStampingKey(event.certificate, [pki.ca.certificate], signerFromKeyObject(event.key), nodeDigest);
    const wrong = createTimeStampAuthority({ ...options, key });
    const { response } = await wrong.answer(encodeTimeStampReq(request()));
    expect(verify(must(parseTimeStampResp(response)).token!)).toMatchObject({
      error: { code: 'TSP_CERTIFICATE_REFUSED', detail: expect.stringContaining('PKI_EXTENDED_KEY_USAGE') },
    });
  });

  it('refuses SignedData that is no token', () => {
    const { certificate, signer } = pki.tsa;
    const forContent = (encapsulated?: { contentType: string; content: Uint8Array }) => {
      const messageDigest = nodeDigest.hash('SHA-256', encapsulated?.content ?? DATA);
      const attributes = buildSignedAttributes({
        messageDigest,
        signingCertificate: certificate as Certificate,
        digest: nodeDigest,
      });
      const signature = signer.sign(attributes);
      const parts = { signedAttributes: attributes, signature, signatureAlgorithm: signer.algorithm };
      return buildSignedData({
        ...parts,
        signingCertificate: certificate,
        certificates: [certificate.raw],
        ...(encapsulated && { encapsulated }),
      });
    };
    expect(codeOf(verify(forContent()))).toBe('TSP_RESPONSE_DAMAGED');
    expect(codeOf(verify(forContent({ contentType: CONTENT_TYPES.tstInfo, content: DATA })))).toBe(
      'TSP_RESPONSE_DAMAGED',
    );
  });
});

describe('hostile bytes', () => {
  it('give a code, never a throw', async () => {
    const good = encodeTimeStampReq(request());
    const { response } = await authority.answer(good);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(decodeTimeStampReq(bytes).ok || parseTimeStampResp(bytes).ok || readTimeStampToken(bytes).ok).toBe(
          false,
        );
      }),
    );
    fc.assert(
      fc.property(fc.nat(response.length - 1), fc.nat(255), fc.nat(response.length), (at, value, length) => {
        const changed = response.slice(0, length);
        if (at < length) changed[at] = value;
        const parsed = parseTimeStampResp(changed);
        const code = parsed.ok ? (parsed.value.token ? codeOf(verify(parsed.value.token)) : 'ok') : parsed.error.code;
        expect(code).toMatch(/^(ok|(TSP|ASN1)_\w+)$/);
      }),
      { numRuns: 400 },
    );
  });

  it('requests come back as written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 20 }), fc.boolean(), (nonce, certReq) => {
        const one = request({ nonce: nonceFrom(nonce), certReq, reqPolicy: '1.2.3' });
        expect(must(decodeTimeStampReq(encodeTimeStampReq(one)))).toMatchObject(one);
      }),
    );
    expect(must(parseTimeStampResp(encodeTimeStampResp({ failInfo: 'systemFailure', statusString: 'x' })))).toEqual({
      status: 'rejection',
      failInfo: 'systemFailure',
      statusString: 'x',
    });
  });
});
