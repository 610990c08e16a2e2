import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setup as build } from '../support/built';
import { bundleTests } from '../support/other-node/bundle-tests';
import type { Outcome } from '../support/other-node/run-files';
import { asWindowsPath, startWine, type Wine, type WineDone, windowsNodeForWine } from '../support/wine';

/** What touches files, paths, processes and the registry; the rest is the same on every Node. */
const ROOMS = ['journal', 'settings', 'log', 'launch', 'policy', 'protocol', 'update'];
/** They read the sources beside them. */
const NOT = ['log/alarms.test.ts', 'log/bug-fields.test.ts'];
const FILES = ['test/on-windows', ...ROOMS.map((room) => `src/main/${room}`)].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `${folder}/${name}`)
    .filter((path) => !NOT.some((name) => path.endsWith(name))),
);

const node = await windowsNodeForWine();

/** The same files run on a real Windows by `npx vitest` (.github/workflows/windows.yml). */
describe.skipIf(node === undefined)('our code on Node for Windows (needs wine and npm)', () => {
  let wine: Wine;
  let work: string;
  let done: WineDone;
  let outcomes = new Map<string, Outcome[]>();
  beforeAll(async () => {
    work = mkdtempSync(join(tmpdir(), 'inkwitness-on-windows-'));
    await build();
    wine = startWine();
    const { runner, places } = await bundleTests(join(work, 'tree'), FILES);
    const result = join(work, 'result.json');
    const args = [runner, result, ...places].map(asWindowsPath);
    done = wine.run(node as string, args, { INKWITNESS_TEST_INSTALLS: '1' });
    const all = done.status === 0 ? (JSON.parse(readFileSync(result, 'utf8')) as Outcome[]) : [];
    outcomes = new Map(
      places.map((place, at) => [FILES[at] as string, all.filter(({ file }) => file === asWindowsPath(place))]),
    );
  });
  afterAll(() => {
    wine?.close();
    rmSync(work, { recursive: true, force: true });
  });

  it('starts, and goes through every file', () => {
    expect([done.status, done.stderr]).toEqual([0, '']);
  });

  it.each(FILES)('%s', (file) => {
    const own = outcomes.get(file) ?? [];
    expect(own.filter(({ state }) => state === 'fail')).toEqual([]);
    expect(own.filter(({ state }) => state === 'pass').length).toBeGreaterThan(0);
  });
});
