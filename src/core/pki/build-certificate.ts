import { der } from '../asn1';
import { type Digest, latin1, must, type Random, Refusal, type Signer } from '../base';
import { signatureAlgorithmIdentifier } from './algorithms';
import { EVENT_BINDING_OID, type EventBinding, encodeEventBinding } from './event-binding';
import { encodeExtension } from './extensions';
import { EXTENSIONS, KEY_USAGE_BITS, type KeyUsage } from './oids';
import { parsePublicKey } from './public-key';
import { encodeSignedDocumentBinding, SIGNED_DOCUMENT_BINDING_OID } from './signed-document-binding';
import { CERTIFICATE_TEMPLATES, type CertificateTemplate, type TemplateName } from './templates';

/** Who signs a certificate. For a root: its own name and signer, keyId of its own key. */
export interface CertificateIssuer {
  /** DER of the issuer's Name. */
  readonly name: Uint8Array;
  readonly signer: Signer;
  /** The issuer's subjectKeyIdentifier. */
  readonly keyId: Uint8Array;
}

export interface CertificateRequest {
  readonly template: TemplateName;
  /** DER of the subject's Name, see encodeName. */
  readonly subject: Uint8Array;
  /** SubjectPublicKeyInfo, DER, of the subject. */
  readonly publicKey: Uint8Array;
  readonly notBeforeMs: number;
  /** Default: the template's lifetime. */
  readonly notAfterMs?: number;
  /**
   * Where the issuer's certificate revocation list is published (http URI). Takes the place of noRevAvail, which excludes
   * it (RFC 9608 3). NSS, and with it pdfsig, trusts no end-entity certificate without a distribution point.
   */
  readonly crlUrl?: string;
  /** Required for, and allowed in, the event template only. */
  readonly eventBinding?: EventBinding;
  /** dataTbsHash of signedDocumentBinding, SHA-256, `cades`: boundDigest of core/cms. Event template only. */
  readonly dataTbsHash?: Uint8Array;
}

export interface CertificatePorts {
  readonly digest: Digest;
  readonly random: Random;
}

const DAY_MS = 86_400_000;

const keyUsageExtension = (usages: readonly KeyUsage[]): Uint8Array =>
  encodeExtension(EXTENSIONS.keyUsage, der.namedBits(usages.map((usage) => KEY_USAGE_BITS[usage])), true);

/** Everything that depends on the template and the kind of key alone. */
const fixedExtensions = (template: CertificateTemplate, kind: 'rsa' | 'ec'): readonly Uint8Array[] => {
  const parts: Uint8Array[] = [];
  const constraints = template.basicConstraints;
  if (constraints !== undefined) {
    const length = constraints.pathLength === undefined ? undefined : der.integer(constraints.pathLength);
    parts.push(encodeExtension(EXTENSIONS.basicConstraints, der.sequence(der.boolean(true), length), true));
  }
  parts.push(keyUsageExtension(template.keyUsage[kind]));
  const purposes = template.extendedKeyUsage;
  if (purposes !== undefined) {
    const list = der.sequence(...purposes.purposes.map(der.oid));
    parts.push(encodeExtension(EXTENSIONS.extendedKeyUsage, list, purposes.critical));
  }
  return parts;
};

const FIXED = new Map<string, readonly Uint8Array[]>();

const cachedFixedExtensions = (name: TemplateName, kind: 'rsa' | 'ec'): readonly Uint8Array[] => {
  const key = `${name}:${kind}`;
  const known = FIXED.get(key) ?? fixedExtensions(CERTIFICATE_TEMPLATES[name], kind);
  FIXED.set(key, known);
  return known;
};

/** 16 random bytes, positive and never shorter (RFC 5280 4.1.2.2 allows up to 20). */
const serialNumber = (random: Random): Uint8Array => {
  const bytes = random.bytes(16);
  bytes[0] = ((bytes[0] as number) & 0x3f) | 0x40;
  return der.integerBytes(bytes);
};

/** cRLDistributionPoints with one fullName URI (RFC 5280 4.2.1.13), or what the template says without one. */
const revocationExtension = ({ crlUrl, template }: CertificateRequest): Uint8Array | undefined => {
  if (crlUrl === undefined) {
    const { noRevocationAvailable } = CERTIFICATE_TEMPLATES[template];
    return noRevocationAvailable ? encodeExtension(EXTENSIONS.noRevAvail, der.nul()) : undefined;
  }
  const uri = der.implicitPrimitive(6, latin1(crlUrl));
  const point = der.sequence(der.explicit(0, der.implicitConstructed(0, uri)));
  return encodeExtension(EXTENSIONS.cRLDistributionPoints, der.sequence(point));
};

const bindingExtension = (request: CertificateRequest): Uint8Array | undefined => {
  const wanted = CERTIFICATE_TEMPLATES[request.template].eventBinding;
  if (wanted !== (request.eventBinding !== undefined)) throw new Refusal('PKI_TEMPLATE_VIOLATED', 'event binding');
  if (request.eventBinding === undefined) return undefined;
  return encodeExtension(EVENT_BINDING_OID, encodeEventBinding(request.eventBinding));
};

/** Not critical: readers that do not know it judge the signature all the same (draft-ietf-lamps-one-signature-certs 3.1). */
const documentExtension = ({ template, dataTbsHash }: CertificateRequest): Uint8Array | undefined => {
  if (dataTbsHash === undefined) return undefined;
  if (!CERTIFICATE_TEMPLATES[template].eventBinding) throw new Refusal('PKI_TEMPLATE_VIOLATED', 'document binding');
  return encodeExtension(SIGNED_DOCUMENT_BINDING_OID, encodeSignedDocumentBinding(dataTbsHash));
};

const encodeTbs = (
  request: CertificateRequest,
  issuer: CertificateIssuer,
  algorithm: Uint8Array,
  ports: CertificatePorts,
) => {
  const key = must(parsePublicKey(request.publicKey));
  const lifetimeMs = CERTIFICATE_TEMPLATES[request.template].lifetimeDays * DAY_MS;
  const keyId = ports.digest.hash('SHA-256', key.keyBytes).subarray(0, 20);
  const extensions = der.sequence(
    ...cachedFixedExtensions(request.template, key.kind === 'rsa' ? 'rsa' : 'ec'),
    encodeExtension(EXTENSIONS.subjectKeyIdentifier, der.octetString(keyId)),
    encodeExtension(EXTENSIONS.authorityKeyIdentifier, der.sequence(der.implicitPrimitive(0, issuer.keyId))),
    revocationExtension(request),
    bindingExtension(request),
    documentExtension(request),
  );
  return der.sequence(
    der.explicit(0, der.integer(2)),
    serialNumber(ports.random),
    algorithm,
    issuer.name,
    der.sequence(der.time(request.notBeforeMs), der.time(request.notAfterMs ?? request.notBeforeMs + lifetimeMs)),
    request.subject,
    request.publicKey,
    der.explicit(3, extensions),
  );
};

/**
 * Issues a certificate after a template (RFC 5280 profile; event certificates carry noRevAvail and the event binding).
 * Answers its DER. The subject's key must be P-256, P-384 or RSA. Throws a Refusal with PKI_TEMPLATE_VIOLATED or
 * PKI_UNSUPPORTED_KEY: check a key from outside with parsePublicKey first.
 */
export const buildCertificate = async (
  request: CertificateRequest,
  issuer: CertificateIssuer,
  ports: CertificatePorts,
): Promise<Uint8Array> => {
  const algorithm = signatureAlgorithmIdentifier(issuer.signer.algorithm);
  const tbs = encodeTbs(request, issuer, algorithm, ports);
  const signature = await issuer.signer.sign(tbs);
  return der.sequence(tbs, algorithm, der.bitString(signature));
};
