import type { CertificatePath } from '../pki';
import type { Draft } from './draft';
import type { BestSignatureTime } from './judge-path';
import { judgeRevocation } from './judge-revocation';
import type { JudgedTimeStamp } from './judge-time-stamp';
import type { Proof } from './proof';
import type { ValidationOptions } from './types';
import type { ValidationData } from './validation-data';

/** What decides between the levels with time. */
export interface Longevity {
  readonly time: BestSignatureTime;
  /** The signer's path. */
  readonly path: CertificatePath | undefined;
  readonly stamped: JudgedTimeStamp;
}

/**
 * Whether these data alone tell about every certificate below an anchor, of the signer and of the time-stamp: the
 * signature's own, or the document time-stamp that stands for it.
 */
function isComplete(
  data: ValidationData,
  { time, path, stamped }: Longevity,
  { stamp }: Proof,
  options: ValidationOptions,
): boolean {
  const stampPath = stamped.path ?? stamp?.path;
  if (path === undefined || stampPath === undefined || data.evidence.length === 0) return false;
  const madeAtMs = stamped.genTimeMs ?? time.ms;
  return [path, stampPath].every(
    (one) => judgeRevocation(one, data.evidence, { existedAtMs: time.ms, madeAtMs }, options).finding === 'good',
  );
}

/**
 * EN 319 142-1 6.1, of a signature in baseline form: B-T has a proof of time, B-LT also the validation data in the file, B-LTA
 * a document time-stamp over them. A certificate that says noRevAvail (RFC 9608) needs no data of its own, its issuers do.
 */
export function levelOf(longevity: Longevity, proof: Proof, options: ValidationOptions): Draft['level'] {
  if (!longevity.time.proven) return 'B-B';
  if (!isComplete(proof.fileData, longevity, proof, options)) return 'B-T';
  return proof.archived && isComplete(proof.archivedData, longevity, proof, options) ? 'B-LTA' : 'B-LT';
}
