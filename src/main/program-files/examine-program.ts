import { join } from 'node:path';
import { fileDigest } from './file-digest';
import { plainFs } from './plain-fs';
import { PROGRAM_LIST, readShipped } from './shipped-list';

/** Places below the program's folder. */
export interface ProgramFindings {
  /** Files that were compared. */
  readonly count: number;
  readonly missing: readonly string[];
  readonly changed: readonly string[];
  /** Nobody shipped them. */
  readonly strange: readonly string[];
}

/** More files than this are named as strange no further. */
const MAX_STRANGE = 1000;

/** Everything in the folder that is not a folder; links are not followed. */
async function* placesIn(folder: string, below = ''): AsyncGenerator<string> {
  for (const entry of await plainFs.readdir(join(folder, below), { withFileTypes: true })) {
    const place = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) yield* placesIn(folder, place);
    else yield place;
  }
}

/** How a shipped file is: a folder or a link in its place is not the file. */
async function stateOf(path: string, digest: string): Promise<'missing' | 'changed' | 'same'> {
  const facts = await plainFs.lstat(path).catch(() => undefined);
  if (facts === undefined) return 'missing';
  if (!facts.isFile()) return 'changed';
  const found = await fileDigest(path).catch(() => undefined);
  return found === digest ? 'same' : 'changed';
}

/**
 * Compares a program's folder with what was packed, one file after the other.
 * @param signal ends it early; what was not looked at by then is not named
 * @returns undefined where the lists are gone or damaged
 */
export async function examineProgram(folder: string, signal?: AbortSignal): Promise<ProgramFindings | undefined> {
  const shipped = await readShipped(folder);
  if (shipped === undefined) return undefined;
  const found = { missing: [] as string[], changed: [] as string[], strange: [] as string[] };
  let count = 0;
  for (const [place, digest] of Object.entries(shipped)) {
    if (signal?.aborted) break;
    const state = await stateOf(join(folder, place), digest);
    if (state !== 'same') found[state].push(place);
    count++;
  }
  const known = new Set([...Object.keys(shipped), PROGRAM_LIST]);
  for await (const place of placesIn(folder)) {
    if (signal?.aborted || found.strange.length >= MAX_STRANGE) break;
    if (!known.has(place)) found.strange.push(place);
  }
  return { count, ...found };
}

/** The folder of the program whose code runs in `programFolder`; undefined where it does not run from an archive. */
export const packagedFolder = (programFolder: string): string | undefined =>
  /[\\/]resources[\\/]app\.asar$/.test(programFolder) ? join(programFolder, '..', '..') : undefined;
