import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LEVELS = ['info', 'warn', 'error'] as const;
export type LogLevel = (typeof LEVELS)[number];
/** Codes, counts, ids and durations: never a name, a number of a patient, a path of a document or a stroke. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;
export const isAtLeast = (level: LogLevel, least: LogLevel): boolean => LEVELS.indexOf(level) >= LEVELS.indexOf(least);
/** One line about one event; `event` is a dotted word such as `window.gone`. */
export type Log = (level: LogLevel, event: string, fields?: LogFields) => void;

export interface LogOptions {
  /** Folder of the log files; made when it is missing. */
  readonly folder: string;
  readonly nowMs: () => number;
  /** A file that has grown to this is rotated. Default 1 MiB. */
  readonly maxBytes?: number;
  /** Rotated files that are kept beside the current one. Default 4. */
  readonly keep?: number;
  /** Also tell the console, in development. */
  readonly echo?: (line: string) => void;
}

/**
 * A log of JSON lines, `kiosk.log` and `kiosk.1.log` (newest) to `kiosk.<keep>.log`. Lines are written at once, so
 * that the last word before a crash is there. A disk that is full costs the line, never the session.
 */
export function createLog({ folder, nowMs, maxBytes = 1 << 20, keep = 4, echo }: LogOptions): Log {
  const file = (index: number): string => join(folder, index === 0 ? 'kiosk.log' : `kiosk.${index}.log`);
  let size = sizeOf(file(0));
  quietly(() => mkdirSync(folder, { recursive: true, mode: 0o700 }));
  // Only as far as the first name that is free: where another program holds kiosk.log nothing old is pushed out.
  const rotate = (): void => {
    let free = 1;
    while (free < keep && sizeOf(file(free)) > 0) free++;
    rmSync(file(free), { force: true });
    for (let index = free - 1; index >= 0; index--) renameSync(file(index), file(index + 1));
    size = 0;
  };
  return (level, event, fields = {}) => {
    const line = `${JSON.stringify({ time: new Date(nowMs()).toISOString(), level, event, ...fields })}\n`;
    echo?.(line);
    if (size > 0 && size + line.length > maxBytes) quietly(rotate);
    quietly(() => {
      appendFileSync(file(0), line, { mode: 0o600 });
      size += Buffer.byteLength(line);
    });
  };
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // A log that cannot be written must not stop a signature.
  }
}
