import { attemptAsync, concat, type Digest, equal, must, type RandomAccess, Refusal, type Result } from '../base';
import { parseSignedData } from '../cms';
import {
  type Appended,
  addDss,
  embedContents,
  type Inflate,
  joinAccess,
  openPdf,
  type PdfDocument,
  prepareDocumentTimeStamp,
  type RevisionPorts,
  type SecurityStore,
} from '../pdf';
import { readTimeStampToken } from '../tsp';
import { digestByteRange } from './byte-range';

export interface PadesExtension {
  /** The file as it is, with all its signatures; streamed. */
  readonly source: RandomAccess;
  /**
   * Revocation evidence for every certificate below an anchor, and certificates that signatures do not carry. What the
   * signatures and their time-stamps carry is added.
   */
  readonly validationData: SecurityStore;
  /**
   * Asks for a token over `imprint` = SHA-256 over the ByteRange and answers its DER; absent for B-LT. The caller's
   * function verifies the authority.
   */
  readonly timeStamp?: (imprint: Uint8Array) => Promise<Result<Uint8Array>>;
  readonly ports: RevisionPorts & { readonly inflate: Inflate };
  readonly digest: Digest;
}

const carriedBy = (cms: Uint8Array): Uint8Array[] => {
  const parsed = parseSignedData(cms, { allowTrailing: true, allowBer: true });
  if (!parsed.ok) return [];
  const tokens = parsed.value.signerInfos.flatMap((signer) => signer.signatureTimeStamps);
  return [...parsed.value.certificates, ...tokens.flatMap(carriedBy)];
};

/** Certificates in all signatures, document time-stamps and signature time-stamps of a file; unverified. */
const certificatesOf = async (doc: PdfDocument): Promise<Uint8Array[]> => {
  const fields = must(await doc.signatureFields());
  return fields.flatMap(({ value }) => (value === undefined ? [] : carriedBy(value.contents)));
};

const withStore = async (doc: PdfDocument, { validationData, ports }: PadesExtension): Promise<Appended> => {
  const certificates = [...validationData.certificates, ...(await certificatesOf(doc))];
  return must(await addDss(doc, { ...validationData, certificates }, ports));
};

async function timeStampDocument(
  source: RandomAccess,
  timeStamp: NonNullable<PadesExtension['timeStamp']>,
  { ports, digest }: PadesExtension,
): Promise<Uint8Array> {
  const prepared = must(await prepareDocumentTimeStamp(must(await openPdf(source, ports)), ports));
  const whole = joinAccess(source, prepared.tail);
  const imprint = must(await digestByteRange(whole, prepared.byteRange, digest));
  const token = must(await timeStamp(imprint));
  const { messageImprint } = must(readTimeStampToken(token));
  if (messageImprint.hashAlgorithm !== 'SHA-256' || !equal(messageImprint.hashedMessage, imprint))
    throw new Refusal('PADES_TIME_STAMP_MISMATCH');
  return must(embedContents(prepared, token));
}

/**
 * Appends what makes a file last (EN 319 142-1 6.3): the document security store with certificates and revocation
 * evidence (B-LT), and a document time-stamp over all of it (B-LTA). Done again later, it renews: a second store revision
 * and a time-stamp over the first. The bytes before stay as they are. Whether the result has its level is for core/validation to say.
 * Codes: PADES_*, PDF_*, those of `timeStamp`.
 */
export const extendPades = (input: PadesExtension): Promise<Result<Appended>> =>
  attemptAsync(async () => {
    const { source, timeStamp, ports } = input;
    const stored = await withStore(must(await openPdf(source, ports)), input);
    if (timeStamp === undefined) return stored;
    const withData = joinAccess(source, stored.tail);
    const stamped = await timeStampDocument(withData, timeStamp, input);
    const tail = concat([stored.tail, stamped]);
    return { tail, size: source.size + tail.length };
  });
