import {
  type Asn1,
  asExplicit,
  asIntegerBytes,
  asOctetString,
  asOid,
  asSet,
  asSmallInteger,
  type DerLimits,
  der,
  fieldsOf,
  readDer,
  readDerOrThrow,
  toDefiniteLength,
} from '../asn1';
import { attempt, type HashAlgorithm, must, Refusal, type Result, type SignatureAlgorithm } from '../base';
import { type Name, readHashAlgorithm, readName, readSignatureAlgorithm } from '../pki';
import { type Attribute, isSorted, readAttributes, signingTimeMs, singleValue } from './attributes';
import { ATTRIBUTES, CONTENT_TYPES, GM_CONTENT_TYPES } from './oids';
import { readSigningCertificate, type SigningCertificateReference } from './signing-certificate';

/** SignedAttributes as read. */
export interface SignedAttributes {
  readonly attributes: readonly Attribute[];
  /** The bytes that the signature covers: a SET OF with tag 0x31 (RFC 5652 5.4). */
  readonly encoded: Uint8Array;
  /** Members in the order of a DER SET OF. */
  readonly sorted: boolean;
  readonly contentType?: string;
  readonly messageDigest?: Uint8Array;
  readonly signingCertificate?: SigningCertificateReference;
  /** Present in signatures of others; PAdES baseline forbids it. */
  readonly signingTimeMs?: number;
}

export type SignerIdentifier =
  | { readonly issuer: Name; readonly serialNumber: Uint8Array }
  | { readonly subjectKeyIdentifier: Uint8Array };

export interface SignerInfo {
  readonly sid: SignerIdentifier;
  /** undefined: not accepted. */
  readonly digestAlgorithm: HashAlgorithm | undefined;
  readonly signedAttributes?: SignedAttributes;
  readonly signatureAlgorithm: SignatureAlgorithm | undefined;
  readonly signature: Uint8Array;
  readonly unsignedAttributes: readonly Attribute[];
  /** Tokens of signature-time-stamp attributes, DER. */
  readonly signatureTimeStamps: readonly Uint8Array[];
}

export interface SignedData {
  /** The ContentInfo without what follows it: its own DER length. */
  readonly raw: Uint8Array;
  /** Bytes of the input that it takes; other than `raw.length` only for BER. */
  readonly consumed: number;
  readonly contentType: string;
  /** Absent when detached. */
  readonly content?: Uint8Array;
  /** Certificates carried, DER, in their order; attribute certificates and other formats are left out. */
  readonly certificates: readonly Uint8Array[];
  /** Certificate revocation lists carried, DER; other revocation formats are left out. */
  readonly crls: readonly Uint8Array[];
  readonly signerInfos: readonly SignerInfo[];
}

const MAX_BYTES = 4 * 1024 * 1024;
const MAX_CERTIFICATES = 64;
const MAX_SIGNERS = 16;

const readContentType = (node: Asn1): string => {
  const type = asOid(node);
  return GM_CONTENT_TYPES.get(type) ?? type;
};

const readSignedAttributes = (node: Asn1): SignedAttributes => {
  const attributes = readAttributes(node.children);
  const contentType = singleValue(attributes, ATTRIBUTES.contentType);
  const messageDigest = singleValue(attributes, ATTRIBUTES.messageDigest);
  const signingCertificate = readSigningCertificate(attributes);
  const timeMs = signingTimeMs(attributes);
  return {
    attributes,
    encoded: der.withIdentifier(0x31, node.raw),
    sorted: isSorted(node.children),
    ...(contentType && { contentType: readContentType(contentType) }),
    ...(messageDigest && { messageDigest: asOctetString(messageDigest) }),
    ...(signingCertificate && { signingCertificate }),
    ...(timeMs !== undefined && { signingTimeMs: timeMs }),
  };
};

const readSid = (node: Asn1): SignerIdentifier => {
  if (node.tagClass === 'context' && node.tag === 0) return { subjectKeyIdentifier: node.content };
  const fields = fieldsOf(node, 'IssuerAndSerialNumber');
  const sid = { issuer: readName(fields.next()), serialNumber: asIntegerBytes(fields.next()) };
  fields.end();
  return sid;
};

const readSignerInfo = (node: Asn1): SignerInfo => {
  const fields = fieldsOf(node, 'SignerInfo');
  const version = asSmallInteger(fields.next());
  if (version !== 1 && version !== 3) throw new Refusal('CMS_DAMAGED', 'SignerInfo version');
  const sid = readSid(fields.next());
  const digestAlgorithm = readHashAlgorithm(fields.next());
  const signed = fields.optionalContext(0);
  const signatureAlgorithm = readSignatureAlgorithm(fields.next(), digestAlgorithm);
  const signature = asOctetString(fields.next());
  const unsigned = fields.optionalContext(1);
  fields.end();
  const unsignedAttributes = unsigned === undefined ? [] : readAttributes(unsigned.children);
  const stamps = unsignedAttributes.filter(({ type }) => type === ATTRIBUTES.signatureTimeStamp);
  return {
    sid,
    digestAlgorithm,
    signatureAlgorithm,
    signature,
    unsignedAttributes,
    signatureTimeStamps: stamps.flatMap(({ values }) => values.map(({ raw }) => raw)),
    ...(signed && { signedAttributes: readSignedAttributes(signed) }),
  };
};

const readSignedData = (root: Asn1, consumed = root.raw.length): SignedData => {
  const info = fieldsOf(root, 'ContentInfo');
  if (readContentType(info.next()) !== CONTENT_TYPES.signedData) throw new Refusal('CMS_WRONG_CONTENT_TYPE');
  const fields = fieldsOf(asExplicit(info.next()), 'SignedData');
  info.end();
  asSmallInteger(fields.next());
  asSet(fields.next());
  const encapsulated = fieldsOf(fields.next(), 'EncapsulatedContentInfo');
  const contentType = readContentType(encapsulated.next());
  const contentNode = encapsulated.optionalContext(0);
  encapsulated.end();
  const certificates = (fields.optionalContext(0)?.children ?? []).filter(({ tagClass }) => tagClass === 'universal');
  const crls = (fields.optionalContext(1)?.children ?? []).filter(({ tagClass }) => tagClass === 'universal');
  const signers = asSet(fields.next());
  fields.end();
  if (certificates.length > MAX_CERTIFICATES || crls.length > MAX_CERTIFICATES || signers.length > MAX_SIGNERS)
    throw new Refusal('CMS_DAMAGED', 'too many');
  return {
    raw: root.raw,
    consumed,
    contentType,
    certificates: certificates.map(({ raw }) => raw),
    crls: crls.map(({ raw }) => raw),
    signerInfos: signers.map(readSignerInfo),
    ...(contentNode && { content: asOctetString(asExplicit(contentNode)) }),
  };
};

/** How much of a SignedData's surroundings and encoding is tolerated. */
export interface SignedDataLimits extends Pick<DerLimits, 'allowTrailing'> {
  /** Reads BER with indefinite lengths too, as many other producers of signatures write it. */
  readonly allowBer?: boolean;
}

/**
 * Reads a ContentInfo with SignedData (RFC 5652 5), DER, at most 4 MiB. With `allowTrailing` bytes behind it are ignored,
 * as the zero padding of a PDF signature's /Contents. Codes: CMS_*, ASN1_*.
 */
export const parseSignedData = (
  bytes: Uint8Array,
  { allowBer = false, ...limits }: SignedDataLimits = {},
): Result<SignedData> =>
  attempt(() => {
    const der = readDer(bytes, { maxBytes: MAX_BYTES, ...limits });
    if (der.ok) return readSignedData(der.value);
    const isBer = der.error.code === 'ASN1_INDEFINITE_LENGTH' || der.error.code === 'ASN1_WRONG_FORM';
    if (!allowBer || !isBer || bytes.length > MAX_BYTES) throw new Refusal(der.error.code, der.error.detail);
    const { bytes: definite, consumed } = must(toDefiniteLength(bytes));
    return readSignedData(readDerOrThrow(definite, { maxBytes: MAX_BYTES }), consumed);
  });
