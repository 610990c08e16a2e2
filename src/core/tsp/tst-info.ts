import {
  type Asn1,
  asBoolean,
  asIntegerBytes,
  asOid,
  asSmallInteger,
  asTime,
  der,
  fieldsOf,
  fieldsOfImplicit,
  TAG,
} from '../asn1';
import { Refusal } from '../base';
import { type MessageImprint, readMessageImprint } from './message-imprint';

export interface Accuracy {
  readonly seconds?: number;
  readonly millis?: number;
  readonly micros?: number;
}

/** TSTInfo (RFC 3161 2.4.2). */
export interface TSTInfo {
  readonly policy: string;
  readonly messageImprint: MessageImprint;
  /** Content octets of the INTEGER. */
  readonly serialNumber: Uint8Array;
  readonly genTimeMs: number;
  readonly accuracy?: Accuracy;
  readonly ordering: boolean;
  readonly nonce?: Uint8Array;
}

/** millis and micros lie in 1..999; zero is left out (RFC 3161 2.4.2). */
const smallField = (tag: number, value: number | undefined): Uint8Array | undefined => {
  if (value === undefined || value === 0) return undefined;
  return der.withIdentifier(0x80 | tag, der.integer(value));
};

export const encodeAccuracy = (accuracy: Accuracy): Uint8Array =>
  der.sequence(
    accuracy.seconds === undefined || accuracy.seconds === 0 ? undefined : der.integer(accuracy.seconds),
    smallField(0, accuracy.millis),
    smallField(1, accuracy.micros),
  );

export interface TstInfoParts {
  readonly policy: string;
  /** DER of the request's MessageImprint. */
  readonly imprintDer: Uint8Array;
  readonly serialNumber: Uint8Array;
  readonly genTimeMs: number;
  /** From encodeAccuracy. */
  readonly accuracyDer?: Uint8Array | undefined;
  readonly nonce?: Uint8Array | undefined;
}

export const encodeTstInfo = (parts: TstInfoParts): Uint8Array =>
  der.sequence(
    der.integer(1),
    der.oid(parts.policy),
    parts.imprintDer,
    der.integerContent(parts.serialNumber),
    der.generalizedTimeMs(parts.genTimeMs),
    parts.accuracyDer,
    parts.nonce && der.integerContent(parts.nonce),
  );

const implicitSmall = (node: Asn1 | undefined): number | undefined => {
  if (node === undefined) return undefined;
  const value = node.content.reduce((sum, byte) => sum * 256 + byte, 0);
  if (node.content.length > 2 || value < 1 || value > 999) throw new Refusal('TSP_RESPONSE_DAMAGED', 'accuracy');
  return value;
};

const readAccuracy = (node: Asn1): Accuracy => {
  const fields = fieldsOf(node, 'Accuracy');
  const secondsNode = fields.optional(TAG.integer);
  const millis = implicitSmall(fields.optionalContext(0));
  const micros = implicitSmall(fields.optionalContext(1));
  fields.end();
  return {
    ...(secondsNode && { seconds: asSmallInteger(secondsNode) }),
    ...(millis !== undefined && { millis }),
    ...(micros !== undefined && { micros }),
  };
};

/** Extensions are refused when critical: none is understood (RFC 3161 2.4.2). */
const checkExtensions = (node: Asn1 | undefined): void => {
  for (const extension of node === undefined ? [] : fieldsOfImplicit(node, 'Extensions') && node.children) {
    const fields = fieldsOf(extension, 'Extension');
    fields.next();
    const critical = fields.optional(TAG.boolean);
    if (critical !== undefined && asBoolean(critical)) throw new Refusal('TSP_RESPONSE_DAMAGED', 'critical extension');
  }
};

export const readTstInfo = (node: Asn1): TSTInfo => {
  const fields = fieldsOf(node, 'TSTInfo');
  if (asSmallInteger(fields.next()) !== 1) throw new Refusal('TSP_RESPONSE_DAMAGED', 'version');
  const policy = asOid(fields.next());
  const messageImprint = readMessageImprint(fields.next());
  const serialNumber = asIntegerBytes(fields.next());
  const timeNode = fields.next();
  if (timeNode.tag !== TAG.generalizedTime) throw new Refusal('TSP_RESPONSE_DAMAGED', 'genTime');
  const genTimeMs = asTime(timeNode);
  const accuracy = fields.optional(TAG.sequence);
  const ordering = fields.optional(TAG.boolean);
  const nonce = fields.optional(TAG.integer);
  fields.optionalContext(0);
  checkExtensions(fields.optionalContext(1));
  fields.end();
  return {
    policy,
    messageImprint,
    serialNumber,
    genTimeMs,
    ordering: ordering !== undefined && asBoolean(ordering),
    ...(accuracy && { accuracy: readAccuracy(accuracy) }),
    ...(nonce && { nonce: asIntegerBytes(nonce) }),
  };
};
