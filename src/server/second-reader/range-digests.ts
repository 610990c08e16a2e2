import { createHash, type Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { Range } from './byte-scan';

const CHUNK = 1 << 20;

async function feed(file: FileHandle, hash: Hash, from: number, to: number): Promise<void> {
  const buffer = Buffer.allocUnsafe(CHUNK);
  for (let at = from; at < to; ) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(CHUNK, to - at), at);
    if (bytesRead === 0) throw new RangeError('the file ends early');
    hash.update(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
}

/** Digests over ByteRanges of one file in one algorithm; asked in ascending order, the file is hashed once. */
export class RangeDigests {
  #state: Hash;
  #size = 0;

  constructor(
    private readonly file: FileHandle,
    private readonly algorithm: string,
  ) {
    this.#state = createHash(algorithm);
  }

  async over([, gap, second, rest]: Range): Promise<Buffer> {
    if (gap < this.#size) {
      this.#state = createHash(this.algorithm);
      this.#size = 0;
    }
    await feed(this.file, this.#state, this.#size, gap);
    this.#size = gap;
    const hash = this.#state.copy();
    await feed(this.file, hash, second, second + rest);
    return hash.digest();
  }
}
