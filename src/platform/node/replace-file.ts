import { rename } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** What Windows answers while somebody else has one of the two files open. */
const HELD = ['EPERM', 'EACCES', 'EBUSY'];
/** Virus scanners, backups and search indexes let go of a new file after milliseconds; together some two seconds. */
const PAUSES_MS = [10, 20, 40, 80, 160, 320, 640, 1000];

const isHeld = (error: unknown): boolean =>
  process.platform === 'win32' && HELD.includes((error as NodeJS.ErrnoException).code ?? '');

/**
 * Gives a file another name; what had that name is gone at the same moment. On Windows a file that somebody has open
 * cannot be renamed nor replaced, so there it is tried again for a while. Throws what the last try threw.
 */
export async function replaceFile(from: string, to: string): Promise<void> {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!isHeld(error)) throw error;
      await pause(pauseMs);
    }
  }
  await rename(from, to);
}
