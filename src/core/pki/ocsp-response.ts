import {
  type Asn1,
  asBitStringBytes,
  asExplicit,
  asIntegerBytes,
  asOctetString,
  asOid,
  asSequence,
  asSmallInteger,
  asTime,
  der,
  fieldsOf,
  isContext,
  readDerOrThrow,
} from '../asn1';
import {
  attempt,
  type Digest,
  equal,
  type HashAlgorithm,
  Refusal,
  type Result,
  type SignatureAlgorithm,
  type Signer,
} from '../base';
import {
  hashAlgorithmIdentifier,
  readHashAlgorithm,
  readSignatureAlgorithm,
  signatureAlgorithmIdentifier,
} from './algorithms';
import { type Certificate, parseCertificate } from './certificate';
import { readExtensions } from './extensions';
import { type Name, readName } from './name';

/** id-pkix-ocsp-basic (RFC 6960 4.2.1). */
const OCSP_BASIC = '1.3.6.1.5.5.7.48.1.1';
const MAX_BYTES = 256 * 1024;
const MAX_RESPONSES = 256;

/** What a response says about one certificate (RFC 6960 4.2.1). */
export interface SingleResponse {
  /** undefined: an unknown hash; the response then fits no certificate. */
  readonly hashAlgorithm: HashAlgorithm | undefined;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  readonly serialNumber: Uint8Array;
  readonly status: 'good' | 'revoked' | 'unknown';
  /** With `revoked`. */
  readonly revokedAtMs: number | undefined;
  readonly thisUpdateMs: number;
  readonly nextUpdateMs: number | undefined;
}

/** A successful BasicOCSPResponse (RFC 6960 4.2.1). */
export interface OcspResponse {
  readonly raw: Uint8Array;
  readonly tbs: Uint8Array;
  readonly signatureAlgorithm: SignatureAlgorithm | undefined;
  readonly signature: Uint8Array;
  /** By name, or by the SHA-1 of the responder's key. */
  readonly responder: { readonly name: Name } | { readonly keyHash: Uint8Array };
  readonly producedAtMs: number;
  readonly responses: readonly SingleResponse[];
  /** Certificates carried, unverified. */
  readonly certificates: readonly Certificate[];
}

const readStatus = (node: Asn1): Pick<SingleResponse, 'status' | 'revokedAtMs'> => {
  if (isContext(node, 0)) return { status: 'good', revokedAtMs: undefined };
  if (!isContext(node, 1)) return { status: 'unknown', revokedAtMs: undefined };
  const [time] = node.children;
  if (time === undefined) throw new Refusal('PKI_REVOCATION_DAMAGED', 'revokedInfo');
  return { status: 'revoked', revokedAtMs: asTime(time) };
};

const refuseCritical = (node: Asn1 | undefined): void => {
  if (node === undefined) return;
  if (readExtensions(asExplicit(node)).some(({ critical }) => critical))
    throw new Refusal('PKI_REVOCATION_DAMAGED', 'critical extension');
};

const readSingle = (node: Asn1): SingleResponse => {
  const fields = fieldsOf(node, 'SingleResponse');
  const id = fieldsOf(fields.next(), 'CertID');
  const hashAlgorithm = readHashAlgorithm(id.next());
  const issuerNameHash = asOctetString(id.next());
  const issuerKeyHash = asOctetString(id.next());
  const serialNumber = asIntegerBytes(id.next());
  id.end();
  const status = readStatus(fields.next());
  const thisUpdateMs = asTime(fields.next());
  const next = fields.optionalContext(0);
  refuseCritical(fields.optionalContext(1));
  fields.end();
  const nextUpdateMs = next === undefined ? undefined : asTime(asExplicit(next));
  return { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber, ...status, thisUpdateMs, nextUpdateMs };
};

const readResponder = (node: Asn1): OcspResponse['responder'] => {
  if (isContext(node, 1)) return { name: readName(asExplicit(node)) };
  if (isContext(node, 2)) return { keyHash: asOctetString(asExplicit(node)) };
  throw new Refusal('PKI_REVOCATION_DAMAGED', 'responderID');
};

const readResponseData = (node: Asn1) => {
  const fields = fieldsOf(node, 'ResponseData');
  const version = fields.optionalContext(0);
  if (version !== undefined && asSmallInteger(asExplicit(version)) !== 0)
    throw new Refusal('PKI_REVOCATION_DAMAGED', 'version');
  const responder = readResponder(fields.next());
  const producedAtMs = asTime(fields.next());
  const responses = asSequence(fields.next());
  refuseCritical(fields.optionalContext(1));
  fields.end();
  if (responses.length > MAX_RESPONSES) throw new Refusal('PKI_REVOCATION_DAMAGED', 'too many responses');
  return { tbs: node.raw, responder, producedAtMs, responses: responses.map(readSingle) };
};

const readCarried = (node: Asn1 | undefined): Certificate[] =>
  (node === undefined ? [] : asSequence(asExplicit(node)).slice(0, 8)).flatMap(({ raw }) => {
    const certificate = parseCertificate(raw);
    return certificate.ok ? [certificate.value] : [];
  });

/** The BasicOCSPResponse of an OCSPResponse (status successful), or a bare one, as CMS attributes carry it. */
const basicOf = (root: Asn1): Asn1 => {
  const [status, body] = root.children;
  if (status?.constructed !== false) return root;
  if (asSmallInteger(status) !== 0 || body === undefined) throw new Refusal('PKI_REVOCATION_DAMAGED', 'not successful');
  const fields = fieldsOf(asExplicit(body), 'ResponseBytes');
  if (asOid(fields.next()) !== OCSP_BASIC) throw new Refusal('PKI_REVOCATION_DAMAGED', 'response type');
  return readDerOrThrow(asOctetString(fields.next()), { maxBytes: MAX_BYTES });
};

/**
 * Reads one DER OCSPResponse of at most 256 KiB (RFC 6960 4.2). Only successful ones can be read: others say nothing about
 * a certificate. Codes: PKI_REVOCATION_DAMAGED, ASN1_*.
 */
export const parseOcspResponse = (bytes: Uint8Array): Result<OcspResponse> =>
  attempt(() => {
    const root = readDerOrThrow(bytes, { maxBytes: MAX_BYTES });
    const fields = fieldsOf(basicOf(root), 'BasicOCSPResponse');
    const data = fields.next();
    const signatureAlgorithm = readSignatureAlgorithm(fields.next());
    const signature = asBitStringBytes(fields.next());
    const certificates = readCarried(fields.optionalContext(0));
    fields.end();
    return { raw: root.raw, signatureAlgorithm, signature, certificates, ...readResponseData(data) };
  });

/** Whether a single response is about this certificate of this issuer (RFC 6960 4.1.1). */
export const isAbout = (
  single: SingleResponse,
  certificate: Certificate,
  issuer: Certificate,
  digest: Digest,
): boolean =>
  single.hashAlgorithm !== undefined &&
  equal(single.serialNumber, certificate.serialNumber) &&
  equal(single.issuerNameHash, digest.hash(single.hashAlgorithm, issuer.subject.raw)) &&
  equal(single.issuerKeyHash, digest.hash(single.hashAlgorithm, issuer.publicKey.keyBytes));

export interface OcspAnswer {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly thisUpdateMs: number;
  readonly nextUpdateMs: number;
  /** undefined: good. */
  readonly revokedAtMs?: number;
}

/** A response signed by the issuer itself (RFC 6960 4.2.2.2), responder by key, CertID by SHA-1 as everybody reads it. */
export const buildOcspResponse = async (
  { certificate, issuer, thisUpdateMs, nextUpdateMs, revokedAtMs }: OcspAnswer,
  signer: Signer,
  digest: Digest,
): Promise<Uint8Array> => {
  const keyHash = der.octetString(digest.hash('SHA-1', issuer.publicKey.keyBytes));
  const id = der.sequence(
    hashAlgorithmIdentifier('SHA-1'),
    der.octetString(digest.hash('SHA-1', issuer.subject.raw)),
    keyHash,
    der.integerContent(certificate.serialNumber),
  );
  const status =
    revokedAtMs === undefined
      ? der.implicitPrimitive(0, new Uint8Array(0))
      : der.implicitConstructed(1, der.generalizedTime(revokedAtMs));
  const single = der.sequence(
    id,
    status,
    der.generalizedTime(thisUpdateMs),
    der.explicit(0, der.generalizedTime(nextUpdateMs)),
  );
  const data = der.sequence(der.explicit(2, keyHash), der.generalizedTime(thisUpdateMs), der.sequence(single));
  const basic = der.sequence(
    data,
    signatureAlgorithmIdentifier(signer.algorithm),
    der.bitString(await signer.sign(data)),
  );
  const body = der.sequence(der.oid(OCSP_BASIC), der.octetString(basic));
  return der.sequence(der.enumerated(0), der.explicit(0, body));
};
