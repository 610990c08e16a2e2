import { Refusal } from '../base';
import { readDictionary, writeBytes } from './structured-fields';

/** Content-Digest with sha-256 (RFC 9530 2). */
export const contentDigestField = (sha256: Uint8Array): string => `sha-256=${writeBytes(sha256)}`;

/** The sha-256 member of a Content-Digest field. Throws a Refusal when there is none of 32 bytes. */
export const readContentDigest = (field: string): Uint8Array => {
  const member = readDictionary(field).get('sha-256');
  const value = member !== undefined && 'value' in member ? member.value : undefined;
  if (!(value instanceof Uint8Array) || value.length !== 32) throw new Refusal('HTTPSIG_DIGEST_MISSING');
  return value;
};
