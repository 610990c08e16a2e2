import { Readable } from 'node:stream';
import { must, Refusal } from '../../core/base';
import { openFile } from '../../platform/node';
import type { ObjectStore, Received } from '../archive';
import type { SecondReader } from '../second-reader';
import type { PreservationLevel } from '../store';
import { type ExtensionPorts, extensionOf, renewAtMs, reportOf, requireLevel } from './extend-document';

export interface ExtendedFile {
  readonly received: Received;
  readonly renewAtMs: number | null;
}

export interface FileToExtend {
  readonly sha256: string;
  readonly level: PreservationLevel;
  /** When the file's own document time-stamp is due; the new one must last longer. null where it has none. */
  readonly before: number | null;
}

export interface ExtensionRooms {
  readonly archive: ObjectStore;
  readonly secondReader: SecondReader;
  /** Keeps a file about which two readers disagree. */
  readonly hold: (received: Received, what: string) => Promise<void>;
}

async function* bytesOf(archive: ObjectStore, sha256: string, tail: Uint8Array): AsyncGenerator<Uint8Array> {
  yield* archive.read(sha256) as AsyncIterable<Uint8Array>;
  yield tail;
}

/**
 * Makes the extended copy of an archived file: the same bytes, the validation data, and for B-LTA a document time-stamp;
 * verified, read again by the second reader, durable, not yet in its place. Throws a Refusal: PRESERVATION_*,
 * SECOND_READER_*, and the codes of the core rooms.
 */
export async function extendFile(
  { sha256, level, before }: FileToExtend,
  { archive, secondReader, hold }: ExtensionRooms,
  ports: ExtensionPorts,
): Promise<ExtendedFile> {
  const source = await openFile(archive.pathOf(sha256));
  const tail = await extensionOf(source, level, ports).finally(() => source.close());
  const copy = Readable.from(bytesOf(archive, sha256, tail));
  const received = must(await archive.receive(copy, { maxBytes: Number.MAX_SAFE_INTEGER }));
  try {
    const report = await reportOf(received.path, ports);
    requireLevel(report, level);
    const due = renewAtMs(report, ports.renewDaysBefore);
    if (before !== null && due !== null && due <= before) throw new Refusal('PRESERVATION_NOT_LONGER');
    const from = { path: archive.pathOf(sha256), size: source.size };
    const question = { path: received.path, source: from, claims: report.signatures, foreignUpTo: 0 };
    const opinion = await secondReader.read(question);
    if (!opinion.ok && opinion.error.code === 'SECOND_READER_DISAGREES')
      await hold(received, opinion.error.detail ?? '');
    must(opinion);
    return { received, renewAtMs: due };
  } catch (error) {
    await received.discard();
    throw error;
  }
}
