import { asBoolean, asIntegerBytes, asOid, asSmallInteger, der, fieldsOf, readDerOrThrow, TAG } from '../asn1';
import { attempt, err, Refusal, type Result } from '../base';
import { encodeMessageImprint, isWeakImprint, type MessageImprint, readMessageImprint } from './message-imprint';

/** TimeStampReq (RFC 3161 2.4.1). */
export interface TimeStampReq {
  readonly messageImprint: MessageImprint;
  /** Dotted text. */
  readonly reqPolicy?: string;
  /** Content octets of the INTEGER, two's complement, echoed as they are. */
  readonly nonce?: Uint8Array;
  readonly certReq: boolean;
}

/** A request as decoded, with the DER of its imprint for copying into the TSTInfo. */
export interface DecodedTimeStampReq extends TimeStampReq {
  readonly imprintDer: Uint8Array;
}

/** The largest honest request is below 200 bytes. */
export const MAX_REQUEST_BYTES = 4096;
const MAX_NONCE_BYTES = 64;

/** Positive nonce of the length of `random` in content octets: first bit cleared, first byte never zero. */
export const nonceFrom = (random: Uint8Array): Uint8Array => {
  const nonce = new Uint8Array(random);
  nonce[0] = ((nonce[0] as number) & 0x3f) | 0x40;
  return nonce;
};

export const encodeTimeStampReq = (request: TimeStampReq): Uint8Array =>
  der.sequence(
    der.integer(1),
    encodeMessageImprint(request.messageImprint),
    request.reqPolicy === undefined ? undefined : der.oid(request.reqPolicy),
    request.nonce && der.integerContent(request.nonce),
    request.certReq ? der.boolean(true) : undefined,
  );

const decode = (bytes: Uint8Array): DecodedTimeStampReq => {
  const root = readDerOrThrow(bytes, { maxBytes: MAX_REQUEST_BYTES, maxDepth: 8, maxElements: 64 });
  const fields = fieldsOf(root, 'TimeStampReq');
  if (asSmallInteger(fields.next()) !== 1) throw new Refusal('TSP_BAD_REQUEST', 'version');
  const imprintNode = fields.next();
  const messageImprint = readMessageImprint(imprintNode);
  if (isWeakImprint(messageImprint)) throw new Refusal('TSP_BAD_ALG');
  const policyNode = fields.optional(TAG.oid);
  const nonceNode = fields.optional(TAG.integer);
  const certReqNode = fields.optional(TAG.boolean);
  const extensions = fields.optionalContext(0);
  fields.end();
  if (extensions !== undefined) throw new Refusal('TSP_UNACCEPTED_EXTENSION');
  const certReq = certReqNode !== undefined && asBoolean(certReqNode);
  // certReq DEFAULT FALSE: DER leaves a FALSE out (X.690 11.5).
  if (certReqNode !== undefined && !certReq) throw new Refusal('TSP_BAD_DATA_FORMAT', 'certReq');
  const nonce = nonceNode && asIntegerBytes(nonceNode);
  if (nonce !== undefined && nonce.length > MAX_NONCE_BYTES) throw new Refusal('TSP_BAD_DATA_FORMAT', 'nonce');
  return {
    messageImprint,
    imprintDer: imprintNode.raw,
    certReq,
    ...(policyNode && { reqPolicy: asOid(policyNode) }),
    ...(nonce && { nonce }),
  };
};

/**
 * Reads a request as a server must: strict DER, at most 4 KiB, SHA-2 imprints of the right length, no extension.
 * Codes: TSP_BAD_ALG, TSP_BAD_REQUEST, TSP_BAD_DATA_FORMAT, TSP_UNACCEPTED_EXTENSION; any ASN1_* is TSP_BAD_DATA_FORMAT.
 */
export const decodeTimeStampReq = (bytes: Uint8Array): Result<DecodedTimeStampReq> => {
  const decoded = attempt(() => decode(bytes));
  if (decoded.ok || decoded.error.code.startsWith('TSP_')) return decoded;
  return err('TSP_BAD_DATA_FORMAT', decoded.error.code);
};
