import { readdirSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ARCHIVE, examineProgram, listShipped, PROGRAM_LIST, SEALED_LIST } from '../../src/main/program-files';

/** The program itself, as the runtime names it: its fuses and its resource are written after the archive. */
const RUNTIME_PROGRAM = /^electron(\.exe)?$/;
const LOCALE = /^locales\/(.+)\.pak$/;
const UNPACKED = 'resources/app.asar.unpacked';

export interface Unpacked {
  /** Where the runtime was unpacked. */
  readonly folder: string;
  /** The application as it goes into the archive. */
  readonly stage: string;
  /** Folders that are laid into the program's folder: from, to. */
  readonly beside: readonly { readonly from: string; readonly to: string }[];
  /** The others are taken out here, so that the list need not guess. */
  readonly languages: readonly string[];
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );

/**
 * Puts the list of everything that will lie beside the archive into the stage, before the archive is made: runtime, native
 * parts, papers.
 */
export async function sealList({ folder, stage, beside, languages }: Unpacked): Promise<void> {
  const files: Record<string, string> = {};
  for (const place of filesIn(folder)) {
    const language = LOCALE.exec(place)?.[1];
    if (language !== undefined && !languages.includes(language)) rmSync(join(folder, place));
    else if (!RUNTIME_PROGRAM.test(place)) files[place] = join(folder, place);
  }
  for (const place of filesIn(stage).filter((name) => name.endsWith('.node')))
    files[`${UNPACKED}/${place}`] = join(stage, place);
  for (const { from, to } of beside)
    for (const place of filesIn(from)) files[to === '.' ? place : `${to}/${place}`] = join(from, place);
  await writeFile(join(stage, SEALED_LIST), await listShipped(files));
}

/** Writes the list of program and archive, and compares the whole folder with both lists. Throws where they differ. */
export async function closeLists(folder: string, program: string): Promise<void> {
  const files = Object.fromEntries([program, ARCHIVE].map((place) => [place, join(folder, place)]));
  await writeFile(join(folder, PROGRAM_LIST), await listShipped(files));
  const found = await examineProgram(folder);
  const wrong = found && [...found.missing, ...found.changed, ...found.strange];
  if (wrong?.length !== 0) throw new Error(`packed files and their list differ: ${wrong?.join(' ') ?? 'no list'}`);
}
