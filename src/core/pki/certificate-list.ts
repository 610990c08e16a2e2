import {
  type Asn1,
  asBitStringBytes,
  asExplicit,
  asIntegerBytes,
  asSmallInteger,
  asTime,
  fieldsOf,
  readDerOrThrow,
  readHeader,
  readMembers,
  TAG,
} from '../asn1';
import { attempt, equal, Refusal, type Result, type SignatureAlgorithm } from '../base';
import { readSignatureAlgorithm, sameAlgorithm } from './algorithms';
import { type Extension, readExtensions } from './extensions';
import { type Name, readName } from './name';

/** A certificate revocation list, in the words of RFC 5280 5.1. */
export interface CertificateList {
  /** The whole list, DER. */
  readonly raw: Uint8Array;
  /** TBSCertList, DER: what the signature covers. */
  readonly tbs: Uint8Array;
  /** undefined: an algorithm that we do not accept. */
  readonly signatureAlgorithm: SignatureAlgorithm | undefined;
  readonly signature: Uint8Array;
  readonly issuer: Name;
  readonly thisUpdateMs: number;
  /** undefined: the list promises no successor. */
  readonly nextUpdateMs: number | undefined;
  /** When the certificate with these content octets of its serial number was revoked; undefined: not in the list. */
  readonly revokedAtMs: (serialNumber: Uint8Array) => number | undefined;
  /** A critical extension of the list or of an entry: partial, indirect and delta lists say so by one (5.2, 5.3). */
  readonly partial: boolean;
}

const MAX_BYTES = 16 * 1024 * 1024;
const MAX_ELEMENTS = 1_000_000;

const anyCritical = (extensions: readonly Extension[]): boolean => extensions.some(({ critical }) => critical);

const readEntry = (node: Asn1) => {
  const fields = fieldsOf(node, 'revokedCertificate');
  const serialNumber = asIntegerBytes(fields.next());
  const revokedAtMs = asTime(fields.next());
  const extensions = fields.optional(TAG.sequence);
  fields.end();
  const critical = extensions !== undefined && anyCritical(readExtensions(extensions));
  return { serialNumber, revokedAtMs, critical };
};

/** An element that was left unread, with all its members. */
const whole = (node: Asn1): Asn1 => readDerOrThrow(node.raw);

/** Reads every entry once, so that a damaged one is found, and holds none: a national list has 300,000. */
const hasCriticalEntry = (list: Asn1 | undefined): boolean => {
  let found = false;
  if (list === undefined) return found;
  for (const node of readMembers(list, MAX_ELEMENTS)) found = readEntry(node).critical || found;
  return found;
};

/** Steps over entries that were all read before; only the one that begins with the serial number is read again. */
const timeInList = (list: Asn1 | undefined, serialNumber: Uint8Array): number | undefined => {
  const bytes = list?.content ?? new Uint8Array(0);
  for (let at = 0; at < bytes.length; ) {
    const entry = readHeader(bytes, at, bytes.length);
    const start = at + entry.headerLength;
    const serial = readHeader(bytes, start, bytes.length);
    const value = start + serial.headerLength;
    const end = start + entry.length;
    const same =
      serial.length === serialNumber.length && equal(bytes.subarray(value, value + serial.length), serialNumber);
    if (same) return readEntry(readDerOrThrow(bytes.subarray(at, end))).revokedAtMs;
    at = end;
  }
  return undefined;
};

const readTbs = (node: Asn1, outerAlgorithm: Asn1) => {
  const fields = fieldsOf(node, 'TBSCertList');
  const version = fields.optional(TAG.integer);
  if (version !== undefined && asSmallInteger(version) !== 1) throw new Refusal('PKI_REVOCATION_DAMAGED', 'version');
  if (!sameAlgorithm(fields.next(), outerAlgorithm)) throw new Refusal('PKI_REVOCATION_DAMAGED', 'algorithms differ');
  const issuer = readName(whole(fields.next()));
  const thisUpdateMs = asTime(fields.next());
  const next = fields.optional(TAG.utcTime) ?? fields.optional(TAG.generalizedTime);
  const list = fields.optional(TAG.sequence);
  const extensionsNode = fields.optionalContext(0);
  fields.end();
  const extensions = extensionsNode === undefined ? [] : readExtensions(asExplicit(whole(extensionsNode)));
  return {
    tbs: node.raw,
    issuer,
    thisUpdateMs,
    nextUpdateMs: next === undefined ? undefined : asTime(next),
    revokedAtMs: (serialNumber: Uint8Array) => timeInList(list, serialNumber),
    partial: hasCriticalEntry(list) || anyCritical(extensions),
  };
};

/** Reads one DER CertificateList of at most 16 MiB (RFC 5280 5). Codes: PKI_REVOCATION_DAMAGED, ASN1_*. */
export const parseCertificateList = (bytes: Uint8Array): Result<CertificateList> =>
  attempt(() => {
    const root = readDerOrThrow(bytes, { maxBytes: MAX_BYTES, unreadAt: 3 });
    const fields = fieldsOf(root, 'CertificateList');
    const tbsNode = fields.next();
    const algorithmNode = fields.next();
    const signature = asBitStringBytes(fields.next());
    fields.end();
    return {
      raw: root.raw,
      signatureAlgorithm: readSignatureAlgorithm(whole(algorithmNode)),
      signature,
      ...readTbs(tbsNode, algorithmNode),
    };
  });
