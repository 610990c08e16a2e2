import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { der } from '../../src/core/asn1';
import { latin1 } from '../../src/core/base';
import { ATTRIBUTES, encodeAttribute, signingCertificateV2Attribute } from '../../src/core/cms';
import { buildOcspResponse, hashAlgorithmIdentifier } from '../../src/core/pki';
import { buildTimeStampToken, timeStampingKey } from '../../src/core/tsp';
import type { GivenData, SignatureReport, ValidationOptions } from '../../src/core/validation';
import { generatePrivateKey, nodeDigest, nodeRandom } from '../../src/platform/node';
import { type DemoHospital, demoHospital, type Party, type PartyKey, party, stamp } from '../support/demo-hospital';
import { type CmsParts, cmsBy, type Dressing, signDressed } from '../support/dressed-signature';
import { extend, listOf } from '../support/long-term';
import { encodeSha256Imprint } from '../support/message-imprint';
import { samplePdf } from '../support/sample-pdf';
import { withFields } from '../support/seal-act';
import { validate } from '../support/validate';

const DAY_MS = 86_400_000;
const YEAR_MS = 365 * DAY_MS;
const CADES = 'ETSI.CAdES.detached';
const PKCS7 = 'adbe.pkcs7.detached';

let hospital: DemoHospital;
let staff: Party;
let empty: Uint8Array;
const rsa1024 = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
const rsa2048 = generatePrivateKey('RSA-2048');

const signerOf = (at: DemoHospital, key: PartyKey = {}): Promise<Party> =>
  party('staff', '王护士', at.nowMs, at.ca, key);

beforeAll(async () => {
  hospital = await demoHospital();
  staff = await signerOf(hospital);
  empty = await withFields(await samplePdf(), ['s1']);
});

type Given = Pick<ValidationOptions, 'given' | 'revocationEvidence'>;

const judged = async (file: Uint8Array, nowMs = hospital.nowMs, more: Given = {}, at = hospital) =>
  (await validate(file, [at.root.certificate], nowMs, more)).signatures[0] as SignatureReport;

/** What matters: verdict, sub-indication, the code that says why. */
const gist = ({ verdict, subIndication, reasons }: SignatureReport): unknown[] => [
  verdict,
  subIndication,
  reasons.find((reason) => reason.indication === verdict)?.code ?? null,
];
const PASSED = ['TOTAL-PASSED', null, null];

interface Case extends CmsParts {
  readonly by?: Party;
  readonly subFilter?: string;
  readonly signingTimeMs?: number;
  /** The signature has the ESS attribute unless told otherwise. */
  readonly ess?: boolean;
  readonly at?: DemoHospital;
}

const essOf = ({ certificate }: Party): Uint8Array => signingCertificateV2Attribute(certificate, nodeDigest);

/** A file with one signature of a member of staff, time-stamped by the hospital, with one thing special. */
function signed({ by = staff, subFilter = CADES, ess = true, at = hospital, ...parts }: Case): Promise<Uint8Array> {
  const attributes =
    parts.attributes === null
      ? null
      : (honest: readonly Uint8Array[]) => {
          const list = ess ? [...honest, essOf(by)] : honest;
          return parts.attributes?.(list) ?? list;
        };
  const stampIt = (signature: Uint8Array) => stamp(at, nodeDigest.hash('SHA-256', signature));
  const certificates = [by.certificate.raw, at.ca.certificate.raw];
  const dressing: Dressing = {
    subFilter,
    signingTimeMs: parts.signingTimeMs ?? at.nowMs,
    contents: (bytes) => {
      const encapsulated = subFilter === 'adbe.pkcs7.sha1' ? nodeDigest.hash('SHA-1', bytes) : undefined;
      const inner = encapsulated === undefined ? {} : { encapsulated };
      return cmsBy(by, bytes, { stamp: stampIt, certificates, ...inner, ...parts, attributes });
    },
  };
  return signDressed(empty, 's1', dressing);
}
const judgedCase = async (one: Case, nowMs?: number, more?: Given) =>
  judged(await signed(one), nowMs ?? (one.at ?? hospital).nowMs, more, one.at);

describe('5.2.2 format checking: the dresses of a signature', () => {
  it('ETSI.CAdES.detached with all attributes of the baseline is B-T', async () => {
    const report = await judgedCase({});
    expect([gist(report), report.level]).toEqual([PASSED, 'B-T']);
  });

  it('adbe.pkcs7.detached passes, and is no baseline signature', async () => {
    const report = await judgedCase({ subFilter: PKCS7, ess: false });
    expect([gist(report), report.level]).toEqual([PASSED, 'not-baseline']);
    expect(report.reasons).toContainEqual({ code: 'VALIDATION_CERTIFICATE_UNBOUND' });
  });

  it('adbe.pkcs7.detached without signed attributes is verified over the file itself', async () => {
    const parts = { subFilter: PKCS7, attributes: null } as const;
    expect(gist(await judgedCase(parts))).toEqual(PASSED);
    const file = await signed(parts);
    file[latin1('%PDF-').length] = 0x39;
    expect(gist(await judged(file))).toEqual(['TOTAL-FAILED', 'SIG_CRYPTO_FAILURE', 'VALIDATION_SIGNATURE']);
  });

  it('ETSI.CAdES.detached without signed attributes is SIG_CONSTRAINTS_FAILURE', async () => {
    const report = await judgedCase({ attributes: null });
    expect(gist(report)).toEqual(['INDETERMINATE', 'SIG_CONSTRAINTS_FAILURE', 'VALIDATION_ESS_MISSING']);
  });

  it('two signers in one SignedData: FORMAT_FAILURE', async () => {
    const report = await judgedCase({ twice: true });
    expect(gist(report)).toEqual(['TOTAL-FAILED', 'FORMAT_FAILURE', 'VALIDATION_CONTENTS']);
  });

  it('a SubFilter that nobody knows is not verified', async () => {
    const report = await judgedCase({ subFilter: 'acme.secret' });
    expect(gist(report)).toEqual(['INDETERMINATE', 'SIG_CONSTRAINTS_FAILURE', 'VALIDATION_SUB_FILTER']);
  });
});

describe('adbe.pkcs7.sha1 and adbe.x509.rsa_sha1', () => {
  const JUNE_2011 = Date.parse('2011-06-01T00:00:00Z');
  const SHA1 = { subFilter: 'adbe.pkcs7.sha1', ess: false } as const;
  let before: DemoHospital;
  let old: Party;
  beforeAll(async () => {
    before = await demoHospital(JUNE_2011);
    old = await signerOf(before, { key: rsa2048, algorithm: 'rsa-pkcs1-SHA1', notAfterMs: JUNE_2011 + 30 * YEAR_MS });
  });
  /** PKCS #1 by the signer, over the ByteRange. */
  const x509 = (by: Party, at: DemoHospital, damage = (value: Uint8Array) => value): Promise<Uint8Array> =>
    signDressed(empty, 's1', {
      subFilter: 'adbe.x509.rsa_sha1',
      signingTimeMs: at.nowMs,
      certificates: [by.certificate.raw, at.ca.certificate.raw],
      contents: async (bytes) => der.octetString(damage(await by.signer.sign(bytes))),
    });

  it('sha1 made today: SHA-1 is CRYPTO_CONSTRAINTS_FAILURE, as it cannot be older than its certificate', async () => {
    const report = await judgedCase(SHA1);
    expect(gist(report)).toEqual(['INDETERMINATE', 'CRYPTO_CONSTRAINTS_FAILURE', 'VALIDATION_WEAK_ALGORITHM']);
    expect(report.level).toBe('not-baseline');
  });

  it('sha1 proven for 2011 passes today, not proven it does not', async () => {
    const file = await signed({ ...SHA1, at: before, by: old });
    expect(gist(await judged(file, hospital.nowMs - YEAR_MS, {}, before))).toEqual(PASSED);
    const unproven = await signed({ ...SHA1, at: before, by: old, unsigned: () => [], stamp: undefined as never });
    expect(gist(await judged(unproven, hospital.nowMs - YEAR_MS, {}, before))).toEqual([
      'INDETERMINATE',
      'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
      'VALIDATION_WEAK_ALGORITHM',
    ]);
  });

  it('sha1 over another file: HASH_FAILURE', async () => {
    const file = await signed({ ...SHA1, encapsulated: nodeDigest.hash('SHA-1', latin1('another')) });
    expect(gist(await judged(file))).toEqual(['TOTAL-FAILED', 'HASH_FAILURE', 'VALIDATION_HASH']);
  });

  it('rsa_sha1 is verified with the certificate of /Cert; SHA-1 has no proof of time', async () => {
    const report = await judged(await x509(old, before), JUNE_2011, {}, before);
    expect([gist(report), report.level, report.signer]).toEqual([PASSED, 'not-baseline', '王护士']);
    expect(gist(await judged(await x509(old, before), hospital.nowMs - YEAR_MS, {}, before))).toEqual([
      'INDETERMINATE',
      'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
      'VALIDATION_WEAK_ALGORITHM',
    ]);
  });

  it('rsa_sha1 with another value or another file: SIG_CRYPTO_FAILURE', async () => {
    const crypto = ['TOTAL-FAILED', 'SIG_CRYPTO_FAILURE', 'VALIDATION_SIGNATURE'];
    const damaged = await x509(old, before, (value) => value.map((byte, at) => (at === 9 ? byte ^ 1 : byte)));
    expect(gist(await judged(damaged, JUNE_2011, {}, before))).toEqual(crypto);
    const file = await x509(old, before);
    file[latin1('%PDF-').length] = 0x39;
    expect(gist(await judged(file, JUNE_2011, {}, before))).toEqual(crypto);
  });

  it('rsa_sha1 without its certificate: NO_SIGNING_CERTIFICATE_FOUND', async () => {
    const file = await signDressed(empty, 's1', {
      subFilter: 'adbe.x509.rsa_sha1',
      signingTimeMs: hospital.nowMs,
      contents: async (bytes) => der.octetString(await old.signer.sign(bytes)),
    });
    expect(gist(await judged(file))).toEqual([
      'INDETERMINATE',
      'NO_SIGNING_CERTIFICATE_FOUND',
      'VALIDATION_NO_CERTIFICATE',
    ]);
  });
});

describe('5.2.4 and 5.2.8 signature acceptance: attributes', () => {
  const attribute = (type: string, value: Uint8Array) => ({
    attributes: (honest: readonly Uint8Array[]) => [...honest, encodeAttribute(type, value)],
  });

  it.each([
    ['content-hints', ATTRIBUTES.contentHints],
    ['content-reference', ATTRIBUTES.contentReference],
    ['content-identifier', ATTRIBUTES.contentIdentifier],
    ['mime-type', ATTRIBUTES.mimeType],
  ])('%s takes the baseline level away', async (name, type) => {
    const report = await judgedCase(attribute(type, der.utf8String('x')));
    expect([gist(report), report.level]).toEqual([PASSED, 'not-baseline']);
    expect(report.reasons).toContainEqual({ code: 'VALIDATION_ATTRIBUTE_FORBIDDEN', detail: name });
  });

  it('a counter-signature is said, not believed', async () => {
    const unsigned = () => [encodeAttribute(ATTRIBUTES.counterSignature, der.sequence(der.integer(1)))];
    const report = await judgedCase({ unsigned });
    expect([gist(report), report.level]).toEqual([PASSED, 'not-baseline']);
    expect(report.reasons).toContainEqual({ code: 'VALIDATION_COUNTER_SIGNATURE' });
  });

  it('an attribute that comes twice: SIG_CONSTRAINTS_FAILURE', async () => {
    const twice = encodeAttribute('1.2.840.113549.1.9.15', der.sequence());
    const other = encodeAttribute('1.2.840.113549.1.9.15', der.sequence(der.nul()));
    const report = await judgedCase({ attributes: (honest) => [...honest, twice, other] });
    expect(gist(report)).toEqual(['INDETERMINATE', 'SIG_CONSTRAINTS_FAILURE', 'VALIDATION_ATTRIBUTE_REPEATED']);
  });

  it('message-digest twice: FORMAT_FAILURE', async () => {
    const other = encodeAttribute(ATTRIBUTES.messageDigest, der.octetString(nodeRandom.bytes(32)));
    const report = await judgedCase({ attributes: (honest) => [...honest, other] });
    expect(gist(report)).toEqual(['TOTAL-FAILED', 'FORMAT_FAILURE', 'VALIDATION_CONTENTS']);
  });

  it('protected algorithms that are not the ones used: SIG_CRYPTO_FAILURE', async () => {
    const protect = (hash: 'SHA-256' | 'SHA-512') =>
      attribute(ATTRIBUTES.algorithmProtection, der.sequence(hashAlgorithmIdentifier(hash)));
    expect(gist(await judgedCase(protect('SHA-256')))).toEqual(PASSED);
    const report = await judgedCase(protect('SHA-512'));
    expect(gist(report)).toEqual(['TOTAL-FAILED', 'SIG_CRYPTO_FAILURE', 'VALIDATION_ALGORITHM_MISMATCH']);
  });

  it('a signature policy that is not at hand: SIGNATURE_POLICY_NOT_AVAILABLE', async () => {
    const report = await judgedCase(attribute(ATTRIBUTES.signaturePolicyIdentifier, der.sequence(der.oid('1.2.3'))));
    expect(gist(report)).toEqual(['INDETERMINATE', 'SIGNATURE_POLICY_NOT_AVAILABLE', 'VALIDATION_POLICY_UNKNOWN']);
  });
});

describe('5.2.8 and table 6: algorithms with their dates', () => {
  const NO_POE = ['INDETERMINATE', 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE', 'VALIDATION_WEAK_ALGORITHM'];
  const WEAK = ['INDETERMINATE', 'CRYPTO_CONSTRAINTS_FAILURE', 'VALIDATION_WEAK_ALGORITHM'];

  it.each([
    ['RSA of 1024 bits', { key: rsa1024, algorithm: 'rsa-pkcs1-SHA256' }],
    ['MD5', { key: rsa2048, algorithm: 'rsa-pkcs1-MD5' }],
    ['SHA-1', { key: rsa2048, algorithm: 'rsa-pkcs1-SHA1' }],
    ['SHA-1 with ECDSA', { algorithm: 'ecdsa-SHA1' }],
  ] satisfies [string, PartyKey][])('%s made today: CRYPTO_CONSTRAINTS_FAILURE', async (_name, key) => {
    const report = await judgedCase({ by: await signerOf(hospital, key) });
    expect(gist(report)).toEqual(WEAK);
  });

  it.each([
    ['RSA of 2048 bits', { key: rsa2048 }],
    ['RSASSA-PSS', { key: rsa2048, algorithm: 'rsa-pss-SHA384' }],
    ['ECDSA on P-384', { key: generatePrivateKey('P-384') }],
    [
      'ECDSA on P-521',
      { key: generateKeyPairSync('ec', { namedCurve: 'secp521r1' }).privateKey, algorithm: 'ecdsa-SHA512' },
    ],
  ] satisfies [string, PartyKey][])('%s made today passes', async (_name, key) => {
    const report = await judgedCase({ by: await signerOf(hospital, key) });
    expect([gist(report), report.level]).toEqual([PASSED, 'B-T']);
  });

  it('RSA of 2048 bits in 2030: proven for today it stands, not proven it does not', async () => {
    const at = await demoHospital(Date.parse('2026-06-01T00:00:00Z'));
    const by = await signerOf(at, { key: rsa2048, notAfterMs: at.nowMs + 20 * YEAR_MS });
    const in2030 = Date.parse('2030-01-01T00:00:00Z');
    expect(gist(await judgedCase({ at, by }, in2030))).toEqual(PASSED);
    expect(gist(await judgedCase({ at, by, stamp: undefined as never }, in2030))).toEqual(NO_POE);
  });

  it('a certificate in the path signed with SHA-1 today: CRYPTO_CONSTRAINTS_FAILURE', async () => {
    const root = await party('root', '旧根', hospital.nowMs, undefined, { key: rsa2048, algorithm: 'rsa-pkcs1-SHA1' });
    const ca = await party('issuingCa', '旧 CA', hospital.nowMs, root);
    const at: DemoHospital = { ...hospital, root, ca, tsa: await party('timeStamping', '时间', hospital.nowMs, root) };
    const by = await party('staff', '王护士', hospital.nowMs, ca);
    const report = await judgedCase({ at, by, stamp: undefined as never });
    expect(gist(report)).toEqual(WEAK);
    expect(report.reasons.at(-1)?.detail).toBe('SHA-1 until 2012-08-01');
  });

  it('a time-stamp of a weak authority proves nothing', async () => {
    const tsa = await party('timeStamping', '弱', hospital.nowMs, hospital.ca, { key: rsa1024 });
    const report = await judgedCase({
      stamp: (signature) => stamp({ ...hospital, tsa }, nodeDigest.hash('SHA-256', signature)),
    });
    expect(gist(report)).toEqual(WEAK);
    expect(report).toMatchObject({ timeSource: 'claimed', level: 'B-B' });
  });
});

describe('5.2.6 revocation: from the file, from the CMS, or given', () => {
  const revokedAt = () => hospital.nowMs - 3_000;
  const revoked = (): Promise<Uint8Array> =>
    listOf(hospital.ca, hospital.nowMs, [{ serialNumber: staff.certificate.serialNumber, revokedAtMs: revokedAt() }]);
  const ocsp = (more: { revokedAtMs?: number } = {}): Promise<Uint8Array> =>
    buildOcspResponse(
      {
        certificate: staff.certificate,
        issuer: hospital.ca.certificate,
        thisUpdateMs: hospital.nowMs,
        nextUpdateMs: hospital.nowMs + DAY_MS,
        ...more,
      },
      hospital.ca.signer,
      nodeDigest,
    );
  const archival = (crls: readonly Uint8Array[], ocsps: readonly Uint8Array[]): Uint8Array =>
    der.sequence(
      crls.length === 0 ? undefined : der.explicit(0, der.sequence(...crls)),
      ocsps.length === 0 ? undefined : der.explicit(1, der.sequence(...ocsps)),
    );
  const REVOKED = ['TOTAL-FAILED', 'REVOKED', 'VALIDATION_REVOKED'];
  const whole = async (): Promise<GivenData> => ({
    crls: [await listOf(hospital.root, hospital.nowMs), await listOf(hospital.ca, hospital.nowMs)],
  });

  it('a list in the SignedData (RFC 5652 crls)', async () => {
    expect(gist(await judgedCase({ crls: [await revoked()] }))).toEqual(REVOKED);
  });

  it.each(['revocationInfoArchival', 'revocationValues'] as const)('a list and an answer in %s', async (type) => {
    const isSigned = type === 'revocationInfoArchival';
    const carried = (value: Uint8Array): Case => {
      const attribute = encodeAttribute(ATTRIBUTES[type], value);
      return isSigned ? { attributes: (honest) => [...honest, attribute] } : { unsigned: () => [attribute] };
    };
    expect(gist(await judgedCase(carried(archival([await revoked()], []))))).toEqual(REVOKED);
    expect(gist(await judgedCase(carried(archival([], [await ocsp({ revokedAtMs: revokedAt() })]))))).toEqual(REVOKED);
    expect(gist(await judgedCase(carried(archival([], [await ocsp()]))))).toEqual(PASSED);
  });

  it('a given list or answer', async () => {
    expect(gist(await judgedCase({}, undefined, { given: { crls: [await revoked()] } }))).toEqual(REVOKED);
    const answer = await ocsp({ revokedAtMs: revokedAt() });
    expect(gist(await judgedCase({}, undefined, { given: { ocsps: [answer] } }))).toEqual(REVOKED);
  });

  it('given lists make revocation known and leave the level as it is in the file', async () => {
    const report = await judgedCase({}, undefined, { given: await whole() });
    expect(report).toMatchObject({ verdict: 'TOTAL-PASSED', revocation: 'good', level: 'B-T' });
  });

  it('evidence asked for and missing: TRY_LATER; there, it passes', async () => {
    const required = { revocationEvidence: 'required' as const };
    expect(gist(await judgedCase({}, undefined, required))).toEqual([
      'INDETERMINATE',
      'TRY_LATER',
      'VALIDATION_REVOCATION_UNKNOWN',
    ]);
    expect(gist(await judgedCase({}, undefined, { ...required, given: await whole() }))).toEqual(PASSED);
  });

  it('revoked, and nothing says that the signature is older: REVOKED_NO_POE', async () => {
    const report = await judgedCase({ signingTimeMs: hospital.nowMs - DAY_MS }, undefined, {
      given: { crls: [await revoked()] },
    });
    expect(gist(report)).toEqual(['INDETERMINATE', 'REVOKED_NO_POE', 'VALIDATION_REVOKED']);
  });

  it('a list signed with SHA-1 is nobody’s word', async () => {
    const weak = await party('issuingCa', '测试医院 事件证书', hospital.nowMs, hospital.root, {
      key: rsa2048,
      algorithm: 'rsa-pkcs1-SHA1',
    });
    const by = await party('staff', '王护士', hospital.nowMs, weak);
    const crl = await listOf(weak, hospital.nowMs, [
      { serialNumber: by.certificate.serialNumber, revokedAtMs: revokedAt() },
    ]);
    const report = await judgedCase({ by, at: { ...hospital, ca: weak } }, undefined, { given: { crls: [crl] } });
    expect(report.revocation).not.toBe('revoked');
  });

  it('an intermediate certificate that is only given completes the path', async () => {
    const parts = { certificates: [staff.certificate.raw], stamp: undefined as never };
    expect(gist(await judgedCase(parts))).toEqual([
      'INDETERMINATE',
      'NO_CERTIFICATE_CHAIN_FOUND',
      'VALIDATION_NO_CHAIN',
    ]);
    const given = { certificates: [hospital.ca.certificate.raw] };
    expect(gist(await judgedCase(parts, undefined, { given }))).toEqual(PASSED);
  });
});

describe('5.3.4, 5.5.4 and table 6: expiry and content time-stamps', () => {
  let short: Party;
  beforeAll(async () => {
    short = await signerOf(hospital, { notAfterMs: hospital.nowMs + DAY_MS });
  });
  const later = () => hospital.nowMs + 2 * DAY_MS;
  const unstamped = () => ({ by: short, stamp: undefined as never });
  /** The honest token over the content, made at a time. */
  const contentStamp = (bytes: Uint8Array, ms: number): Promise<Uint8Array> => {
    const { tsa, ca } = hospital;
    const key = timeStampingKey(tsa.certificate, [ca.certificate], tsa.signer, nodeDigest);
    const imprintDer = encodeSha256Imprint(nodeDigest.hash('SHA-256', bytes));
    const serialNumber = Uint8Array.of(0x41, ...nodeRandom.bytes(8));
    return buildTimeStampToken({ policy: '2.25.1', imprintDer, serialNumber, genTimeMs: ms, certReq: true }, key);
  };
  const withContentStamp = async (one: Case, ms: number, of = (bytes: Uint8Array) => bytes): Promise<Uint8Array> => {
    const by = one.by ?? staff;
    return signDressed(empty, 's1', {
      subFilter: CADES,
      signingTimeMs: hospital.nowMs,
      contents: async (bytes) => {
        const token = encodeAttribute(ATTRIBUTES.contentTimeStamp, await contentStamp(of(bytes), ms));
        return cmsBy(by, bytes, {
          certificates: [by.certificate.raw, hospital.ca.certificate.raw],
          stamp: (signature) => stamp(hospital, nodeDigest.hash('SHA-256', signature)),
          ...one,
          attributes: (honest) => [...honest, essOf(by), token],
        });
      },
    });
  };

  it('expired, no proof: OUT_OF_BOUNDS_NO_POE', async () => {
    const report = await judgedCase(unstamped(), later());
    expect(gist(report)).toEqual(['INDETERMINATE', 'OUT_OF_BOUNDS_NO_POE', 'VALIDATION_EXPIRED']);
  });

  it('expired, but known not to have been revoked: OUT_OF_BOUNDS_NOT_REVOKED', async () => {
    const crls = [await listOf(hospital.root, hospital.nowMs), await listOf(hospital.ca, hospital.nowMs)];
    const report = await judgedCase(unstamped(), later(), { given: { crls } });
    expect(gist(report)).toEqual(['INDETERMINATE', 'OUT_OF_BOUNDS_NOT_REVOKED', 'VALIDATION_EXPIRED']);
  });

  it('signed after the end of its certificate, by its content time-stamp: EXPIRED', async () => {
    const file = await withContentStamp(unstamped(), later() - 1000);
    expect(gist(await judged(file, later()))).toEqual(['TOTAL-FAILED', 'EXPIRED', 'VALIDATION_EXPIRED']);
  });

  it('a content time-stamp before the signature passes', async () => {
    expect(gist(await judged(await withContentStamp({}, hospital.nowMs - 1000)))).toEqual(PASSED);
  });

  it('a content time-stamp younger than the signature time-stamp: TIMESTAMP_ORDER_FAILURE', async () => {
    const report = await judged(await withContentStamp({}, hospital.nowMs + 60_000), hospital.nowMs + 120_000);
    expect(gist(report)).toEqual(['INDETERMINATE', 'TIMESTAMP_ORDER_FAILURE', 'VALIDATION_TIME_STAMP_AHEAD']);
  });

  it('a content time-stamp over other content', async () => {
    const file = await withContentStamp({}, hospital.nowMs - 1000, () => latin1('other'));
    expect(gist(await judged(file))).toEqual([
      'INDETERMINATE',
      'SIG_CONSTRAINTS_FAILURE',
      'VALIDATION_TIME_STAMP_IMPRINT',
    ]);
  });

  it('a document time-stamp older than the signature time-stamp that it covers: TIMESTAMP_ORDER_FAILURE', async () => {
    const file = await extend(await signed({}), hospital, { level: 'B-LTA', nowMs: hospital.nowMs - 30_000 });
    const report = await judged(file);
    expect(gist(report)).toEqual(['INDETERMINATE', 'TIMESTAMP_ORDER_FAILURE', 'VALIDATION_TIME_STAMP_AHEAD']);
  });
});
