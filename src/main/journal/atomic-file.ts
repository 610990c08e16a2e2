import { type FileHandle, open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { replaceFile } from '../../platform/node';

/** Marks a file that is being written; whatever bears it after a crash is rubbish. */
export const TEMPORARY_SUFFIX = '.part';

/** A folder's entry list is a file of its own: until it is flushed a rename may be lost with the power. Windows has no such call. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes a file so that after a crash there is either the old one or the new one, whole: temporary name, fsync, rename,
 * fsync of the folder. `fill` writes into the open handle; when it throws, nothing is left behind.
 */
export async function writeAtomicallyWith(path: string, fill: (handle: FileHandle) => Promise<void>): Promise<void> {
  const temporary = join(dirname(path), `${basename(path)}${TEMPORARY_SUFFIX}`);
  const handle = await open(temporary, 'w', 0o600);
  try {
    try {
      await fill(handle);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await replaceFile(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** {@link writeAtomicallyWith} for bytes or text at hand. */
export const writeAtomically = (path: string, data: Uint8Array | string): Promise<void> =>
  writeAtomicallyWith(path, (handle) => handle.writeFile(data));
