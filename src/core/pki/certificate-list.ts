import {
  type Asn1,
  asBitStringBytes,
  asExplicit,
  asIntegerBytes,
  asSequence,
  asSmallInteger,
  asTime,
  fieldsOf,
  readDerOrThrow,
  TAG,
} from '../asn1';
import { attempt, Refusal, type Result, type SignatureAlgorithm } from '../base';
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
  /** Content octets of the serial numbers, and times of revocation. */
  readonly revoked: readonly { readonly serialNumber: Uint8Array; readonly revokedAtMs: number }[];
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

const readTbs = (node: Asn1, outerAlgorithm: Asn1) => {
  const fields = fieldsOf(node, 'TBSCertList');
  const version = fields.optional(TAG.integer);
  if (version !== undefined && asSmallInteger(version) !== 1) throw new Refusal('PKI_REVOCATION_DAMAGED', 'version');
  if (!sameAlgorithm(fields.next(), outerAlgorithm)) throw new Refusal('PKI_REVOCATION_DAMAGED', 'algorithms differ');
  const issuer = readName(fields.next());
  const thisUpdateMs = asTime(fields.next());
  const next = fields.optional(TAG.utcTime) ?? fields.optional(TAG.generalizedTime);
  const list = fields.optional(TAG.sequence);
  const extensionsNode = fields.optionalContext(0);
  fields.end();
  const entries = list === undefined ? [] : asSequence(list).map(readEntry);
  const extensions = extensionsNode === undefined ? [] : readExtensions(asExplicit(extensionsNode));
  return {
    tbs: node.raw,
    issuer,
    thisUpdateMs,
    nextUpdateMs: next === undefined ? undefined : asTime(next),
    revoked: entries.map(({ serialNumber, revokedAtMs }) => ({ serialNumber, revokedAtMs })),
    partial: anyCritical(extensions) || entries.some(({ critical }) => critical),
  };
};

/** Reads one DER CertificateList of at most 16 MiB (RFC 5280 5). Codes: PKI_REVOCATION_DAMAGED, ASN1_*. */
export const parseCertificateList = (bytes: Uint8Array): Result<CertificateList> =>
  attempt(() => {
    const root = readDerOrThrow(bytes, { maxBytes: MAX_BYTES, maxElements: MAX_ELEMENTS });
    const fields = fieldsOf(root, 'CertificateList');
    const tbsNode = fields.next();
    const algorithmNode = fields.next();
    const signature = asBitStringBytes(fields.next());
    fields.end();
    return {
      raw: root.raw,
      signatureAlgorithm: readSignatureAlgorithm(algorithmNode),
      signature,
      ...readTbs(tbsNode, algorithmNode),
    };
  });
