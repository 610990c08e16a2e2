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
import type { AskTime } from './sign-pades';

export interface DocumentToTime {
  /** The file as it is, with all its signatures; streamed. */
  readonly source: RandomAccess;
  /** Over the ByteRange. */
  readonly timeStamp: AskTime;
  readonly ports: RevisionPorts & { readonly inflate: Inflate };
  readonly digest: Digest;
}

export interface PadesExtension extends Omit<DocumentToTime, 'timeStamp'> {
  /**
   * Revocation evidence for every certificate below an anchor, and certificates that signatures do not carry. What the
   * signatures and their time-stamps carry is added.
   */
  readonly validationData: SecurityStore;
  /** Over the ByteRange; absent for B-LT. */
  readonly timeStamp?: AskTime;
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

async function documentTimeStamp({ source, timeStamp, ports, digest }: DocumentToTime): Promise<Uint8Array> {
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
 * Closes a file with a document time-stamp alone (ETSI.RFC3161, EN 319 142-1 5.4.3): proof that everything before it
 * existed, for signatures that have no time-stamp of their own. Codes: as {@link extendPades}.
 */
export const timeStampDocument = (input: DocumentToTime): Promise<Result<Appended>> =>
  attemptAsync(async () => {
    const tail = await documentTimeStamp(input);
    return { tail, size: input.source.size + tail.length };
  });

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
    const stamped = await documentTimeStamp({ ...input, source: withData, timeStamp });
    const tail = concat([stored.tail, stamped]);
    return { tail, size: source.size + tail.length };
  });
