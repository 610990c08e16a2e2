import { asOctetString, readDerOrThrow } from '../asn1';
import { attempt, type SignatureAlgorithm } from '../base';
import type { SignatureValue } from '../pdf';
import { type Certificate, parseCertificate } from '../pki';
import type { JudgedCms } from './judge-cms';
import { doubtful, failed, remark } from './reasons';
import type { ValidationOptions } from './types';

/** ISO 32000-1 table 257: SHA-1 by its name, the others since PDF 1.6; the value itself says which. */
const ALGORITHMS: readonly SignatureAlgorithm[] = [
  'rsa-pkcs1-SHA1',
  'rsa-pkcs1-SHA256',
  'rsa-pkcs1-SHA384',
  'rsa-pkcs1-SHA512',
  'rsa-pkcs1-MD5',
];

const readable = (bytes: Uint8Array): Certificate[] => {
  const certificate = parseCertificate(bytes);
  return certificate.ok ? [certificate.value] : [];
};

/**
 * adbe.x509.rsa_sha1 (ISO 32000-1 12.8.3.2): /Contents is an OCTET STRING with a PKCS #1 signature over the ByteRange, /Cert
 * the certificates. `whole` is undefined where there is too much to verify at once.
 */
export function judgePkcs1(
  value: SignatureValue,
  whole: Uint8Array | undefined,
  { verifier }: ValidationOptions,
): JudgedCms {
  const read = attempt(() => asOctetString(readDerOrThrow(value.contents, { allowTrailing: true, maxElements: 2 })));
  if (!read.ok) return { reasons: [failed('VALIDATION_CONTENTS', 'FORMAT_FAILURE', read.error.code)] };
  const [certificate, ...more] = value.certificates.flatMap(readable);
  if (certificate === undefined)
    return { reasons: [doubtful('VALIDATION_NO_CERTIFICATE', 'NO_SIGNING_CERTIFICATE_FOUND')] };
  const key = certificate.publicKey;
  if (key.kind !== 'rsa') return { reasons: [doubtful('VALIDATION_ALGORITHM_UNKNOWN', 'CRYPTO_CONSTRAINTS_FAILURE')] };
  if (whole === undefined) return { reasons: [doubtful('VALIDATION_TOO_LARGE', 'SIGNED_DATA_NOT_FOUND')] };
  const algorithm = ALGORITHMS.find((one) => verifier.verify(one, key.raw, whole, read.value));
  // A value over other bytes and a wrong value look the same: there is no digest to compare.
  if (algorithm === undefined) return { reasons: [failed('VALIDATION_SIGNATURE', 'SIG_CRYPTO_FAILURE')] };
  return {
    reasons: [remark('VALIDATION_CERTIFICATE_UNBOUND')],
    certificate,
    carried: more,
    uses: { signature: { algorithm, key } },
    baseline: false,
  };
}
