import { join } from 'node:path';
import { z } from 'zod';
import { fileInArchive } from './archive-file';
import { fileDigest } from './file-digest';
import { plainFs } from './plain-fs';

/** Places below the program's folder, with slashes, and digests in hex (`fileDigest`). */
export type ShippedFiles = Readonly<Record<string, string>>;

/** Where Electron keeps an application. */
export const ARCHIVE = 'resources/app.asar';
/** At the root of the archive: every file but the program and the archive. */
export const SEALED_LIST = 'shipped-files.json';
/** Beside the archive: the program and the archive. */
export const PROGRAM_LIST = 'resources/shipped-program.json';

const MAX_FILES = 10_000;
const list = z.strictObject({
  version: z.literal(1),
  files: z
    .record(z.string().max(500), z.string().regex(/^[0-9a-f]{64}$/))
    .refine((files) => Object.keys(files).length <= MAX_FILES),
});

/** The text of a list of these files. Rejects where one cannot be read. */
export async function listShipped(files: Readonly<Record<string, string>>): Promise<string> {
  const digests: Record<string, string> = {};
  for (const place of Object.keys(files).sort()) digests[place] = await fileDigest(files[place] as string);
  return `${JSON.stringify({ version: 1, files: digests }, null, 1)}\n`;
}

function parsed(text: string | undefined): ShippedFiles | undefined {
  try {
    const read = list.safeParse(JSON.parse(text ?? ''));
    return read.success ? read.data.files : undefined;
  } catch {
    return undefined;
  }
}

/** What was shipped, by both lists; the sealed one is believed where they differ. undefined: one is gone or damaged. */
export async function readShipped(folder: string): Promise<ShippedFiles | undefined> {
  const program = parsed(await plainFs.readFile(join(folder, PROGRAM_LIST), 'utf8').catch(() => undefined));
  const sealed = parsed(await fileInArchive(join(folder, ARCHIVE), SEALED_LIST));
  return sealed && program && { ...program, ...sealed };
}
