import { attemptAsync, must, Refusal, type Result } from '../../core/base';
import { parseSignedData } from '../../core/cms';
import { timeStampDocument } from '../../core/pades';
import { embedContents, openPdf } from '../../core/pdf';
import { openFile } from '../../platform/node';
import { judgeClosed } from './judge-file';
import type { SealingPorts, SealingServices, SealingTrust } from './ports';
import { type ActToSeal, currentDigest, timed, writeSealed } from './seal-act';
import { type OnSourceFailure, type SealedRevision, sealedRevision } from './sealed-act';
import { trustedTime } from './trusted-time';
import { FileDigest, writeRevision } from './working-file';

type Sources = Pick<SealingServices, 'timeStampSources'>;

/** /Contents of a field's signature in a file. */
async function contentsOf(path: string, fieldName: string, ports: SealingPorts): Promise<Uint8Array> {
  const file = await openFile(path);
  try {
    const document = must(await openPdf(file, { inflate: ports.inflate }));
    const field = must(await document.signatureFields()).find(({ name }) => name === fieldName);
    if (field?.value === undefined) throw new Refusal('SEAL_BASE_CHANGED', 'signature not found');
    return field.value.contents;
  } finally {
    await file.close();
  }
}

const isTimed = (contents: Uint8Array): boolean =>
  must(parseSignedData(contents, { allowTrailing: true })).signerInfos.some(
    ({ signatureTimeStamps }) => signatureTimeStamps.length > 0,
  );

/**
 * Puts the time-stamp into a signature that was sealed without: `outPath` is the file as sealed, the newest revision,
 * and is replaced by itself with another Contents, which no ByteRange covers. A file that bears its time already, as a
 * crash may leave it, is taken as it is. TSP_NO_SOURCE when nobody gives the time; SEAL_*.
 */
export function completeTime(
  input: Omit<ActToSeal, 'withoutTime'>,
  services: Sources,
  ports: SealingPorts,
  trust: SealingTrust,
  onFailure: OnSourceFailure,
): Promise<Result<SealedRevision>> {
  return attemptAsync(async () => {
    const { act, outPath } = input;
    const contents = await contentsOf(outPath, act.fieldName, ports);
    if (isTimed(contents)) return sealedRevision(await FileDigest.ofFile(outPath), ports);
    const withTime = await timed(contents, services, ports, onFailure);
    if (withTime === undefined) throw new Refusal('TSP_NO_SOURCE');
    const base = await currentDigest(input);
    const tail = must(embedContents(act.prepared, withTime));
    await writeSealed(input, tail, 'B-T', ports, trust);
    return sealedRevision(base.appended(tail), ports);
  });
}

export interface FormToClose {
  /** The working file with its last signature, and its digest state. */
  readonly basePath: string;
  readonly baseDigest: FileDigest;
  readonly outPath: string;
  readonly ourFields: ReadonlySet<string>;
}

/**
 * Closes a form whose signatures have no time of their own with one document time-stamp, as a new revision.
 * TSP_NO_SOURCE when nobody gives the time; SEAL_*, PDF_*.
 */
export function closeForm(
  { basePath, baseDigest, outPath, ourFields }: FormToClose,
  services: Sources,
  ports: SealingPorts,
  trust: SealingTrust,
  onFailure: OnSourceFailure,
): Promise<Result<SealedRevision>> {
  return attemptAsync(async () => {
    const source = await openFile(basePath);
    let tail: Uint8Array;
    try {
      const timeStamp = trustedTime(services, ports, { onFailure });
      tail = must(await timeStampDocument({ source, timeStamp, ports, digest: ports.digest })).tail;
    } finally {
      await source.close();
    }
    const judge = (path: string) => judgeClosed(path, ourFields, ports, trust);
    must(await writeRevision({ path: basePath, size: baseDigest.size }, tail, outPath, judge));
    return sealedRevision(baseDigest.appended(tail), ports);
  });
}
