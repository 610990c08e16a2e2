import { createHash, type Hash } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, type FileHandle, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { err, ok, type Result } from '../../core/base';
import type { ByteRange } from '../../core/pdf';
import { replaceFile } from '../../platform/node';
import { syncFolder, TEMPORARY_SUFFIX } from '../journal';

const CHUNK = 1 << 20;

/**
 * SHA-256 of a working file that only ever grows at its end: the state after the file's bytes is kept, so that the
 * digests of the next revision cost its tail only, not the whole of a large file again.
 */
export class FileDigest {
  readonly #state: Hash;
  readonly size: number;

  private constructor(state: Hash, size: number) {
    this.#state = state;
    this.size = size;
  }

  static async ofFile(path: string): Promise<FileDigest> {
    const state = createHash('sha256');
    const handle = await open(path, 'r');
    const buffer = Buffer.allocUnsafe(CHUNK);
    let size = 0;
    try {
      for (;;) {
        const { bytesRead } = await handle.read(buffer, 0, CHUNK, size);
        if (bytesRead === 0) break;
        state.update(buffer.subarray(0, bytesRead));
        size += bytesRead;
      }
    } finally {
      await handle.close();
    }
    return new FileDigest(state, size);
  }

  /** D0: of the file as it is. */
  digest(): Uint8Array {
    return new Uint8Array(this.#state.copy().digest());
  }

  /** D1: over a ByteRange whose first part reaches into `tail`, the bytes that follow the file. */
  byteRangeDigest(tail: Uint8Array, byteRange: ByteRange): Uint8Array {
    const [, length, second, rest] = byteRange;
    const state = this.#state.copy();
    state.update(tail.subarray(0, length - this.size));
    state.update(tail.subarray(second - this.size, second - this.size + rest));
    return new Uint8Array(state.digest());
  }

  /** The file with `tail` appended. */
  appended(tail: Uint8Array): FileDigest {
    return new FileDigest(this.#state.copy().update(tail), this.size + tail.length);
  }
}

async function writeTail(handle: FileHandle, tail: Uint8Array, at: number): Promise<void> {
  let done = 0;
  while (done < tail.length) done += (await handle.write(tail, done, tail.length - done, at + done)).bytesWritten;
}

/**
 * Writes base + tail as a new file, flushed, and shows it to `judge` under its temporary name; only a file that the
 * judge accepts gets its name. The base is shared copy-on-write where the file system can. SEAL_WRITE, the judge's code.
 */
export async function writeRevision(
  base: { readonly path: string; readonly size: number },
  tail: Uint8Array,
  path: string,
  judge: (temporary: string) => Promise<Result<unknown>> = async () => ok(undefined),
): Promise<Result<void>> {
  const temporary = `${path}${TEMPORARY_SUFFIX}`;
  try {
    await copyFile(base.path, temporary, constants.COPYFILE_FICLONE);
    const handle = await open(temporary, 'r+');
    try {
      await handle.truncate(base.size);
      await writeTail(handle, tail, base.size);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const verdict = await judge(temporary);
    if (!verdict.ok) {
      await rm(temporary, { force: true });
      return verdict;
    }
    await replaceFile(temporary, path);
    await syncFolder(dirname(path));
    return ok(undefined);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    return err('SEAL_WRITE', (error as NodeJS.ErrnoException).code);
  }
}
