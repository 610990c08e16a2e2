import type { KeyObject } from 'node:crypto';
import { must } from '../../src/core/base';
import {
  buildCertificate,
  type Certificate,
  type CertificateIssuer,
  type CertificateRequest,
  type EventBinding,
  encodeName,
  keyIdentifier,
  parseCertificate,
} from '../../src/core/pki';
import {
  generatePrivateKey,
  type KeyKind,
  type NodeSigner,
  nodeDigest,
  nodeRandom,
  signerFromKeyObject,
} from '../../src/platform/node';

/** A key with its certificate. */
export interface TestIdentity {
  readonly key: KeyObject;
  readonly signer: NodeSigner;
  readonly certificate: Certificate;
}

export interface TestPki {
  readonly root: TestIdentity;
  readonly ca: TestIdentity;
  readonly tsa: TestIdentity;
  /** One with an RSA key, one with a P-256 key. */
  readonly custodians: readonly [TestIdentity, TestIdentity];
  /** Any other certificate from the issuing CA. */
  issue(kind: KeyKind, request: IssueRequest): Promise<TestIdentity>;
}

export type IssueRequest = Pick<CertificateRequest, 'template'> & { readonly cn: string } & Partial<CertificateRequest>;

export const NOW_MS = Date.UTC(2026, 10, 21, 6, 5, 0);
/** Judges look at certificates at this time, not at the machine's. */
export const ATTIME = ['-attime', String(NOW_MS / 1000)] as const;
export const PORTS = { digest: nodeDigest, random: nodeRandom };

export const testName = (cn: string): Uint8Array =>
  encodeName([
    { type: 'countryName', value: 'CN' },
    { type: 'organizationName', value: '示例医院' },
    { type: 'commonName', value: cn },
  ]);

export const testBinding = (seed = 1): EventBinding => ({
  documentDigest: new Uint8Array(32).fill(seed),
  manifestDigest: new Uint8Array(32).fill(seed + 1),
  bindingA: new Uint8Array(32).fill(seed + 2),
  bindingB: new Uint8Array(32).fill(seed + 3),
});

export const issuerOf = ({ certificate, signer }: TestIdentity): CertificateIssuer => ({
  name: certificate.subject.raw,
  signer,
  keyId: keyIdentifier(signer.publicKey, nodeDigest),
});

/** RSA keys take long to make: tests share two, given out in turn, so that neighbours differ. */
const rsaKeys = new Map<KeyKind, KeyObject[]>();
const testKey = (kind: KeyKind): KeyObject => {
  if (!kind.startsWith('RSA')) return generatePrivateKey(kind);
  const keys = rsaKeys.get(kind) ?? [];
  const key = keys.length < 2 ? generatePrivateKey(kind) : (keys.shift() as KeyObject);
  rsaKeys.set(kind, [...keys, key]);
  return key;
};

const issueFrom = async (kind: KeyKind, request: IssueRequest, from?: TestIdentity): Promise<TestIdentity> => {
  const key = testKey(kind);
  const signer = signerFromKeyObject(key);
  const { cn, ...rest } = request;
  const subject = testName(cn);
  const publicKey = signer.publicKey;
  const self = { name: subject, signer, keyId: keyIdentifier(publicKey, nodeDigest) };
  const bytes = await buildCertificate(
    { subject, publicKey, notBeforeMs: NOW_MS - 86_400_000, ...rest },
    from === undefined ? self : issuerOf(from),
    PORTS,
  );
  return { key, signer, certificate: must(parseCertificate(bytes)) };
};

/** Root, issuing CA, time-stamping unit and two custodians, all fresh, valid around NOW_MS and today. */
export const createTestPki = async (kind: KeyKind = 'P-256', custodianRsa: KeyKind = 'RSA-2048'): Promise<TestPki> => {
  const root = await issueFrom(kind, { template: 'root', cn: '示例医院 根证书' });
  const ca = await issueFrom(kind, { template: 'issuingCa', cn: '示例医院 事件证书 CA' }, root);
  const issue = (subjectKind: KeyKind, request: IssueRequest) => issueFrom(subjectKind, request, ca);
  const tsa = await issue(kind, { template: 'timeStamping', cn: '示例医院 时间戳 1' });
  const notary = await issue(custodianRsa, { template: 'custodian', cn: '证据保管 公证' });
  const archive = await issue('P-256', { template: 'custodian', cn: '证据保管 档案' });
  return { root, ca, tsa, custodians: [notary, archive], issue };
};
