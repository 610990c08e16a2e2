import {
  type Asn1,
  asBitStringBytes,
  asExplicit,
  asIntegerBytes,
  asOctetString,
  asOid,
  asSequence,
  asSmallInteger,
  der,
  fieldsOf,
  fieldsOfImplicit,
} from '../asn1';
import { concat, equal, Refusal } from '../base';
import { type Certificate, CURVES, HASHES, type Name, readHashAlgorithm, readName } from '../pki';
import type { EnvelopeCrypto, EnvelopeCurve, EnvelopeOpening, RecipientKey } from './envelope-crypto';
import { unwrapKey, wrapKey } from './key-wrap';

/** RFC 4055 4.1, RFC 5753 7.1, RFC 3565 2.3.2, RFC 5480 2.1.1. */
const RSAES_OAEP = '1.2.840.113549.1.1.7';
const MGF1 = '1.2.840.113549.1.1.8';
const ECDH_SHA256_KDF = '1.3.132.1.11.1';
const AES256_WRAP = '2.16.840.1.101.3.4.1.45';
const EC_PUBLIC_KEY = '1.2.840.10045.2.1';

const recipientIdentifier = (certificate: Certificate): Uint8Array =>
  der.sequence(certificate.issuer.raw, der.integerContent(certificate.serialNumber));

/** RSAES-OAEP-params: SHA-256 for hash and mask; label empty (RFC 4055 4.1). */
const oaepAlgorithm = (): Uint8Array => {
  const sha256 = der.sequence(der.oid(HASHES['SHA-256']), der.nul());
  const mask = der.sequence(der.oid(MGF1), sha256);
  return der.sequence(der.oid(RSAES_OAEP), der.sequence(der.explicit(0, sha256), der.explicit(1, mask)));
};

/** KeyTransRecipientInfo, version 0 for issuerAndSerialNumber (RFC 5652 6.2.1). */
const keyTransport = (certificate: Certificate, contentKey: Uint8Array, crypto: EnvelopeCrypto): Uint8Array =>
  der.sequence(
    der.integer(0),
    recipientIdentifier(certificate),
    oaepAlgorithm(),
    der.octetString(crypto.rsaOaepEncrypt(certificate.publicKey.raw, contentKey)),
  );

const wrapAlgorithm = (): Uint8Array => der.sequence(der.oid(AES256_WRAP));

/** X9.63 KDF with SHA-256, one round: Hash(Z || 00000001 || ECC-CMS-SharedInfo) (RFC 5753 7.2; SEC 1 3.6.1). */
const keyEncryptionKey = (shared: Uint8Array, crypto: EnvelopeOpening, algorithm: Uint8Array): Uint8Array => {
  const keyBits = der.octetString(Uint8Array.of(0, 0, 1, 0));
  const sharedInfo = der.sequence(algorithm, der.explicit(2, keyBits));
  return crypto.sha256(concat([shared, Uint8Array.of(0, 0, 0, 1), sharedInfo]));
};

/** KeyAgreeRecipientInfo with an ephemeral originator key (RFC 5652 6.2.2; RFC 5753 3.1.1). */
const keyAgreement = (certificate: Certificate, contentKey: Uint8Array, crypto: EnvelopeCrypto): Uint8Array => {
  const curve = certificate.publicKey.kind as EnvelopeCurve;
  const { point, shared } = crypto.ecdhEphemeral(curve, certificate.publicKey.keyBytes);
  const kek = keyEncryptionKey(shared, crypto, wrapAlgorithm());
  const wrapped = wrapKey(crypto.aesBlocks(kek), contentKey);
  kek.fill(0);
  shared.fill(0);
  // OriginatorPublicKey: id-ecPublicKey with the curve (RFC 5753 7.1.2 allows it; openssl and BouncyCastle read it).
  const algorithm = der.sequence(der.oid(EC_PUBLIC_KEY), der.oid(CURVES[curve]));
  const originator = der.implicitConstructed(1, algorithm, der.bitString(point));
  return der.implicitConstructed(
    1,
    der.integer(3),
    der.explicit(0, originator),
    der.sequence(der.oid(ECDH_SHA256_KDF), wrapAlgorithm()),
    der.sequence(der.sequence(recipientIdentifier(certificate), der.octetString(wrapped))),
  );
};

/** RecipientInfo for a custodian's certificate. Throws a Refusal (CMS_UNSUITABLE_RECIPIENT). */
export const encodeRecipient = (
  certificate: Certificate,
  contentKey: Uint8Array,
  crypto: EnvelopeCrypto,
): Uint8Array => {
  const { kind } = certificate.publicKey;
  if (kind === 'other' || kind === 'ec-SM2' || kind === 'ec-P521') throw new Refusal('CMS_UNSUITABLE_RECIPIENT');
  return kind === 'rsa' ? keyTransport(certificate, contentKey, crypto) : keyAgreement(certificate, contentKey, crypto);
};

/** IssuerAndSerialNumber of a recipient's certificate. */
export interface RecipientIdentifier {
  readonly issuer: Name;
  readonly serialNumber: Uint8Array;
}

/** How a recipient may be named: a certificate has all of it; who has only the key takes a name out of the envelope. */
export type RecipientName = RecipientIdentifier & { readonly subjectKeyIdentifier?: Uint8Array | undefined };

export interface RecipientOpening {
  readonly certificate: RecipientName;
  readonly key: RecipientKey;
  readonly crypto: EnvelopeOpening;
}

const isFor = (rid: Asn1, { certificate }: RecipientOpening): boolean => {
  // rKeyId or subjectKeyIdentifier [0]: RFC 5652 6.2.1, 6.2.2.
  if (rid.tagClass === 'context') {
    const id = rid.constructed ? rid.children[0]?.content : rid.content;
    return (
      id !== undefined && certificate.subjectKeyIdentifier !== undefined && equal(id, certificate.subjectKeyIdentifier)
    );
  }
  const fields = fieldsOf(rid, 'IssuerAndSerialNumber');
  return (
    equal(fields.next().raw, certificate.issuer.raw) && equal(asIntegerBytes(fields.next()), certificate.serialNumber)
  );
};

/** RSAES-OAEP with SHA-256 for both and the empty label; hash parameters are NULL or absent (RFC 5754 2). */
const isOurOaep = (node: Asn1): boolean => {
  const algorithm = fieldsOf(node, 'KeyEncryptionAlgorithm');
  if (asOid(algorithm.next()) !== RSAES_OAEP) return false;
  const parameters = fieldsOf(algorithm.next(), 'RSAES-OAEP-params');
  const [hash, mask] = [parameters.optionalContext(0), parameters.optionalContext(1)];
  if (hash === undefined || mask === undefined || parameters.optionalContext(2) !== undefined) return false;
  const generator = fieldsOf(asExplicit(mask), 'MaskGenAlgorithm');
  return (
    readHashAlgorithm(asExplicit(hash)) === 'SHA-256' &&
    asOid(generator.next()) === MGF1 &&
    readHashAlgorithm(generator.next()) === 'SHA-256'
  );
};

const openTransport = async (node: Asn1, opening: RecipientOpening): Promise<Uint8Array | undefined> => {
  const fields = fieldsOf(node, 'KeyTransRecipientInfo');
  asSmallInteger(fields.next());
  const rid = fields.next();
  const algorithm = fields.next();
  const encrypted = asOctetString(fields.next());
  fields.end();
  return isFor(rid, opening) && isOurOaep(algorithm) ? opening.key.rsaOaepDecrypt(encrypted) : undefined;
};

/** Curve by the length of an uncompressed point: the parameters may be absent (RFC 5753 7.1.2). */
const curveOfPoint = (point: Uint8Array): EnvelopeCurve | undefined =>
  point.length === 65 ? 'ec-P256' : point.length === 97 ? 'ec-P384' : undefined;

const openAgreement = async (node: Asn1, opening: RecipientOpening): Promise<Uint8Array | undefined> => {
  const fields = fieldsOfImplicit(node, 'KeyAgreeRecipientInfo');
  asSmallInteger(fields.next());
  const originator = fieldsOfImplicit(asExplicit(fields.next()), 'OriginatorPublicKey');
  originator.next();
  const point = asBitStringBytes(originator.next());
  const ukm = fields.optionalContext(1);
  const algorithm = fieldsOf(fields.next(), 'KeyEncryptionAlgorithm');
  const encryptedKeys = asSequence(fields.next());
  fields.end();
  const scheme = asOid(algorithm.next());
  const wrap = algorithm.next();
  const mine = encryptedKeys.find((one) => one.children[0] !== undefined && isFor(one.children[0], opening));
  const curve = curveOfPoint(point);
  if (mine === undefined || curve === undefined || ukm !== undefined) return undefined;
  if (scheme !== ECDH_SHA256_KDF || asOid(fieldsOf(wrap, 'KeyWrapAlgorithm').next()) !== AES256_WRAP) return undefined;
  const shared = await opening.key.ecdh(curve, point);
  if (shared === undefined) return undefined;
  const kek = keyEncryptionKey(shared, opening.crypto, wrap.raw);
  return unwrapKey(opening.crypto.aesBlocks(kek), asOctetString(mine.children[1] as Asn1));
};

/** The content key that a RecipientInfo holds for this key; undefined when it is for somebody else or of another kind. */
export const openRecipient = async (node: Asn1, opening: RecipientOpening): Promise<Uint8Array | undefined> => {
  if (node.tagClass === 'universal') return openTransport(node, opening);
  return node.tag === 1 ? openAgreement(node, opening) : undefined;
};

/** Whom a RecipientInfo is for; undefined when it is named by key identifier or is of a kind that we do not read. */
export const recipientOf = (node: Asn1): RecipientIdentifier | undefined => {
  const transport = node.tagClass === 'universal';
  if (!transport && node.tag !== 1) return undefined;
  const encryptedKeys = node.children[node.children.length - 1];
  const rid = transport ? node.children[1] : encryptedKeys?.children[0]?.children[0];
  if (rid === undefined || rid.tagClass !== 'universal') return undefined;
  const fields = fieldsOf(rid, 'IssuerAndSerialNumber');
  return { issuer: readName(fields.next()), serialNumber: asIntegerBytes(fields.next()) };
};
