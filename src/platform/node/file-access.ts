import { type FileHandle, open } from 'node:fs/promises';
import { concat, type RandomAccess } from '../../core/base';

export interface OpenFile extends RandomAccess {
  close(): Promise<void>;
}

const readFully = async (handle: FileHandle, offset: number, length: number): Promise<Uint8Array> => {
  const out = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(out, done, length - done, offset + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return done === length ? out : out.subarray(0, done);
};

/** A PDF is read in dozens of small pieces that lie close together; each trip to the thread pool costs more than the bytes. */
const BLOCK = 32_768;
const BLOCKS_KEPT = 32;

/** Blocks of the file as they are read, the oldest dropped first: 1 MiB at most. */
const blockReader = (handle: FileHandle, size: number) => {
  const blocks = new Map<number, Promise<Uint8Array>>();
  return (index: number): Promise<Uint8Array> => {
    const kept = blocks.get(index);
    if (kept !== undefined) return kept;
    const start = index * BLOCK;
    const block = readFully(handle, start, Math.min(BLOCK, size - start));
    blocks.set(index, block);
    block.catch(() => blocks.delete(index));
    const oldest = blocks.keys().next();
    if (blocks.size > BLOCKS_KEPT && !oldest.done) blocks.delete(oldest.value);
    return block;
  };
};

/**
 * Opens a file for reading at random. The size is the one at opening; a file that grows later is read up to it, one that
 * changes below it must not be read this way (revisions are files of their own and never change).
 */
export const openFile = async (path: string): Promise<OpenFile> => {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  const block = blockReader(handle, size);
  const read = async (offset: number, length: number): Promise<Uint8Array> => {
    const wanted = Math.max(0, Math.min(length, size - offset));
    const first = Math.floor(offset / BLOCK);
    if (wanted === 0 || wanted >= BLOCK) return readFully(handle, offset, wanted);
    const start = offset - first * BLOCK;
    const head = (await block(first)).subarray(start, start + wanted);
    if (start + wanted <= BLOCK) return head.slice();
    return concat([head, (await block(first + 1)).subarray(0, start + wanted - BLOCK)]);
  };
  return { size, read, close: () => handle.close() };
};
