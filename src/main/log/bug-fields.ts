import type { LogFields } from './log';

/**
 * What of a thrown value may stand in a log: its kind, its code and where it came from. Not its message, which may
 * carry anything that was being handled.
 */
export function bugFields(thrown: unknown): LogFields {
  if (!(thrown instanceof Error)) return { kind: typeof thrown };
  const { code } = thrown as NodeJS.ErrnoException;
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const where = frames
    .slice(0, 6)
    .map((line) => line.trim().replace(/\(?(?:file:\/\/)?[^()\s]*[/\\]([^/\\()]+)\)?$/, '$1'));
  return { kind: thrown.name, ...(typeof code === 'string' ? { code } : {}), where: where.join(' < ') };
}
