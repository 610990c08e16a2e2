import { type Asn1, asOctetString, der, fieldsOf } from '../asn1';
import { equal, type HashAlgorithm, Refusal } from '../base';
import { HASHES, readHashAlgorithm } from '../pki';

/** MessageImprint: what a time-stamp is over (RFC 3161 2.4.1). */
export interface MessageImprint {
  readonly hashAlgorithm: HashAlgorithm;
  readonly hashedMessage: Uint8Array;
}

/** Output lengths in bytes. */
const LENGTHS: ReadonlyMap<HashAlgorithm, number> = new Map([
  ['MD5', 16],
  ['SHA-1', 20],
  ['SHA-256', 32],
  ['SHA-384', 48],
  ['SHA-512', 64],
  // What time-stamp servers of the Chinese profile ask for (GB/T 20520).
  ['SM3', 32],
]);

/** AlgorithmIdentifier with NULL, the form most servers were built against (RFC 5754 2: both forms are accepted). */
export const encodeMessageImprint = ({ hashAlgorithm, hashedMessage }: MessageImprint): Uint8Array =>
  der.sequence(der.sequence(der.oid(HASHES[hashAlgorithm]), der.nul()), der.octetString(hashedMessage));

export const readMessageImprint = (node: Asn1): MessageImprint => {
  const fields = fieldsOf(node, 'MessageImprint');
  const hashAlgorithm = readHashAlgorithm(fields.next());
  const hashedMessage = asOctetString(fields.next());
  fields.end();
  const length = hashAlgorithm === undefined ? undefined : LENGTHS.get(hashAlgorithm);
  if (hashAlgorithm === undefined || length === undefined) throw new Refusal('TSP_BAD_ALG');
  if (hashedMessage.length !== length) throw new Refusal('TSP_BAD_DATA_FORMAT', 'imprint length');
  return { hashAlgorithm, hashedMessage };
};

/** Too weak for a new time-stamp (ETSI TS 119 312 table D.1); old ones may have it. */
export const isWeakImprint = ({ hashAlgorithm }: MessageImprint): boolean =>
  hashAlgorithm === 'MD5' || hashAlgorithm === 'SHA-1';

export const sameImprint = (a: MessageImprint, b: MessageImprint): boolean =>
  a.hashAlgorithm === b.hashAlgorithm && equal(a.hashedMessage, b.hashedMessage);
