import { createHash, randomUUID } from 'node:crypto';
import { constants, createReadStream, type ReadStream } from 'node:fs';
import { access, type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { err, ok, Refusal, type Result } from '../../core/base';
import { replaceFile } from '../../platform/node';

/** An upload on the disk, durable but not yet in its place. Exactly one of `keep` and `discard` is called. */
export interface Received {
  readonly path: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly size: number;
  /** Moves it into place; from then on it is found by its digest and never changes. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}

export interface Expected {
  readonly maxBytes: number;
  readonly sha256?: string;
  readonly size?: number;
}

const writeAll = async (file: FileHandle, source: Readable, maxBytes: number) => {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new Refusal('ARCHIVE_TOO_LARGE');
    hash.update(chunk);
    await file.write(chunk);
  }
  return { size, sha256: hash.digest('hex') };
};

/** Objects by digest in a folder: `ab/abcdef…`. Written once, fsynced, renamed into place, never changed. */
export class ObjectStore {
  private constructor(
    private readonly folder: string,
    private readonly incoming: string,
  ) {}

  static async open(folder: string): Promise<ObjectStore> {
    const incoming = join(folder, 'incoming');
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    // what an earlier life did not finish was never acknowledged
    for (const name of await readdir(incoming)) await rm(join(incoming, name), { force: true });
    return new ObjectStore(folder, incoming);
  }

  /** Streams an upload to the disk. Codes: ARCHIVE_*. Nothing is left behind on failure. */
  async receive(source: Readable, expected: Expected): Promise<Result<Received>> {
    // a client may go away before anybody reads: that is told by the reading below
    source.on('error', () => {});
    const path = join(this.incoming, randomUUID());
    const file = await open(path, 'wx', 0o600);
    try {
      const facts = await writeAll(
        file,
        source,
        Math.min(expected.maxBytes, expected.size ?? Number.POSITIVE_INFINITY),
      );
      const short = expected.size !== undefined && facts.size !== expected.size;
      if (short) throw new Refusal('ARCHIVE_UPLOAD_BROKEN');
      if (expected.sha256 !== undefined && facts.sha256 !== expected.sha256)
        throw new Refusal('ARCHIVE_DIGEST_MISMATCH');
      await file.sync();
      await file.close();
      return ok({
        path,
        ...facts,
        keep: () => this.keep(path, facts.sha256),
        discard: () => rm(path, { force: true }),
      });
    } catch (error) {
      await file.close().catch(() => {});
      await rm(path, { force: true });
      if (error instanceof Refusal) return err(error.code);
      if (source.errored !== null || source.destroyed) return err('ARCHIVE_UPLOAD_BROKEN');
      throw error;
    }
  }

  private async keep(path: string, sha256: string): Promise<void> {
    const folder = join(this.folder, sha256.slice(0, 2));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await replaceFile(path, this.pathOf(sha256));
    for (const changed of [folder, this.folder]) {
      const handle = await open(changed, 'r');
      // a folder cannot be synced on every platform; where it cannot, the rename itself is durable enough
      await handle.sync().catch(() => {});
      await handle.close();
    }
  }

  pathOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }

  read(sha256: string): ReadStream {
    return createReadStream(this.pathOf(sha256));
  }

  async healthy(): Promise<boolean> {
    return access(this.incoming, constants.W_OK).then(
      () => true,
      () => false,
    );
  }
}
