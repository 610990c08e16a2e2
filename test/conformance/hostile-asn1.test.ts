import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { der, readDer, toDefiniteLength } from '../../src/core/asn1';
import { concat, must, type Result } from '../../src/core/base';
import { buildSignedAttributes, buildSignedData, parseSignedData } from '../../src/core/cms';
import {
  buildCertificateList,
  buildOcspResponse,
  encodeName,
  keyIdentifier,
  parseCertificate,
  parseCertificateList,
  parseOcspResponse,
  parsePublicKey,
  verifyPath,
} from '../../src/core/pki';
import { parseSealSignature } from '../../src/core/ses';
import { parseTimeStampResp, readTimeStampToken } from '../../src/core/tsp';
import { nodeDigest, nodeVerifier } from '../../src/platform/node';
import { webVerifier } from '../../src/platform/web';
import { type DemoHospital, demoHospital, party, stamp } from '../support/demo-hospital';

/** Everything that reads ASN.1 from a file, each with a real structure of its kind. */
const READERS: Readonly<Record<string, (bytes: Uint8Array) => Result<unknown>>> = {
  SignedData: (bytes) => parseSignedData(bytes, { allowTrailing: true, allowBer: true }),
  Certificate: parseCertificate,
  CertificateList: parseCertificateList,
  OCSPResponse: parseOcspResponse,
  TimeStampToken: readTimeStampToken,
  TimeStampResp: parseTimeStampResp,
  SES_Signature: parseSealSignature,
  SubjectPublicKeyInfo: parsePublicKey,
};

let hospital: DemoHospital;
let real: Uint8Array[];

beforeAll(async () => {
  hospital = await demoHospital();
  const { ca, root, nowMs } = hospital;
  const { certificate, signer } = ca;
  const signedAttributes = buildSignedAttributes({
    messageDigest: new Uint8Array(32),
    signingCertificate: certificate,
    digest: nodeDigest,
  });
  const issuer = { name: certificate.subject.raw, signer, keyId: keyIdentifier(signer.publicKey, nodeDigest) };
  const times = { thisUpdateMs: nowMs, nextUpdateMs: nowMs + 1000 };
  const revoked = [{ serialNumber: Uint8Array.of(5), revokedAtMs: nowMs }];
  real = [
    buildSignedData({
      signedAttributes,
      signature: await signer.sign(signedAttributes),
      signatureAlgorithm: signer.algorithm,
      signingCertificate: certificate,
      certificates: [certificate.raw, root.certificate.raw],
    }),
    certificate.raw,
    await buildCertificateList({ ...times, number: 1, revoked }, issuer),
    await buildOcspResponse({ certificate, issuer: root.certificate, ...times }, root.signer, nodeDigest),
    await stamp(hospital, new Uint8Array(32)),
    certificate.publicKey.raw,
  ];
});

const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);
const CODE = /^(ASN1|PKI|CMS|TSP|SES)_[A-Z0-9_]+$/;

describe('every reader of ASN.1', () => {
  it('answers random bytes, and real structures cut and changed, with a value or a code', () => {
    const changed = fc
      .tuple(fc.constantFrom(...real), fc.nat(), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }))
      .map(([bytes, cut, edits]) => {
        const copy = bytes.slice(0, cut % 3 === 0 ? 1 + (cut % bytes.length) : bytes.length);
        for (const [at, value] of edits) copy[at % copy.length] = value;
        return copy;
      });
    fc.assert(
      fc.property(fc.oneof(changed, fc.uint8Array({ maxLength: 300 })), (bytes) => {
        for (const read of Object.values(READERS)) {
          const result = read(bytes);
          expect(result.ok || CODE.test(result.error.code)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('reads the structure that is its own', () => {
    expect(Object.values(READERS).map((read) => real.some((bytes) => read(bytes).ok))).toEqual([
      ...[true, true, true, true, true],
      ...[false, false, true],
    ]);
  });

  it('refuses elements nested a million deep, and two million of them', () => {
    const deep = new Uint8Array(2_000_000).map((_, i) => (i % 2 === 0 ? 0x30 : 0x80));
    const crowd = new Uint8Array(3_000_000).map((_, i) => (i % 2 === 0 ? 5 : 0));
    for (const read of Object.values(READERS)) {
      expect(codeOf(read(deep))).toMatch(CODE);
      expect(codeOf(read(der.ofContent(0x30, crowd)))).toMatch(CODE);
    }
    let nested = der.nul();
    for (let level = 0; level < 200; level++) nested = der.sequence(nested);
    expect(codeOf(readDer(nested))).toBe('ASN1_TOO_DEEP');
    expect(codeOf(toDefiniteLength(deep))).toBe('ASN1_TOO_DEEP');
    const openEnded = concat([Uint8Array.of(0x30, 0x80), crowd, Uint8Array.of(0, 0)]);
    expect(codeOf(toDefiniteLength(openEnded))).toBe('ASN1_TOO_MANY_ELEMENTS');
    expect(codeOf(readDer(der.ofContent(0x30, crowd)))).toBe('ASN1_TOO_MANY_ELEMENTS');
  });

  it('refuses 200 MB before it looks at them', () => {
    const huge = new Uint8Array(200_000_000);
    for (const read of Object.values(READERS)) expect(codeOf(read(huge))).toMatch(CODE);
    expect(codeOf(parseCertificateList(huge))).toBe('ASN1_TOO_LARGE');
  });
});

describe('crafted values', () => {
  const spki = (oid: Uint8Array, parameters: Uint8Array, bits: Uint8Array): Uint8Array =>
    der.sequence(der.sequence(oid, parameters), der.bitString(bits));
  const RSA = der.oid('1.2.840.113549.1.1.1');
  const rsa = (modulusBytes: number, exponent: Uint8Array): Uint8Array =>
    spki(
      RSA,
      der.nul(),
      der.sequence(der.integerBytes(new Uint8Array(modulusBytes).fill(0xfb)), der.integerBytes(exponent)),
    );

  it('RSA of 100,000 bits is no key, one of 16,384 verifies nothing, a long exponent neither', () => {
    expect(codeOf(parsePublicKey(rsa(12_500, Uint8Array.of(1, 0, 1))))).toBe('ASN1_TOO_LARGE');
    expect(codeOf(parsePublicKey(rsa(256, new Uint8Array(3000).fill(0x7f))))).toBe('ASN1_BAD_VALUE');
    for (const { verify } of [nodeVerifier, webVerifier]) {
      const long = rsa(2048, Uint8Array.of(1, 0, 1));
      expect(verify('rsa-pkcs1-SHA256', long, new Uint8Array(1), new Uint8Array(2048))).toBe(false);
      expect(verify('rsa-pkcs1-SHA256', rsa(12_500, Uint8Array.of(3)), new Uint8Array(1), new Uint8Array(9))).toBe(
        false,
      );
    }
  });

  it('points off their curve verify nothing', () => {
    const raw = hospital.ca.certificate.publicKey.raw.slice();
    raw[raw.length - 1] = (raw[raw.length - 1] as number) ^ 1;
    const signature = der.sequence(der.integer(5), der.integer(7));
    for (const { verify } of [nodeVerifier, webVerifier])
      expect(verify(hospital.ca.signer.algorithm, raw, new Uint8Array(1), signature)).toBe(false);
  });

  it('identifiers with huge arcs and names of a megabyte are refused', () => {
    const arcs = der.ofContent(6, new Uint8Array(200).fill(0xff).fill(0x7f, 199));
    expect(codeOf(parsePublicKey(spki(arcs, der.nul(), new Uint8Array(1))))).toBe('ASN1_BAD_VALUE');
    const name = encodeName([{ type: 'commonName', value: 'x'.repeat(1_000_000) }]);
    expect(codeOf(parseCertificate(der.sequence(name)))).toBe('ASN1_TOO_LARGE');
  });

  it('ten thousand certificates in a CMS are refused', () => {
    const [cms] = real as [Uint8Array];
    const info = must(readDer(cms));
    const signedData = info.children[1]?.children[0];
    const parts = signedData?.children.map((part) =>
      part.raw[0] === 0xa0 ? der.implicitConstructed(0, ...Array(10_000).fill(der.sequence())) : part.raw,
    );
    const crowded = der.sequence(info.children[0]?.raw, der.explicit(0, der.sequence(...(parts ?? []))));
    expect(codeOf(parseSignedData(crowded))).toBe('CMS_DAMAGED');
  });
});

describe('paths', () => {
  it('of authorities that certify each other in a circle end', async () => {
    const { nowMs, ca } = hospital;
    const a = await party('root', 'A', nowMs);
    const b = await party('root', 'B', nowMs, a);
    const again = await party('root', 'A', nowMs, b);
    const leaf = await party('device', 'leaf', nowMs, again);
    let checks = 0;
    const verifier = { verify: () => ++checks > 0 };
    const circle = [a, b, again].map(({ certificate }) => certificate);
    const result = verifyPath({
      leaf: leaf.certificate,
      intermediates: Array.from({ length: 64 }, (_, i) => circle[i % 3] as (typeof circle)[number]),
      anchors: [ca.certificate],
      atMs: nowMs,
      verifier,
      purpose: 'any',
    });
    expect(codeOf(result)).toMatch(/^PKI_/);
    expect(checks).toBeLessThanOrEqual(64);
  });
});
