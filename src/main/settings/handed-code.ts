import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What the installer leaves of ENROLCODE (build/msi/product.wxs): `[enrolment]` `code=…`, written by Windows as INI. */
const FILE = 'enrolment.ini';
const CODE = /^\[enrolment\]\s*code=([!-~]{1,64})\s*$/i;

/** The one-time code that the installer handed over; undefined where it handed none. */
export async function handedCode(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, FILE), 'latin1').catch(() => '');
  return CODE.exec(text.slice(0, 1000).trim())?.[1];
}

/** Forgets the code: it has been used, or the kiosk is enrolled already. */
export const dropHandedCode = (folder: string): Promise<void> => rm(join(folder, FILE), { force: true });
