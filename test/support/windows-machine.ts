import { existsSync, readFileSync } from 'node:fs';

/** A Windows that a test may install into: this one, or wine. The same assertions serve both. */
export interface WindowsMachine {
  /** `C:`, as this process names it. */
  readonly drive: string;
  /** Answers msiexec's exit code, of which wine gives the low byte only. */
  msiexec(...args: string[]): number;
  /** Values of a key below HKEY_LOCAL_MACHINE; undefined where there is no key. */
  registry(key: string): Readonly<Record<string, string>> | undefined;
  /** A key below HKEY_LOCAL_MACHINE and all below it, as text. */
  exported(key: string): string;
  close(): void;
}

/** What an export wrote, or nothing where there is no such key. */
export const readExport = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf16le') : '');

/** Values of one key below HKEY_LOCAL_MACHINE in an export, as text; undefined where the key is not there. */
export function valuesOfExport(text: string, key: string): Readonly<Record<string, string>> | undefined {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => line.toLowerCase() === `[hkey_local_machine\\${key}]`.toLowerCase());
  if (start < 0) return undefined;
  const end = lines.findIndex((line, index) => index > start && line === '');
  const entries = lines
    .slice(start + 1, end < 0 ? undefined : end)
    .map((line) => /^(?:"((?:[^"\\]|\\.)*)"|@)="?(.*?)"?$/.exec(line))
    .filter((match) => match !== null)
    .map((match) => [match[1] ?? '', (match[2] ?? '').replace(/\\(["\\])/g, '$1')]);
  return Object.fromEntries(entries);
}
