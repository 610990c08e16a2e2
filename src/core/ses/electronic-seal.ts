import {
  type Asn1,
  asBitStringBytes,
  asOctetString,
  asSequence,
  asSmallInteger,
  asText,
  asTime,
  der,
  type Fields,
  fieldsOf,
  isUniversal,
  readDerOrThrow,
  TAG,
} from '../asn1';
import { Refusal, type SignatureAlgorithm } from '../base';
import { readSignatureAlgorithm } from '../pki';

/** Whose syntax: GB/T 38540-2020 (version 4), or GM/T 0031-2014 before it (versions 1 to 3). */
export type SealStandard = 'GB/T 38540' | 'GM/T 0031';

/** SES_ESPictrueInfo: what the seal looks like. */
export interface SealPicture {
  /** As written: PNG, JPG, BMP, GIF, SVG, OFD. */
  readonly type: string;
  readonly data: Uint8Array;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Who may use the seal: certificates whole (certListType 1), or their digests (2). */
export type SealSigners =
  | { readonly certificates: readonly Uint8Array[] }
  | { readonly digests: readonly Uint8Array[] };

/** SESeal: the seal as its maker issued it. Nothing of it is verified by reading. */
export interface ElectronicSeal {
  readonly standard: SealStandard;
  readonly id: string;
  /** Vid: the maker's product, as it names itself. */
  readonly vendor: string;
  readonly name: string;
  readonly signers: SealSigners;
  readonly createdMs: number;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  readonly picture: SealPicture;
  /** DER of the maker's certificate. */
  readonly makerCertificate: Uint8Array;
  /** What the maker's signature covers. */
  readonly tbs: Uint8Array;
  /** undefined: not accepted. */
  readonly signatureAlgorithm: SignatureAlgorithm | undefined;
  readonly signature: Uint8Array;
}

const MAX_TEXT_BYTES = 2048;
const MAX_SIGNERS = 256;

export const damaged = (what: string): Refusal => new Refusal('SES_DAMAGED', what);

export const boundedText = (node: Asn1): string => {
  if (node.content.length > MAX_TEXT_BYTES) throw damaged('text too long');
  return asText(node);
};

/** Seals name an algorithm by its bare identifier, without an AlgorithmIdentifier around it. */
export const readAlgorithm = (node: Asn1): SignatureAlgorithm | undefined =>
  readSignatureAlgorithm(readDerOrThrow(der.sequence(node.raw)), 'SM3');

/** CertDigestObj ::= SEQUENCE { type PrintableString, value OCTET STRING }. */
const readDigest = (node: Asn1): Uint8Array => {
  const fields = fieldsOf(node, 'CertDigestObj');
  boundedText(fields.next());
  const value = asOctetString(fields.next());
  fields.end();
  return value;
};

const readSigners = (node: Asn1): SealSigners => {
  const members = asSequence(node);
  if (members.length === 0 || members.length > MAX_SIGNERS) throw damaged('list of signers');
  const whole = isUniversal(members[0] as Asn1, TAG.octetString);
  return whole ? { certificates: members.map(asOctetString) } : { digests: members.map(readDigest) };
};

/** SES_ESPropertyInfo; certListType came with version 4. */
const readProperty = (node: Asn1) => {
  const fields = fieldsOf(node, 'SES_ESPropertyInfo');
  asSmallInteger(fields.next());
  const name = boundedText(fields.next());
  fields.optional(TAG.integer);
  const signers = readSigners(fields.next());
  const [createdMs, notBeforeMs, notAfterMs] = [fields.next(), fields.next(), fields.next()].map(asTime) as [
    number,
    number,
    number,
  ];
  fields.end();
  return { name, signers, createdMs, notBeforeMs, notAfterMs };
};

const readPicture = (node: Asn1): SealPicture => {
  const fields = fieldsOf(node, 'SES_ESPictrueInfo');
  const type = boundedText(fields.next());
  const data = asOctetString(fields.next());
  const [widthMm, heightMm] = [asSmallInteger(fields.next()), asSmallInteger(fields.next())];
  fields.end();
  return { type, data, widthMm, heightMm };
};

/** SES_SealInfo (GB/T 38540 6.1.2.1): header, identifier, properties, picture, extensions. */
const readSealInfo = (node: Asn1) => {
  const fields = fieldsOf(node, 'SES_SealInfo');
  const header = fieldsOf(fields.next(), 'SES_Header');
  if (boundedText(header.next()) !== 'ES') throw damaged('header');
  asSmallInteger(header.next());
  const vendor = boundedText(header.next());
  header.end();
  const id = boundedText(fields.next());
  const property = readProperty(fields.next());
  const picture = readPicture(fields.next());
  return { id, vendor, ...property, picture };
};

const maker = (cert: Asn1, algorithm: Asn1, signature: Asn1) => ({
  makerCertificate: asOctetString(cert),
  signatureAlgorithm: readAlgorithm(algorithm),
  signature: asBitStringBytes(signature),
});

/**
 * SESeal of either standard. In GB/T 38540 the maker signs the SES_SealInfo alone; in GM/T 0031 the sequence of it, his
 * certificate and the algorithm. Throws Refusals (SES_DAMAGED, ASN1_*).
 */
export const readSeal = (node: Asn1): ElectronicSeal => {
  const fields: Fields = fieldsOf(node, 'SESeal');
  const info = fields.next();
  const second = fields.next();
  if (isUniversal(second, TAG.octetString)) {
    const [algorithm, signature] = [fields.next(), fields.next()];
    fields.end();
    return { standard: 'GB/T 38540', ...readSealInfo(info), tbs: info.raw, ...maker(second, algorithm, signature) };
  }
  fields.end();
  const signInfo = fieldsOf(second, 'SES_SignInfo');
  const [cert, algorithm, signature] = [signInfo.next(), signInfo.next(), signInfo.next()];
  signInfo.end();
  const tbs = der.sequence(info.raw, cert.raw, algorithm.raw);
  return { standard: 'GM/T 0031', ...readSealInfo(info), tbs, ...maker(cert, algorithm, signature) };
};
