import {
  type Asn1,
  asBitStringBytes,
  asExplicit,
  asIntegerBytes,
  asSmallInteger,
  asTime,
  fieldsOf,
  readDerOrThrow,
} from '../asn1';
import { attempt, Refusal, type Result, type SignatureAlgorithm } from '../base';
import { readSignatureAlgorithm, sameAlgorithm } from './algorithms';
import { type Extension, type KnownExtensions, readExtensions, readKnownExtensions } from './extensions';
import { type Name, readName } from './name';
import { type PublicKeyInfo, readPublicKey } from './public-key';

/** An X.509 version 3 certificate (or 1, for old roots), in the words of RFC 5280 4.1. */
export interface Certificate extends KnownExtensions {
  /** The whole certificate, DER. */
  readonly raw: Uint8Array;
  /** TBSCertificate, DER: what the signature covers. */
  readonly tbs: Uint8Array;
  /** Content octets of the serial number, two's complement. */
  readonly serialNumber: Uint8Array;
  /** undefined: an algorithm that we do not accept. */
  readonly signatureAlgorithm: SignatureAlgorithm | undefined;
  readonly signature: Uint8Array;
  readonly issuer: Name;
  readonly subject: Name;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  readonly publicKey: PublicKeyInfo;
  readonly extensions: readonly Extension[];
}

/** No honest certificate comes near; post-quantum ones stay below too. */
const MAX_BYTES = 64 * 1024;
const MAX_SERIAL_BYTES = 21;

const readValidity = (node: Asn1): Pick<Certificate, 'notBeforeMs' | 'notAfterMs'> => {
  const fields = fieldsOf(node, 'Validity');
  const notBeforeMs = asTime(fields.next());
  const notAfterMs = asTime(fields.next());
  fields.end();
  return { notBeforeMs, notAfterMs };
};

const readTbs = (node: Asn1, outerAlgorithm: Asn1) => {
  const fields = fieldsOf(node, 'TBSCertificate');
  const versionNode = fields.optionalContext(0);
  const version = versionNode === undefined ? 0 : asSmallInteger(asExplicit(versionNode));
  const serialNumber = asIntegerBytes(fields.next());
  if (!sameAlgorithm(fields.next(), outerAlgorithm)) throw new Refusal('PKI_CERTIFICATE_DAMAGED', 'algorithms differ');
  const issuer = readName(fields.next());
  const validity = readValidity(fields.next());
  const subject = readName(fields.next());
  const publicKey = readPublicKey(fields.next());
  fields.optionalContext(1);
  fields.optionalContext(2);
  const extensionsNode = fields.optionalContext(3);
  fields.end();
  if (version > 2 || version < 0 || serialNumber.length > MAX_SERIAL_BYTES)
    throw new Refusal('PKI_CERTIFICATE_DAMAGED');
  if (extensionsNode !== undefined && version !== 2)
    throw new Refusal('PKI_CERTIFICATE_DAMAGED', 'extensions before v3');
  const extensions = extensionsNode === undefined ? [] : readExtensions(asExplicit(extensionsNode));
  return { tbs: node.raw, serialNumber, issuer, subject, publicKey, extensions, ...validity };
};

const readCertificate = (bytes: Uint8Array): Certificate => {
  const root = readDerOrThrow(bytes, { maxBytes: MAX_BYTES, maxElements: 4096 });
  const fields = fieldsOf(root, 'Certificate');
  const tbsNode = fields.next();
  const algorithmNode = fields.next();
  const signature = asBitStringBytes(fields.next());
  fields.end();
  const tbs = readTbs(tbsNode, algorithmNode);
  return {
    raw: root.raw,
    signatureAlgorithm: readSignatureAlgorithm(algorithmNode),
    signature,
    ...tbs,
    ...readKnownExtensions(tbs.extensions),
  };
};

/** Reads one DER certificate of at most 64 KiB. Codes: PKI_CERTIFICATE_DAMAGED, PKI_EVENT_BINDING_DAMAGED, ASN1_*. */
export const parseCertificate = (bytes: Uint8Array): Result<Certificate> => attempt(() => readCertificate(bytes));
