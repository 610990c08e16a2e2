import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const filesIn = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path), readFileSync(path).toString('base64')]),
  );

/** Files that one of the folders lacks or that are not the same in both. */
export function folderDifferences(one: string, other: string): string[] {
  const [a, b] = [filesIn(one), filesIn(other)];
  return [...new Set([...a.keys(), ...b.keys()])].filter((path) => a.get(path) !== b.get(path)).sort();
}
