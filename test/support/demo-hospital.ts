import type { KeyObject } from 'node:crypto';
import { must, type SignatureAlgorithm, type Signer } from '../../src/core/base';
import { boundAttributesOf } from '../../src/core/cms';
import {
  buildCertificate,
  type Certificate,
  type EventBinding,
  encodeName,
  keyIdentifier,
  parseCertificate,
  type TemplateName,
} from '../../src/core/pki';
import { buildTimeStampToken, type TimeStampingKey, timeStampingKey } from '../../src/core/tsp';
import { generatePrivateKey, nodeDigest, nodeRandom, signerFromKeyObject } from '../../src/platform/node';
import { encodeSha256Imprint } from './message-imprint';

/** A party with a certificate of the test's own authority. */
export interface Party {
  readonly certificate: Certificate;
  readonly signer: Signer;
  readonly key: KeyObject;
}

/** Everything around the kiosk, in memory: root, issuing CA, time-stamp authority, two custodians. */
export interface DemoHospital {
  readonly root: Party;
  readonly ca: Party;
  readonly tsa: Party;
  readonly custodians: readonly [Party, Party];
  readonly nowMs: number;
  /** Event certificates after draft-ietf-lamps-one-signature-certs: bound, never ending, noRevAvail. */
  readonly oneSignature?: boolean;
}

const HOUR_MS = 3_600_000;
const POLICY = '2.25.1';

const nameOf = (commonName: string): Uint8Array =>
  encodeName([
    { type: 'countryName', value: 'CN' },
    { type: 'organizationName', value: '测试医院' },
    { type: 'commonName', value: commonName },
  ]);

/** What a party signs with; P-256 unless told otherwise. */
export interface PartyKey {
  readonly key?: KeyObject;
  readonly algorithm?: Exclude<SignatureAlgorithm, 'sm2-SM3'>;
  readonly notAfterMs?: number;
}

export async function party(
  template: TemplateName,
  commonName: string,
  nowMs: number,
  by?: Party,
  { key = generatePrivateKey('P-256'), algorithm, notAfterMs }: PartyKey = {},
): Promise<Party> {
  const signer = signerFromKeyObject(key, algorithm);
  const issuer = by
    ? { name: by.certificate.subject.raw, signer: by.signer, keyId: by.certificate.subjectKeyIdentifier as Uint8Array }
    : { name: nameOf(commonName), signer, keyId: keyIdentifier(signer.publicKey, nodeDigest) };
  const end = notAfterMs === undefined ? {} : { notAfterMs };
  const subject = nameOf(commonName);
  const request = { template, subject, publicKey: signer.publicKey, notBeforeMs: nowMs - HOUR_MS, ...end };
  const der = await buildCertificate(request, issuer, { digest: nodeDigest, random: nodeRandom });
  return { certificate: must(parseCertificate(der)), signer, key };
}

export async function demoHospital(nowMs: number = Date.now()): Promise<DemoHospital> {
  const root = await party('root', '测试医院 根证书', nowMs);
  const ca = await party('issuingCa', '测试医院 事件证书', nowMs, root);
  const tsa = await party('timeStamping', '测试医院 时间戳', nowMs, ca);
  const notary = await party('custodian', '公证处', nowMs, ca);
  const archive = await party('custodian', '病案室', nowMs, ca);
  return { root, ca, tsa, custodians: [notary, archive], nowMs };
}

export async function issueEventCertificate(
  hospital: DemoHospital,
  input: {
    commonName: string;
    publicKey: Uint8Array;
    binding: EventBinding;
    notBeforeMs?: number;
    notAfterMs?: number;
  },
): Promise<Uint8Array> {
  const { certificate, signer } = hospital.ca;
  return buildCertificate(
    {
      template: 'event',
      subject: nameOf(input.commonName),
      publicKey: input.publicKey,
      notBeforeMs: input.notBeforeMs ?? hospital.nowMs - 60_000,
      ...(hospital.oneSignature
        ? {
            dataTbsHash: nodeDigest.hash('SHA-256', boundAttributesOf(input.binding.documentDigest)),
            notAfterMs: Date.UTC(9999, 11, 31, 23, 59, 59),
          }
        : { crlUrl: 'http://127.0.0.1:1/crl' }),
      eventBinding: input.binding,
      ...(input.notAfterMs !== undefined && { notAfterMs: input.notAfterMs }),
    },
    { name: certificate.subject.raw, signer, keyId: certificate.subjectKeyIdentifier as Uint8Array },
    { digest: nodeDigest, random: nodeRandom },
  );
}

/** A token over a SHA-256 imprint at the hospital's present. */
export function stamp(hospital: DemoHospital, imprint: Uint8Array, key?: TimeStampingKey): Promise<Uint8Array> {
  const { tsa, ca, nowMs } = hospital;
  return buildTimeStampToken(
    {
      policy: POLICY,
      imprintDer: encodeSha256Imprint(imprint),
      serialNumber: Uint8Array.of(0x40, ...nodeRandom.bytes(15)),
      genTimeMs: nowMs,
      certReq: true,
    },
    key ?? timeStampingKey(tsa.certificate, [ca.certificate], tsa.signer, nodeDigest),
  );
}
