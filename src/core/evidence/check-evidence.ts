import { type Digest, equal, fromHex, toHex } from '../base';
import type { EvidenceFinding, EvidenceInput, RecordingFacts } from '../validation';
import { bindingA } from './binding';
import { EVIDENCE_FILE_NAME, MANIFEST_FILE_NAME, type Manifest, readManifest } from './manifest';

/** White space that may stand between a revision's end-of-file marker and the end of the file as it was shown. */
const MAX_SLACK = 64;
const WHITE_SPACE = new Set([0, 9, 10, 12, 13, 32]);

const broken = (code: string, detail?: string): EvidenceFinding => ({
  state: 'broken',
  reasons: [detail === undefined ? { code } : { code, detail }],
});

/**
 * D0 is over the file up to the revision before the act: nothing but white space may lie between the two ends. A form
 * without an end of line after %%EOF gets one from the act's own revision, so either end may come first.
 */
async function isRevisionBefore(input: EvidenceInput, size: number): Promise<boolean> {
  const start = Math.min(size, input.previousEnd);
  const end = Math.max(size, input.previousEnd);
  if (end > input.source.size || end - start > MAX_SLACK) return false;
  const slack = await input.source.read(start, end - start);
  return slack.every((byte) => WHITE_SPACE.has(byte));
}

function manifestSays(
  manifest: Manifest,
  binding: NonNullable<EvidenceInput['binding']>,
  envelopeHash: string,
): boolean {
  const { evidence } = manifest;
  return (
    evidence.sha256 === envelopeHash &&
    evidence.bindingA === toHex(binding.bindingA) &&
    evidence.bindingB === toHex(binding.bindingB)
  );
}

const FIGURES = [
  'evidenceGrade',
  'samples',
  'conformance',
  'refused',
  'reportsPerSecond',
  'jitterUs',
  'gaps',
  'duplicates',
  'pressureLevels',
  'outOfRange',
  'lost',
  'lostInStroke',
  'missingByClock',
  'missingInMotion',
  'clockFit',
  'waiver',
] as const satisfies readonly (keyof RecordingFacts)[];

function recordingOf(pen: NonNullable<Manifest['pen']>): RecordingFacts {
  const told = FIGURES.filter((figure) => pen[figure] !== undefined).map((figure) => [figure, pen[figure]]);
  return { device: `${pen.vendor} ${pen.product}`, ...Object.fromEntries(told) };
}

const factsOf = (manifest: Manifest): NonNullable<EvidenceFinding['facts']> => ({
  taskId: manifest.task.id,
  capacity: manifest.signer.capacity,
  ...(manifest.signer.name !== undefined && { signerName: manifest.signer.name }),
  documentSha256: manifest.document.sha256,
  documentSize: manifest.document.size,
  ...(manifest.normalised !== undefined && { normalised: manifest.normalised }),
  ...(manifest.pen !== undefined && { recording: recordingOf(manifest.pen) }),
  custodians: manifest.evidence.custodians,
  chainHead: manifest.chain.head,
});

/**
 * What a stranger without a key can check of one act (docs/evidence-format.md 6): the certificate was issued for this
 * document (D1) and this manifest (M); the manifest's D0 is the digest of the revision before; A is the digest over
 * D0 and the encrypted evidence in the file; the manifest and the certificate name the same A and B.
 */
export async function checkEvidence(input: EvidenceInput, digest: Digest): Promise<EvidenceFinding> {
  const manifestBytes = input.files.find((file) => file.name === MANIFEST_FILE_NAME)?.bytes;
  const envelope = input.files.find((file) => file.name === EVIDENCE_FILE_NAME)?.bytes;
  const { binding } = input;
  if (!binding) {
    const some = manifestBytes !== undefined || envelope !== undefined;
    return some
      ? { state: 'unbound', reasons: [{ code: 'VALIDATION_EVIDENCE_UNBOUND' }] }
      : { state: 'none', reasons: [] };
  }
  if (!equal(binding.documentDigest, input.signedDigest)) return broken('VALIDATION_EVIDENCE_DOCUMENT', 'D1');
  if (!manifestBytes || !envelope) return { state: 'missing', reasons: [{ code: 'VALIDATION_EVIDENCE_MISSING' }] };
  if (!equal(digest.hash('SHA-256', manifestBytes), binding.manifestDigest))
    return broken('VALIDATION_EVIDENCE_MANIFEST', 'digest');
  const manifest = readManifest(manifestBytes);
  if (!manifest.ok) return broken('VALIDATION_EVIDENCE_MANIFEST', manifest.error.code);
  const { document } = manifest.value;
  if (!(await isRevisionBefore(input, document.size))) return broken('VALIDATION_EVIDENCE_DOCUMENT', 'D0 size');
  const shown = await input.prefixDigest(document.size);
  if (!shown.ok || !equal(shown.value, fromHex(document.sha256) as Uint8Array))
    return broken('VALIDATION_EVIDENCE_DOCUMENT', 'D0');
  const envelopeDigest = digest.hash('SHA-256', envelope);
  const a = bindingA({ documentDigest: shown.value, envelopeDigest }, digest);
  if (!equal(a, binding.bindingA)) return broken('VALIDATION_EVIDENCE_ENVELOPE', 'A');
  if (!manifestSays(manifest.value, binding, toHex(envelopeDigest)))
    return broken('VALIDATION_EVIDENCE_MANIFEST', 'names other digests');
  return { state: 'intact', reasons: [], facts: factsOf(manifest.value) };
}
