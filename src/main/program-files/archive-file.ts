import { plainFs } from './plain-fs';

/** Of the header; ours is 0.3 MiB. */
const MAX_HEADER_BYTES = 16_777_216;
/** Of a file that is read out. */
const MAX_FILE_BYTES = 1_048_576;

interface Entry {
  readonly offset?: string;
  readonly size?: number;
}

/**
 * A file at the root of an asar archive, as text (github.com/electron/asar, "Format": two pickles with the length of the
 * header and the header as JSON, then the files). undefined: no such archive or file.
 */
export async function fileInArchive(archive: string, name: string): Promise<string | undefined> {
  const file = await plainFs.open(archive, 'r').catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const read = async (length: number, at: number): Promise<Buffer> => {
      const bytes = Buffer.alloc(length);
      const { bytesRead } = await file.read(bytes, 0, length, at);
      return bytes.subarray(0, bytesRead);
    };
    const sizes = await read(16, 0);
    const [headerSize, jsonSize] = [sizes.readUInt32LE(4), sizes.readUInt32LE(12)];
    if (headerSize > MAX_HEADER_BYTES || jsonSize > headerSize) return undefined;
    const header = JSON.parse((await read(jsonSize, 16)).toString('utf8')) as { files?: Record<string, Entry> };
    const entry = Object.entries(header.files ?? {}).find(([key]) => key === name)?.[1];
    const [offset, size] = [Number(entry?.offset), Number(entry?.size)];
    if (!Number.isSafeInteger(offset) || !(size <= MAX_FILE_BYTES)) return undefined;
    return (await read(size, 8 + headerSize + offset)).toString('utf8');
  } catch {
    return undefined;
  } finally {
    await file.close();
  }
}
