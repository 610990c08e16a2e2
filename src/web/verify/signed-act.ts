import { attempt, attemptAsync, fromHex, must, type RandomAccess, Refusal, type Result } from '../../core/base';
import { decryptAuthEnveloped, envelopeRecipients, type RecipientKey } from '../../core/cms';
import {
  EVIDENCE_FILE_NAME,
  MANIFEST_FILE_NAME,
  type Manifest,
  type OpenedPayload,
  readManifest,
  verifyPayload,
} from '../../core/evidence';
import { decodeIso19794_4, type FingerImage } from '../../core/finger';
import { decodeIso19794_7, type PenSample, penSamplesOf } from '../../core/ink';
import { associatedFilesOf, openPdf, prefixAccess } from '../../core/pdf';
import type { SignatureReport } from '../../core/validation';
import { webDigest, webEnvelopeOpening, webInflate } from '../../platform/web';

/** What a signed revision tells about one act without any key. */
export interface SignedAct {
  /** Page of the signature, from 0. */
  readonly page: number;
  /** Only of evidence that the certificate binds and that is whole. */
  readonly sealed?: { readonly manifest: Manifest; readonly envelope: Uint8Array };
}

/** Reads one act from the file as it was signed. Codes: PDF_*, EVIDENCE_*. */
export const readSignedAct = (source: RandomAccess, signature: SignatureReport): Promise<Result<SignedAct>> =>
  attemptAsync(async () => {
    const revision = prefixAccess(source, signature.signedSize ?? source.size);
    const document = must(await openPdf(revision, { inflate: webInflate }));
    const field = must(await document.signatureFields()).find(({ name }) => name === signature.field);
    const page = field?.page ?? 0;
    if (signature.evidence.state !== 'intact') return { page };
    const files = must(await associatedFilesOf(document, signature.field));
    const bytesOf = (name: string) => files.find((file) => file.name === name)?.bytes;
    const [manifest, envelope] = [bytesOf(MANIFEST_FILE_NAME), bytesOf(EVIDENCE_FILE_NAME)];
    return manifest && envelope ? { page, sealed: { manifest: must(readManifest(manifest)), envelope } } : { page };
  });

/** The clear evidence of one act; lives in this page's memory only. */
export interface OpenedEvidence {
  readonly capture: OpenedPayload['capture'];
  readonly pen?: readonly PenSample[];
  readonly finger?: FingerImage;
  /** Codes of parts that could not be read. */
  readonly unreadable: readonly string[];
}

/** With the key alone nobody knows which recipient it is: each name in the envelope is tried. */
async function decrypt(envelope: Uint8Array, key: RecipientKey): Promise<Uint8Array> {
  for (const certificate of must(envelopeRecipients(envelope))) {
    const payload = await decryptAuthEnveloped(envelope, { certificate, key }, webEnvelopeOpening);
    if (payload.ok) return payload.value;
  }
  throw new Refusal('CMS_NOT_A_RECIPIENT');
}

const penOf = (bytes: Uint8Array): Result<PenSample[]> =>
  attempt(() => must(penSamplesOf(must(decodeIso19794_7(bytes)))));

/**
 * Opens the evidence of one act with a custodian's key and checks binding digest B; A was checked by the validation.
 * Codes: CMS_*, EVIDENCE_BINDING_MISMATCH, EVIDENCE_*.
 */
export const openEvidence = (
  { manifest, envelope }: NonNullable<SignedAct['sealed']>,
  key: RecipientKey,
): Promise<Result<OpenedEvidence>> =>
  attemptAsync(async () => {
    const payload = await decrypt(envelope, key);
    const bound = {
      bindingA: fromHex(manifest.evidence.bindingA) as Uint8Array,
      bindingB: fromHex(manifest.evidence.bindingB) as Uint8Array,
    };
    const { capture, entries } = must(verifyPayload(payload, bound, webDigest));
    const entry = (name: string) => entries.find((one) => one.name === name)?.data;
    const [penBytes, fingerBytes] = [entry('pen.19794-7'), entry('finger.19794-4')];
    const pen = penBytes && penOf(penBytes);
    const finger = fingerBytes && decodeIso19794_4(fingerBytes);
    const unreadable = [pen, finger].flatMap((part) => (part && !part.ok ? [part.error.code] : []));
    return {
      capture,
      ...(pen?.ok ? { pen: pen.value } : {}),
      ...(finger?.ok ? { finger: finger.value } : {}),
      unreadable,
    };
  });
