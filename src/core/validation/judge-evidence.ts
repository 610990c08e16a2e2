import type { PrefixDigests } from '../pades';
import { associatedFilesOf } from '../pdf';
import type { Certificate } from '../pki';
import type { ValidationCode } from './errors';
import { doubtful, failed, remark } from './reasons';
import type { SignedRevision } from './signed-revision';
import type { EvidenceFinding, Reason, ValidationOptions } from './types';

/** Until a signature and its certificate are good nothing can be said about what they bind. */
export const EVIDENCE_UNCHECKED: EvidenceFinding = { state: 'unchecked', reasons: [] };

/** Digests that the certificate binds are digests in the signature: a mismatch is a HASH_FAILURE (EN 319 102-1 5.2.7). */
function weigh(finding: EvidenceFinding): Reason[] {
  return finding.reasons.map(({ code, detail }) => {
    const known = code as ValidationCode;
    if (finding.state === 'broken') return failed(known, 'HASH_FAILURE', detail);
    return finding.state === 'missing' ? doubtful(known, 'SIGNED_DATA_NOT_FOUND', detail) : remark(known, detail);
  });
}

/** The evidence of a signature whose certificate is known, by the port that core/evidence fills. */
export async function judgeEvidence(
  revision: SignedRevision,
  certificate: Certificate,
  signedDigest: Uint8Array,
  prefixes: PrefixDigests,
  options: ValidationOptions,
): Promise<{ readonly finding: EvidenceFinding; readonly reasons: readonly Reason[] }> {
  const files = await associatedFilesOf(revision.document, revision.field.name);
  const finding = await options.checkEvidence(
    {
      binding: certificate.eventBinding,
      signedDigest,
      files: files.ok ? files.value : [],
      source: revision.document.source,
      previousEnd: revision.previousEnd,
      prefixDigest: (size) => prefixes.prefix(size),
    },
    options.digest,
  );
  return { finding, reasons: weigh(finding) };
}
