import type { Failure } from '../base';
import { type Certificate, type CertificatePath, verifyPath } from '../pki';
import { doubtful, failed } from './reasons';
import type { Reason, ValidationOptions } from './types';

/** The best signature time: that of a time-stamp over it, which proves existence, or else the time of validation, which proves none. */
export interface BestSignatureTime {
  readonly ms: number;
  readonly proven: boolean;
  /** Not made before this: the time of a content time-stamp, which the signature covers (EN 319 102-1 5.3.4). */
  readonly madeAfterMs?: number | undefined;
}

/** EN 319 102-1 5.2.6 and 5.5.4. */
function reasonOf(failure: Failure, certificate: Certificate, time: BestSignatureTime): Reason {
  switch (failure.code) {
    case 'PKI_NOT_YET_VALID':
      return time.proven && time.ms < certificate.notBeforeMs
        ? failed('VALIDATION_NOT_YET_VALID', 'NOT_YET_VALID')
        : doubtful('VALIDATION_EXPIRED', 'OUT_OF_BOUNDS_NO_POE', failure.code);
    case 'PKI_EXPIRED':
      if (time.madeAfterMs !== undefined && time.madeAfterMs > certificate.notAfterMs)
        return failed('VALIDATION_EXPIRED', 'EXPIRED');
      return doubtful('VALIDATION_EXPIRED', 'OUT_OF_BOUNDS_NO_POE', failure.code);
    case 'PKI_NO_PATH':
    case 'PKI_SIGNATURE_INVALID':
      return doubtful('VALIDATION_NO_CHAIN', 'NO_CERTIFICATE_CHAIN_FOUND', failure.code);
    case 'PKI_UNSUPPORTED_ALGORITHM':
      return doubtful('VALIDATION_ALGORITHM_UNKNOWN', 'CRYPTO_CONSTRAINTS_FAILURE', failure.code);
    default:
      return doubtful('VALIDATION_CHAIN', 'CHAIN_CONSTRAINTS_FAILURE', failure.code);
  }
}

/** Path of the signer's certificate to a given anchor at the best signature time: the path, or what is wrong. */
export function judgePath(
  certificate: Certificate,
  carried: readonly Certificate[],
  time: BestSignatureTime,
  { anchors, verifier }: ValidationOptions,
): CertificatePath | Reason {
  const path = verifyPath({
    leaf: certificate,
    intermediates: carried,
    anchors,
    atMs: time.ms,
    verifier,
    purpose: 'document-signing',
    allowWeak: true,
  });
  return path.ok ? path.value : reasonOf(path.error, certificate, time);
}
