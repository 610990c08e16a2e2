import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CORE_ORDER, EXCEPTIONS, ROWS } from './arrows.mjs';
import { roomsOf } from './house';

interface Violation {
  from: string;
  to: string;
  rule: { name: string };
}

/** Runs dependency-cruiser over `folder` and answers its violations. */
function violations(folder: string, cwd = '.'): Violation[] {
  const run = spawnSync(
    process.execPath,
    [
      join(process.cwd(), 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      folder,
      '--config',
      join(process.cwd(), '.dependency-cruiser.mjs'),
      '--output-type',
      'json',
    ],
    { cwd, maxBuffer: 1 << 28, encoding: 'utf8' },
  );
  if (!run.stdout.startsWith('{')) throw new Error(run.stderr);
  return (JSON.parse(run.stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

describe('arrows', () => {
  it('every import follows the plan', () => {
    const broken = violations('src')
      .map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`)
      .filter((line) => !(EXCEPTIONS as string[]).includes(line));
    expect(broken).toEqual([]);
  }, 120_000);

  const scratch = mkdtempSync(join(process.cwd(), '.cache-arrows-'));
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));
  it('sees a forbidden arrow, a cycle and a package that is not allowed', () => {
    const put = (path: string, text: string) => {
      mkdirSync(join(scratch, path, '..'), { recursive: true });
      writeFileSync(join(scratch, path), text);
    };
    put('src/core/base/index.ts', "export * from './a';");
    put('src/core/base/a.ts', "import { b } from './b';\nexport const a = b;");
    put(
      'src/core/base/b.ts',
      "import { a } from './a';\nimport { readFileSync } from 'node:fs';\nexport const b = [a, readFileSync];",
    );
    put('src/core/ink/index.ts', "export * from '../../server/app/app';");
    put('src/server/app/app.ts', "import 'serialport';\nexport const app = 1;");
    const names = new Set(violations('src', scratch).map(({ rule }) => rule.name));
    for (const name of ['no-cycles', 'row-core', 'core-is-pure', 'only-through-index', 'npm-server'])
      expect(names).toContain(name);
  });

  it('knows every row and every room of core', () => {
    expect(roomsOf('src').sort()).toEqual(Object.keys(ROWS).sort());
    expect(roomsOf('src/core').filter((name) => !CORE_ORDER.includes(name))).toEqual([]);
  });

  it('types agree: each row sees only its references', () => {
    for (const [row, { src }] of Object.entries(ROWS)) {
      const text = readFileSync(`src/${row}/tsconfig.json`, 'utf8');
      const references = (JSON.parse(text) as { references: { path: string }[] }).references.map(({ path }) =>
        path.slice(3),
      );
      const allowed = src.map((name) => name.split('/')[0]);
      expect(
        references.filter((name) => !allowed.includes(name)),
        row,
      ).toEqual([]);
    }
  });
});
