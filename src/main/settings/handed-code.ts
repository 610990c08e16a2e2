import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { keepLocalSetting } from './local-setting';

/** `[enrolment]` `code=…`: what `inkwitness enrol-codes` made and the installer or IT laid down, or what the installer wrote of ENROLCODE. */
const FILE = 'enrolment.ini';
const CODE = /^\[enrolment\]\s*code=([!-~]{1,64})\s*$/i;

/** The one-time code that the installer or IT handed over; undefined where there is none. */
export async function handedCode(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, FILE), 'latin1').catch(() => '');
  return CODE.exec(text.slice(0, 1000).trim())?.[1];
}

/**
 * Forgets what enrolled this kiosk: the installer's file and the code in `settings.json`, whose other members stay. A used
 * code opens nothing, so a disk that cannot be written now keeps it until the next start.
 */
export async function dropUsedCodes(folder: string): Promise<void> {
  await rm(join(folder, FILE), { force: true }).catch(() => undefined);
  await keepLocalSetting(folder, 'enrolCode', undefined);
}
