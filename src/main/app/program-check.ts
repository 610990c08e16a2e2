import type { Log } from '../log';
import { examineProgram, packagedFolder } from '../program-files';

const MAX_NAMED = 5;

/**
 * Compares the installed program with what was packed, beside everything else, and tells IT. The kiosk goes on: whoever can
 * change its files can change this check, and a bed must not stand still over a file that a virus scanner took.
 */
export async function checkProgram(programFolder: string, log: Log): Promise<void> {
  const folder = packagedFolder(programFolder);
  if (folder === undefined) return;
  const found = await examineProgram(folder).catch(() => undefined);
  if (found === undefined) return log('warn', 'program.changed', { code: 'PROGRAM_LIST_MISSING' });
  const { count, missing, changed, strange } = found;
  if (missing.length + changed.length + strange.length === 0) return log('info', 'program.sound', { files: count });
  // Names of strangers are not ours to write down.
  const named = [...missing, ...changed].slice(0, MAX_NAMED).join(' ');
  const counts = { missing: missing.length, changed: changed.length, strange: strange.length };
  log('warn', 'program.changed', { ...counts, files: named });
}
