import { type Asn1, asIntegerBytes, asOctetString, asSequence, fieldsOf } from '../asn1';
import { type Digest, equal, type HashAlgorithm, Refusal } from '../base';
import { type Certificate, readHashAlgorithm } from '../pki';
import { type Attribute, singleValue } from './attributes';
import { ATTRIBUTES } from './oids';

/** ESSCertID or ESSCertIDv2 of the signer: the first of the sequence (RFC 5035 4, 5). */
export interface SigningCertificateReference {
  readonly hashAlgorithm: HashAlgorithm;
  readonly certificateHash: Uint8Array;
  readonly issuerSerial?: { readonly issuer: Uint8Array; readonly serialNumber: Uint8Array };
}

const readIssuerSerial = (node: Asn1): NonNullable<SigningCertificateReference['issuerSerial']> => {
  const fields = fieldsOf(node, 'IssuerSerial');
  const [general, ...more] = asSequence(fields.next());
  const name = general?.children[0];
  if (general?.tagClass !== 'context' || general.tag !== 4 || name === undefined || more.length > 0) {
    throw new Refusal('CMS_DAMAGED', 'IssuerSerial');
  }
  return { issuer: name.raw, serialNumber: asIntegerBytes(fields.next()) };
};

const readCertId = (node: Asn1, version: 1 | 2): SigningCertificateReference => {
  const members = [...asSequence(node)];
  let hashAlgorithm: HashAlgorithm | undefined = version === 1 ? 'SHA-1' : 'SHA-256';
  // hashAlgorithm DEFAULT sha256: an explicit one comes first and is a SEQUENCE (RFC 5035 4).
  if (version === 2 && members[0]?.constructed) hashAlgorithm = readHashAlgorithm(members.shift() as Asn1);
  const [hash, issuerSerial] = members;
  if (hashAlgorithm === undefined) throw new Refusal('CMS_UNSUPPORTED_ALGORITHM', 'signing-certificate hash');
  if (hash === undefined) throw new Refusal('CMS_DAMAGED', 'ESSCertID');
  return {
    hashAlgorithm,
    certificateHash: asOctetString(hash),
    ...(issuerSerial && { issuerSerial: readIssuerSerial(issuerSerial) }),
  };
};

/** Reads signing-certificate-v2, or the older signing-certificate that time-stamps may carry (RFC 3161 2.4.1). */
export const readSigningCertificate = (attributes: readonly Attribute[]): SigningCertificateReference | undefined => {
  const v2 = singleValue(attributes, ATTRIBUTES.signingCertificateV2);
  const value = v2 ?? singleValue(attributes, ATTRIBUTES.signingCertificate);
  if (value === undefined) return undefined;
  const certIds = asSequence(value)[0];
  const first = certIds === undefined ? undefined : asSequence(certIds)[0];
  if (first === undefined) throw new Refusal('CMS_DAMAGED', 'signing-certificate');
  return readCertId(first, v2 === undefined ? 1 : 2);
};

/** Whether a reference names this certificate: by hash, and by issuer and serial number where given (RFC 5035 4). */
export const refersTo = (reference: SigningCertificateReference, certificate: Certificate, digest: Digest): boolean => {
  const { hashAlgorithm, certificateHash, issuerSerial } = reference;
  if (!equal(digest.hash(hashAlgorithm, certificate.raw), certificateHash)) return false;
  return issuerSerial === undefined || equal(issuerSerial.serialNumber, certificate.serialNumber);
};
