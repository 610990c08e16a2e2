import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from '../server/store';
import type { CliCode } from './errors';
import type { CliIo } from './io';
import type { VerbValues } from './verb';

/** sysexits(3): data that cannot be used. */
export const EXIT_DATA = 65;

/** Says a code and answers the exit code that goes with it. */
export function refuse(io: CliIo, code: CliCode, what = ''): number {
  io.error(`${code} ${what}`.trim());
  return EXIT_DATA;
}

/**
 * Runs `work` over the store of the hospital in `--home`, or in the usual folder; the server may run meanwhile. Answers
 * the exit code.
 */
export async function withHospitalStore(
  values: VerbValues,
  io: CliIo,
  work: (database: Database, hospitalFolder: string) => Promise<number>,
): Promise<number> {
  const folder = join(typeof values['home'] === 'string' ? values['home'] : io.home, 'hospital');
  const path = join(folder, 'inkwitness.sqlite');
  if (!existsSync(path)) return refuse(io, 'CLI_NO_HOSPITAL', folder);
  const database = await Database.open(path);
  try {
    return await work(database, folder);
  } finally {
    database.close();
  }
}
