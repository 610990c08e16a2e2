import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { startTests, type Task, type VitestRunner } from '@vitest/runner';

/** `node run-files.mjs RESULT FILE…`: runs bundled test files in this process and writes what became of each test. */
const [result = '', ...files] = process.argv.slice(2);
const LIMIT_MS = 60_000;

/** What became of a test, or of a file or group that broke before its tests. */
export interface Outcome {
  /** As it was given. */
  readonly file: string;
  readonly name: string;
  readonly state: string;
  readonly errors: readonly string[];
}

const errorsOf = (task: Task): string[] => task.result?.errors?.map(({ stack, message }) => stack ?? message) ?? [];

function outcomes(file: string, task: Task, names: readonly string[]): Outcome[] {
  const path = 'filepath' in task ? [] : [...names, task.name];
  const own = { file, name: path.join(' > '), state: task.result?.state ?? task.mode, errors: errorsOf(task) };
  if (!('tasks' in task)) return [own];
  const inside = task.tasks.flatMap((inner) => outcomes(file, inner, path));
  return own.errors.length > 0 ? [own, ...inside] : inside;
}

const runner: VitestRunner = {
  config: {
    root: process.cwd(),
    setupFiles: [],
    name: undefined,
    passWithNoTests: false,
    testNamePattern: undefined,
    allowOnly: false,
    sequence: { seed: 1, hooks: 'stack', setupFiles: 'list' },
    chaiConfig: undefined,
    maxConcurrency: 5,
    testTimeout: LIMIT_MS,
    hookTimeout: LIMIT_MS,
    retry: 0,
    includeTaskLocation: false,
    tags: [],
    tagsFilter: undefined,
    strictTags: false,
  },
  importFile: (path) => import(pathToFileURL(path).href),
};

const ran = await startTests(files, runner);
writeFileSync(result, JSON.stringify(ran.flatMap((file) => outcomes(file.filepath, file, []))));
process.exit(0);
