import { fromBER } from 'asn1js';
import * as fc from 'fast-check';
import { Certificate as PkijsCertificate } from 'pkijs';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasOpenssl, withBench } from '../../../test/support/judges';
import {
  ATTIME,
  createTestPki,
  issuerOf,
  NOW_MS,
  PORTS,
  type TestPki,
  testBinding,
  testName,
} from '../../../test/support/test-pki';
import { generatePrivateKey, nodeDigest, nodeVerifier, signerFromKeyObject } from '../../platform/node';
import { must } from '../base';
import {
  buildCertificate,
  type Certificate,
  type CertificatePurpose,
  decodeEventBinding,
  EVENT_BINDING_OID,
  encodeEventBinding,
  encodeName,
  formatName,
  fromPem,
  keyIdentifier,
  nameValue,
  parseCertificate,
  parsePublicKey,
  sameName,
  toPem,
  verifyPath,
} from './index';

let pki: TestPki;
let event: Certificate;
beforeAll(async () => {
  pki = await createTestPki();
  event = (await pki.issue('P-256', { template: 'event', cn: '王小明', eventBinding: testBinding() })).certificate;
});

const pemOf = (certificate: Certificate): string => toPem('CERTIFICATE', certificate.raw);
const path = (
  leaf: Certificate,
  purpose: CertificatePurpose,
  over: { atMs?: number; intermediates?: Certificate[] } = {},
) =>
  verifyPath({
    leaf,
    purpose,
    intermediates: over.intermediates ?? [pki.ca.certificate],
    anchors: [pki.root.certificate],
    atMs: over.atMs ?? NOW_MS,
    verifier: nodeVerifier,
  });
const codeOf = (result: ReturnType<typeof path>): string => (result.ok ? 'ok' : result.error.code);

describe('certificates', () => {
  it('carry what their template says', () => {
    expect(event.noRevocationAvailable).toBe(true);
    expect(event.eventBinding).toEqual(testBinding());
    expect([...(event.keyUsage ?? [])]).toEqual(['digitalSignature', 'nonRepudiation']);
    expect(nameValue(event.subject, 'commonName')).toBe('王小明');
    expect(formatName(event.subject)).toBe('CN=王小明,O=示例医院,C=CN');
    expect(pki.ca.certificate.basicConstraints).toEqual({ ca: true, pathLength: 0 });
    expect(pki.ca.certificate.noRevocationAvailable).toBe(false);
    expect(pki.tsa.certificate.extendedKeyUsage).toEqual({ purposes: ['1.3.6.1.5.5.7.3.8'], critical: true });
    expect([...(pki.custodians[0].certificate.keyUsage ?? [])]).toEqual(['keyEncipherment']);
    expect([...(pki.custodians[1].certificate.keyUsage ?? [])]).toEqual(['keyAgreement']);
    expect(event.serialNumber.length).toBe(16);
  });

  it('refuse a binding where the template has none, and none where it must', async () => {
    const { publicKey } = signerFromKeyObject(generatePrivateKey('P-256'));
    const base = { subject: testName('x'), publicKey, notBeforeMs: NOW_MS };
    const issuer = issuerOf(pki.ca);
    await expect(buildCertificate({ ...base, template: 'event' }, issuer, PORTS)).rejects.toThrow(
      'PKI_TEMPLATE_VIOLATED',
    );
    const bound = { ...base, template: 'device', eventBinding: testBinding() } as const;
    await expect(buildCertificate(bound, issuer, PORTS)).rejects.toThrow('PKI_TEMPLATE_VIOLATED');
  });

  it.skipIf(!hasOpenssl())('satisfy openssl x509 and verify -x509_strict', () =>
    withBench(({ put, run }) => {
      put('root.pem', pemOf(pki.root.certificate));
      put('ca.pem', pemOf(pki.ca.certificate));
      put('event.pem', pemOf(event));
      put('tsa.pem', pemOf(pki.tsa.certificate));
      put('rsa.pem', pemOf(pki.custodians[0].certificate));
      const text = run('openssl', 'x509', '-in', 'event.pem', '-noout', '-text', '-nameopt', 'utf8').text;
      expect(text).toContain('王小明');
      expect(text).toContain('Digital Signature, Non Repudiation');
      expect(text).toContain(EVENT_BINDING_OID);
      const strict = ['verify', ...ATTIME, '-x509_strict', '-CAfile', 'root.pem', '-untrusted', 'ca.pem'];
      for (const name of ['event.pem', 'rsa.pem', 'tsa.pem']) {
        expect(run('openssl', ...strict, name).text).toContain(`${name}: OK`);
      }
      expect(run('openssl', ...strict, '-purpose', 'timestampsign', 'tsa.pem').text).toContain('tsa.pem: OK');
      expect(run('openssl', ...strict, '-purpose', 'smimesign', 'event.pem').text).toContain('event.pem: OK');
      expect(run('openssl', ...strict, '-purpose', 'timestampsign', 'event.pem').code).not.toBe(0);
    }),
  );

  it('are read by pkijs, and pkijs writes the same bytes', () => {
    for (const { raw } of [pki.root.certificate, pki.tsa.certificate, event]) {
      const read = new PkijsCertificate({ schema: fromBER(new Uint8Array(raw).buffer).result });
      expect(Buffer.from(read.toSchema().toBER())).toEqual(Buffer.from(raw));
      expect(read.extensions?.length).toBeGreaterThan(3);
    }
  });

  it('of RSA and P-384 issuers verify, too', async () => {
    for (const kind of ['P-384', 'RSA-2048'] as const) {
      const other = await createTestPki(kind, 'P-384');
      const leaf = other.tsa.certificate;
      const anchors = [other.root.certificate];
      const intermediates = [other.ca.certificate];
      const result = verifyPath({
        leaf,
        anchors,
        intermediates,
        atMs: NOW_MS,
        verifier: nodeVerifier,
        purpose: 'time-stamping',
      });
      expect(result.ok).toBe(true);
    }
  });
});

describe('RSASSA-PSS', () => {
  it.skipIf(!hasOpenssl())('signs certificates that openssl and the path accept', () =>
    withBench(async ({ put, run }) => {
      const signer = signerFromKeyObject(generatePrivateKey('RSA-2048'), 'rsa-pss-SHA256');
      const subject = testName('PSS 根证书');
      const request = { template: 'root', subject, publicKey: signer.publicKey, notBeforeMs: NOW_MS - 1000 } as const;
      const keyId = keyIdentifier(signer.publicKey, nodeDigest);
      const root = must(parseCertificate(await buildCertificate(request, { name: subject, signer, keyId }, PORTS)));
      expect(root.signatureAlgorithm).toBe('rsa-pss-SHA256');
      put('root.pem', pemOf(root));
      expect(run('openssl', 'verify', ...ATTIME, '-check_ss_sig', '-CAfile', 'root.pem', 'root.pem').text).toContain(
        'OK',
      );
      expect(nodeVerifier.verify('rsa-pss-SHA256', signer.publicKey, root.tbs, root.signature)).toBe(true);
    }),
  );
});

describe('paths', () => {
  it('lead to the anchor', () => {
    const result = must(path(event, 'document-signing'));
    expect(result.certificates.map(({ raw }) => raw)).toEqual([
      event.raw,
      pki.ca.certificate.raw,
      pki.root.certificate.raw,
    ]);
    expect(codeOf(path(pki.tsa.certificate, 'time-stamping'))).toBe('ok');
    expect(codeOf(path(pki.custodians[0].certificate, 'evidence-recipient'))).toBe('ok');
    expect(codeOf(path(pki.root.certificate, 'any'))).toBe('ok');
  });

  it('are refused outside the validity', () => {
    expect(codeOf(path(event, 'document-signing', { atMs: event.notBeforeMs - 1000 }))).toBe('PKI_NOT_YET_VALID');
    expect(codeOf(path(event, 'document-signing', { atMs: event.notAfterMs + 1000 }))).toBe('PKI_EXPIRED');
    expect(codeOf(path(pki.root.certificate, 'any', { atMs: pki.root.certificate.notAfterMs + 1 }))).toBe(
      'PKI_EXPIRED',
    );
  });

  it('are refused for another purpose', () => {
    expect(codeOf(path(event, 'time-stamping'))).toBe('PKI_EXTENDED_KEY_USAGE');
    expect(codeOf(path(pki.tsa.certificate, 'document-signing'))).toBe('PKI_EXTENDED_KEY_USAGE');
    expect(codeOf(path(pki.custodians[0].certificate, 'document-signing'))).toBe('PKI_KEY_USAGE');
    expect(codeOf(path(event, 'evidence-recipient'))).toBe('PKI_KEY_USAGE');
  });

  it('are refused without the issuer, with a stranger of the same name, with a changed byte', async () => {
    expect(codeOf(path(event, 'document-signing', { intermediates: [] }))).toBe('PKI_NO_PATH');
    const stranger = await createTestPki();
    expect(codeOf(path(event, 'document-signing', { intermediates: [stranger.ca.certificate] }))).toBe('PKI_NO_PATH');
    const forged = { ...event, signature: event.signature.map((byte, i) => (i === 20 ? byte ^ 1 : byte)) };
    expect(codeOf(path(forged, 'document-signing'))).toBe('PKI_SIGNATURE_INVALID');
    const changed = { ...event, tbs: event.tbs.map((byte, i) => (i === 60 ? byte ^ 1 : byte)) };
    expect(codeOf(path(changed, 'document-signing'))).toBe('PKI_SIGNATURE_INVALID');
  });

  it('are refused when a certificate that is no CA, or a CA below its limit, issues', async () => {
    const device = await pki.issue('P-256', { template: 'device', cn: '床旁 1' });
    const sub = async (from: typeof device, template: 'event' | 'issuingCa', cn: string) => {
      const signer = signerFromKeyObject(generatePrivateKey('P-256'));
      const request = { template, subject: testName(cn), publicKey: signer.publicKey, notBeforeMs: NOW_MS };
      const binding = template === 'event' ? { eventBinding: testBinding() } : {};
      const bytes = await buildCertificate({ ...request, ...binding }, issuerOf(from), PORTS);
      return { ...device, signer, certificate: must(parseCertificate(bytes)) };
    };
    const below = await sub(device, 'event', 'a');
    const chain = [device.certificate, pki.ca.certificate];
    expect(codeOf(path(below.certificate, 'document-signing', { intermediates: chain }))).toBe('PKI_NOT_A_CA');
    const second = await sub(pki.ca, 'issuingCa', '第二级');
    const leaf = await sub(second, 'event', 'b');
    const long = [second.certificate, pki.ca.certificate];
    expect(codeOf(path(leaf.certificate, 'document-signing', { intermediates: long }))).toBe('PKI_PATH_TOO_LONG');
  });

  it('are refused for an unknown critical extension', () => {
    const odd = {
      ...event,
      extensions: [...event.extensions, { id: '1.2.3.4', critical: true, value: new Uint8Array(2) }],
    };
    expect(codeOf(path(odd, 'document-signing'))).toBe('PKI_UNKNOWN_CRITICAL_EXTENSION');
  });

  it('end in bounded time with hostile candidates', () => {
    const copies = Array.from({ length: 64 }, (_, i) => ({
      ...pki.ca.certificate,
      raw: pki.ca.certificate.raw.map((b) => b ^ i),
    }));
    let checks = 0;
    const verifier = { verify: () => ++checks > 0 && false };
    const anchors = [pki.root.certificate];
    const result = verifyPath({ leaf: event, intermediates: copies, anchors, atMs: NOW_MS, verifier, purpose: 'any' });
    expect(result.ok).toBe(false);
    expect(checks).toBeLessThanOrEqual(64);
  });
});

describe('event binding', () => {
  it('comes back as written, and only so', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 128, maxLength: 128 }), (bytes) => {
        const [documentDigest, manifestDigest, bindingA, bindingB] = [0, 1, 2, 3].map((i) =>
          bytes.slice(32 * i, 32 * i + 32),
        );
        const binding = { documentDigest, manifestDigest, bindingA, bindingB } as Record<string, Uint8Array>;
        const typed = binding as unknown as ReturnType<typeof testBinding>;
        const encoded = encodeEventBinding(typed);
        expect(must(decodeEventBinding(encoded))).toEqual(binding);
        expect(decodeEventBinding(encoded.subarray(0, 100)).ok).toBe(false);
      }),
    );
    expect(() => encodeEventBinding({ ...testBinding(), bindingA: new Uint8Array(31) })).toThrow('EVENT_BINDING');
  });
});

describe('hostile bytes', () => {
  it('give a code, never a throw', () => {
    const base = event.raw;
    fc.assert(
      fc.property(fc.nat(base.length - 1), fc.nat(255), fc.nat(base.length), (at, value, length) => {
        const changed = base.slice(0, length);
        if (at < length) changed[at] = value;
        const result = parseCertificate(changed);
        expect(result.ok || /^(ASN1|PKI)_/.test(result.error.code)).toBe(true);
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(parseCertificate(bytes).ok || parsePublicKey(bytes).ok || decodeEventBinding(bytes).ok).toBe(false);
      }),
    );
  });

  it('of PEM are passed over', () => {
    const text = `Subject: x\n${pemOf(event)}-----BEGIN CERTIFICATE-----\nMIIB!\n-----END CERTIFICATE-----\n${toPem('KEY', Uint8Array.of(1))}`;
    expect(fromPem(text).map(({ label }) => label)).toEqual(['CERTIFICATE', 'KEY']);
    expect(fromPem(text)[0]?.der).toEqual(event.raw);
    fc.assert(fc.property(fc.string(), (junk) => fromPem(junk).length === 0));
  });
});

describe('names', () => {
  it('compare as RFC 5280 7.1 says', () => {
    expect(sameName(event.issuer, pki.ca.certificate.subject)).toBe(true);
    const upper = {
      ...event.issuer,
      raw: new Uint8Array(1),
      attributes: event.issuer.attributes.map((a) => ({ ...a, value: ` ${a.value.toUpperCase()} ` })),
    };
    expect(sameName(event.issuer, upper)).toBe(true);
    expect(sameName(event.issuer, event.subject)).toBe(false);
    expect(() => encodeName([{ type: 'countryName', value: '中国' }])).toThrow('PKI_TEMPLATE_VIOLATED');
  });
});
