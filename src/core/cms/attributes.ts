import { type Asn1, asOid, asSet, asTime, der, fieldsOf } from '../asn1';
import { type Digest, Refusal } from '../base';
import type { Certificate } from '../pki';
import { ATTRIBUTES, CONTENT_TYPES } from './oids';

/** An attribute as read: RFC 5652 5.3. */
export interface Attribute {
  readonly type: string;
  readonly values: readonly Asn1[];
}

const MAX_ATTRIBUTES = 64;

export const encodeAttribute = (type: string, ...values: readonly Uint8Array[]): Uint8Array =>
  der.sequence(der.oid(type), der.setOf(values));

/** GeneralName directoryName [4] (RFC 5280 4.2.1.6); Name is a CHOICE, so the tag is explicit. */
const directoryName = (name: Uint8Array): Uint8Array => der.explicit(4, name);

/**
 * ESS signing-certificate-v2 (RFC 5035 5): ESSCertIDv2 with SHA-256, whose hashAlgorithm is the DEFAULT and so left out
 * in DER, and issuerSerial.
 */
export const signingCertificateV2Attribute = (certificate: Certificate, digest: Digest): Uint8Array => {
  const issuerSerial = der.sequence(
    der.sequence(directoryName(certificate.issuer.raw)),
    der.integerContent(certificate.serialNumber),
  );
  const certId = der.sequence(der.octetString(digest.hash('SHA-256', certificate.raw)), issuerSerial);
  return encodeAttribute(ATTRIBUTES.signingCertificateV2, der.sequence(der.sequence(certId)));
};

export interface SignedAttributesInput {
  /** Default id-data. */
  readonly contentType?: string;
  readonly messageDigest: Uint8Array;
  readonly signingCertificate: Certificate;
  readonly digest: Digest;
}

/**
 * The signed attributes of a PAdES or RFC 3161 signature as a DER SET OF (tag 0x31): the very bytes to sign.
 * contentType, messageDigest, signingCertificateV2; never signing-time, which PAdES baseline forbids (EN 319 142-1 6.3).
 */
export const buildSignedAttributes = (input: SignedAttributesInput): Uint8Array =>
  signedAttributesWith(
    signingCertificateV2Attribute(input.signingCertificate, input.digest),
    input.messageDigest,
    input.contentType,
  );

/** {@link buildSignedAttributes} with the certificate's attribute made once: the time-stamp server's fast path. */
export const signedAttributesWith = (
  signingCertificateAttribute: Uint8Array,
  messageDigest: Uint8Array,
  contentType: string = CONTENT_TYPES.data,
): Uint8Array =>
  der.setOf([
    encodeAttribute(ATTRIBUTES.contentType, der.oid(contentType)),
    encodeAttribute(ATTRIBUTES.messageDigest, der.octetString(messageDigest)),
    signingCertificateAttribute,
  ]);

/** Attributes that name the certificate itself, so that a certificate cannot be bound to them. */
const NAMES_CERTIFICATE: readonly string[] = [ATTRIBUTES.signingCertificate, ATTRIBUTES.signingCertificateV2];

/**
 * What signedDocumentBinding of type `cades` is a hash of: the signed attributes as a DER SET OF, without those that name the
 * certificate (draft-ietf-lamps-one-signature-certs, CAdES binding).
 */
export const boundAttributes = (attributes: readonly Attribute[]): Uint8Array =>
  der.setOf(
    attributes
      .filter(({ type }) => !NAMES_CERTIFICATE.includes(type))
      .map(({ type, values }) => encodeAttribute(type, ...values.map(({ raw }) => raw))),
  );

/** {@link boundAttributes} of a signature that {@link buildSignedAttributes} will make, from its message digest alone. */
export const boundAttributesOf = (messageDigest: Uint8Array): Uint8Array =>
  der.setOf([
    encodeAttribute(ATTRIBUTES.contentType, der.oid(CONTENT_TYPES.data)),
    encodeAttribute(ATTRIBUTES.messageDigest, der.octetString(messageDigest)),
  ]);

/** Unsigned attribute with a signature time-stamp token (RFC 3161 appendix A). */
export const signatureTimeStampAttribute = (token: Uint8Array): Uint8Array =>
  encodeAttribute(ATTRIBUTES.signatureTimeStamp, token);

/** Reads the members of a SET OF Attribute (universal or implicitly tagged); a type may come once (RFC 5652 5.3). */
export const readAttributes = (members: readonly Asn1[]): readonly Attribute[] => {
  if (members.length > MAX_ATTRIBUTES) throw new Refusal('CMS_DAMAGED', 'too many attributes');
  return members.map((member) => {
    const fields = fieldsOf(member, 'Attribute');
    const type = asOid(fields.next());
    const values = asSet(fields.next());
    fields.end();
    return { type, values };
  });
};

/** The one value of an attribute that comes once; undefined when absent. */
export const singleValue = (attributes: readonly Attribute[], type: string): Asn1 | undefined => {
  const found = attributes.filter((attribute) => attribute.type === type);
  if (found.length === 0) return undefined;
  const [value, second] = found[0]?.values ?? [];
  if (found.length > 1 || value === undefined || second !== undefined)
    throw new Refusal('CMS_DAMAGED', `attribute ${type}`);
  return value;
};

/** True when the members stand in the order of a DER SET OF. */
export const isSorted = (members: readonly Asn1[]): boolean =>
  members.every(
    (member, index) => index === 0 || der.compareEncodings((members[index - 1] as Asn1).raw, member.raw) <= 0,
  );

/** signing-time (RFC 5652 11.3) where there is one. */
export const signingTimeMs = (attributes: readonly Attribute[]): number | undefined => {
  const value = singleValue(attributes, ATTRIBUTES.signingTime);
  return value === undefined ? undefined : asTime(value);
};
