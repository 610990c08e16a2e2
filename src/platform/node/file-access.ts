import { type FileHandle, open } from 'node:fs/promises';
import type { RandomAccess } from '../../core/base';

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

/** Opens a file for reading at random. The size is the one at opening; a file that grows later is read up to it. */
export const openFile = async (path: string): Promise<OpenFile> => {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  return {
    size,
    read: (offset, length) => readFully(handle, offset, Math.max(0, Math.min(length, size - offset))),
    close: () => handle.close(),
  };
};
