import { mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '../core/base';
import type { CliCode } from './errors';

/** The file itself, or the PDFs of a folder by name; undefined for what is not there. */
export async function pdfFilesIn(path: string): Promise<string[] | undefined> {
  const facts = await stat(path).catch(() => undefined);
  if (facts === undefined) return undefined;
  if (!facts.isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory() && entry.name.toLowerCase().endsWith('.pdf'))
    .map((entry) => join(path, entry.name))
    .sort();
}

const isSameFolder = async (a: string, b: string): Promise<boolean> =>
  (await realpath(a).catch(() => a)) === (await realpath(b).catch(() => b));

/** The folder for what is written, made where it is missing; never the one that is read. CLI_OUT_* */
export async function readyFolder(from: string, files: readonly string[], to: string): Promise<Result<string>> {
  const made = await mkdir(to, { recursive: true }).then(
    () => true,
    () => false,
  );
  if (!made) return err<CliCode>('CLI_OUT_UNUSABLE', to);
  const source = files[0] === undefined ? from : dirname(files[0]);
  return (await isSameFolder(source, to)) ? err<CliCode>('CLI_OUT_IS_SOURCE', to) : ok(to);
}
