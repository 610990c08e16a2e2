import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file as a whole or not at all, durable, mode 0600 unless it is public. */
export function writeWhole(path: string, text: string, mode = 0o600): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = openSync(`${path}.new`, 'w', mode);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
}

/** The file's text; the first time it is made. */
export function readOrMake(path: string, make: () => string, mode = 0o600): string {
  if (!existsSync(path)) writeWhole(path, make(), mode);
  return readFileSync(path, 'utf8');
}
