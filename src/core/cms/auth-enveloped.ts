import {
  type Asn1,
  asExplicit,
  asOctetString,
  asOid,
  asSet,
  asSmallInteger,
  der,
  fieldsOf,
  readDerOrThrow,
} from '../asn1';
import { attempt, attemptAsync, Refusal, type Result } from '../base';
import type { Certificate } from '../pki';
import type { EnvelopeCrypto, EnvelopeOpening, RecipientKey } from './envelope-crypto';
import { CONTENT_TYPES } from './oids';
import {
  encodeRecipient,
  openRecipient,
  type RecipientIdentifier,
  type RecipientName,
  recipientOf,
} from './recipients';

/** id-aes256-GCM; GCMParameters { aes-nonce, aes-ICVlen INTEGER DEFAULT 12 } (RFC 5084 3.2). */
const AES256_GCM = '2.16.840.1.101.3.4.1.46';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const MAX_RECIPIENTS = 32;

/**
 * AuthEnvelopedData (RFC 5083, 5084): AES-256-GCM for each certificate: RSA-OAEP with SHA-256 for RSA keys, ECDH-ES with
 * X9.63 KDF and AES-256 key wrap for P-256 and P-384. DER of the ContentInfo. The content key is wiped.
 * Throws a Refusal (CMS_UNSUITABLE_RECIPIENT) for other keys or no recipient at all.
 */
export const encryptAuthEnveloped = async (
  payload: Uint8Array,
  recipients: readonly Certificate[],
  crypto: EnvelopeCrypto,
): Promise<Uint8Array> => {
  if (recipients.length === 0 || recipients.length > MAX_RECIPIENTS) throw new Refusal('CMS_UNSUITABLE_RECIPIENT');
  const contentKey = crypto.randomBytes(KEY_BYTES);
  const nonce = crypto.randomBytes(NONCE_BYTES);
  try {
    const { ciphertext, tag } = await crypto.aesGcmEncrypt(contentKey, nonce, payload);
    const infos = recipients.map((certificate) => encodeRecipient(certificate, contentKey, crypto));
    const parameters = der.sequence(der.octetString(nonce), der.integer(TAG_BYTES));
    const content = der.sequence(
      der.oid(CONTENT_TYPES.data),
      der.sequence(der.oid(AES256_GCM), parameters),
      der.implicitPrimitive(0, ciphertext),
    );
    const body = der.sequence(der.integer(0), der.setOf(infos), content, der.octetString(tag));
    return der.sequence(der.oid(CONTENT_TYPES.authEnvelopedData), der.explicit(0, body));
  } finally {
    contentKey.fill(0);
  }
};

interface Envelope {
  readonly recipientInfos: readonly Asn1[];
  readonly nonce: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
  /** authAttrs as a SET OF: the additional data (RFC 5083 2.2). */
  readonly additionalData: Uint8Array;
}

const readGcm = (node: Asn1): { readonly nonce: Uint8Array; readonly tagBytes: number } => {
  const fields = fieldsOf(node, 'ContentEncryptionAlgorithm');
  if (asOid(fields.next()) !== AES256_GCM) throw new Refusal('CMS_UNSUPPORTED_ALGORITHM', 'content encryption');
  const parameters = fieldsOf(fields.next(), 'GCMParameters');
  const nonce = asOctetString(parameters.next());
  const length = parameters.optional(2);
  return { nonce, tagBytes: length === undefined ? 12 : asSmallInteger(length) };
};

const readEnvelope = (bytes: Uint8Array): Envelope => {
  const info = fieldsOf(readDerOrThrow(bytes), 'ContentInfo');
  if (asOid(info.next()) !== CONTENT_TYPES.authEnvelopedData) throw new Refusal('CMS_WRONG_CONTENT_TYPE');
  const fields = fieldsOf(asExplicit(info.next()), 'AuthEnvelopedData');
  info.end();
  if (asSmallInteger(fields.next()) !== 0) throw new Refusal('CMS_DAMAGED', 'version');
  fields.optionalContext(0);
  const recipientInfos = asSet(fields.next());
  const encrypted = fieldsOf(fields.next(), 'EncryptedContentInfo');
  const authAttributes = fields.optionalContext(1);
  const tag = asOctetString(fields.next());
  fields.optionalContext(2);
  fields.end();
  encrypted.next();
  const { nonce, tagBytes } = readGcm(encrypted.next());
  const ciphertext = encrypted.next();
  if (ciphertext.tagClass !== 'context' || ciphertext.constructed) throw new Refusal('CMS_DAMAGED', 'encryptedContent');
  if (nonce.length !== NONCE_BYTES || tagBytes !== TAG_BYTES || tag.length !== TAG_BYTES) {
    throw new Refusal('CMS_UNSUPPORTED_ALGORITHM', 'GCM parameters');
  }
  const additionalData = authAttributes ? der.withIdentifier(0x31, authAttributes.raw) : new Uint8Array(0);
  return { recipientInfos, nonce, ciphertext: ciphertext.content, tag, additionalData };
};

/** Opens an AuthEnvelopedData with one custodian's key. Nothing is given out unless the tag matches. Codes: CMS_*, ASN1_*. */
export const decryptAuthEnveloped = (
  bytes: Uint8Array,
  recipient: { readonly certificate: RecipientName; readonly key: RecipientKey },
  crypto: EnvelopeOpening,
): Promise<Result<Uint8Array>> =>
  attemptAsync(async () => {
    const envelope = readEnvelope(bytes);
    for (const node of envelope.recipientInfos.slice(0, MAX_RECIPIENTS)) {
      const contentKey = await openRecipient(node, { ...recipient, crypto });
      if (contentKey === undefined) continue;
      if (contentKey.length !== KEY_BYTES) throw new Refusal('CMS_DECRYPTION_FAILED');
      const plain = await crypto.aesGcmDecrypt(contentKey, envelope.nonce, envelope, envelope.additionalData);
      contentKey.fill(0);
      if (plain === undefined) throw new Refusal('CMS_DECRYPTION_FAILED');
      return plain;
    }
    throw new Refusal('CMS_NOT_A_RECIPIENT');
  });

/** Whom an envelope is for, read without a key. Codes: CMS_*, ASN1_*. */
export const envelopeRecipients = (bytes: Uint8Array): Result<readonly RecipientIdentifier[]> =>
  attempt(() =>
    readEnvelope(bytes)
      .recipientInfos.slice(0, MAX_RECIPIENTS)
      .flatMap((node) => recipientOf(node) ?? []),
  );
