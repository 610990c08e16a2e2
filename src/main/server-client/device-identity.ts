import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Enrolment, enrolment } from '../../contracts/api';
import { err, ok, type Result } from '../../core/base';
import { writeAtomically } from '../journal';

const ENROLMENT_FILE = 'enrolment.json';

/** What the server told at the enrolment; undefined before it. ENROLMENT_UNREADABLE. */
export async function readEnrolment(folder: string): Promise<Result<Enrolment | undefined>> {
  const text = await readFile(join(folder, ENROLMENT_FILE), 'utf8').catch(() => undefined);
  if (text === undefined) return ok(undefined);
  try {
    const parsed = enrolment.safeParse(JSON.parse(text));
    return parsed.success ? ok(parsed.data) : err('ENROLMENT_UNREADABLE', 'shape');
  } catch {
    return err('ENROLMENT_UNREADABLE', 'not JSON');
  }
}

export const keepEnrolment = (folder: string, value: Enrolment): Promise<void> =>
  writeAtomically(join(folder, ENROLMENT_FILE), `${JSON.stringify(value, null, 2)}\n`);
