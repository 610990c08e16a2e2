import { join } from 'node:path';
import { build } from 'esbuild';

let built: Promise<string> | undefined;

/**
 * The second reader's program as it is shipped: under the loader of the tests it would take ten times as long to start,
 * because that loader translates all of pdf.js.
 */
export function secondReaderProgram(): Promise<string> {
  built ??= bundle(join('.cache', 'second-reader', `${process.pid}.mjs`));
  return built;
}

async function bundle(path: string): Promise<string> {
  await build({
    entryPoints: ['src/server/second-reader/reading-process.ts'],
    outfile: path,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  return join(process.cwd(), path);
}
