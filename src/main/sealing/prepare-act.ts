import { attemptAsync, must, type RandomAccess, type Result, toHex } from '../../core/base';
import { EVIDENCE_FILE_NAME, MANIFEST_FILE_NAME } from '../../core/evidence';
import { openPdf, type PreparedSignature, prepareSignature } from '../../core/pdf';
import type { SignerBasis } from '../../core/session';
import { buildActEvidence } from './act-evidence';
import type { ActCapture, ActFacts } from './act-facts';
import { captionOf } from './caption';
import type { PlacedField } from './field-revision';
import type { SealingPorts, SealingTrust } from './ports';
import { signatureAppearance } from './signature-appearance';
import type { FileDigest } from './working-file';

/** Room for the CMS with its time-stamp, bytes; what we make takes under 8,000. */
export const CONTENTS_BYTES = 16_384;

/** One act ready to be confirmed: what the signer sees is base + tail, what is signed is `documentDigest`. */
export interface PreparedAct {
  readonly taskId: string;
  readonly slot: number;
  readonly fieldName: string;
  readonly basis: SignerBasis;
  readonly signingTimeMs: number;
  /** Size of the working file that `prepared.tail` follows, and its digest D0. */
  readonly baseSize: number;
  readonly baseDigest: Uint8Array;
  readonly prepared: PreparedSignature;
  /** D1: SHA-256 over the ByteRange. */
  readonly documentDigest: Uint8Array;
  readonly manifestDigest: Uint8Array;
  readonly bindingA: Uint8Array;
  readonly bindingB: Uint8Array;
}

export interface ActToPrepare {
  /** The working file as it is, and its digest state. */
  readonly base: RandomAccess;
  readonly baseDigest: FileDigest;
  readonly field: PlacedField;
  /** The first signature of a form certifies it: DocMDP P=2 (ISO 32000-2 12.8.2.2). */
  readonly certify: boolean;
  readonly facts: ActFacts;
  readonly capture: ActCapture;
}

/**
 * Builds evidence, appearance and the signature's revision; nothing is written and no key exists yet.
 * PDF_GLYPH_MISSING, SEAL_BOX_TOO_SMALL, INK_*, EVIDENCE_*, CMS_*, PDF_*.
 */
export function prepareAct(
  input: ActToPrepare,
  ports: SealingPorts,
  trust: SealingTrust,
): Promise<Result<PreparedAct>> {
  return attemptAsync(async () => {
    const { facts, capture, field } = input;
    const nowMs = ports.clock.nowMs();
    const caption = captionOf(facts.basis, nowMs, facts.timeZoneMinutes);
    const font = must(await ports.captionFont.fontFor(`${caption.who}${caption.when}`));
    const { width, height } = field.box;
    const finger = capture.finger === undefined ? {} : { finger: capture.finger.image };
    const appearance = must(signatureAppearance({ width, height, ink: capture.ink, ...finger, caption, font }));
    const baseDigest = input.baseDigest.digest();
    const baseSize = input.baseDigest.size;
    const document = { digest: baseDigest, size: baseSize };
    const evidence = must(await buildActEvidence(facts, capture, document, nowMs, ports, trust));
    const doc = must(await openPdf(input.base, { inflate: ports.inflate }));
    const preparation = {
      fieldName: field.fieldName,
      signingTimeMs: nowMs,
      timeZoneMinutes: facts.timeZoneMinutes,
      name: facts.basis.name,
      contentsBytes: CONTENTS_BYTES,
      appearance,
      associatedFiles: [
        { name: MANIFEST_FILE_NAME, mime: 'application/json', relationship: 'Data', bytes: evidence.manifest },
        {
          name: EVIDENCE_FILE_NAME,
          mime: 'application/pkcs7-mime',
          relationship: 'Supplement',
          bytes: evidence.envelope,
        },
      ] as const,
      ...(input.certify ? { docMdp: 2 as const, lockAnswers: true } : {}),
    };
    const prepared = must(await prepareSignature(doc, preparation, ports));
    return {
      taskId: facts.task.taskId,
      slot: facts.slot,
      fieldName: field.fieldName,
      basis: facts.basis,
      signingTimeMs: nowMs,
      baseSize,
      baseDigest,
      prepared,
      documentDigest: input.baseDigest.byteRangeDigest(prepared.tail, prepared.byteRange),
      manifestDigest: evidence.manifestDigest,
      bindingA: evidence.bindingA,
      bindingB: evidence.bindingB,
    };
  });
}

/** Name of a prepared revision for screens and journal: its ByteRange digest in hex. */
export const digestName = (act: PreparedAct): string => toHex(act.documentDigest);
