import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generatedFiles } from '../../scripts/generated-files';
import { filesOf } from './house';

describe('docs', () => {
  it('generated pages are fresh (npm run docs)', async () => {
    for (const [path, text] of Object.entries(await generatedFiles())) {
      expect(existsSync(path), `${path} is missing`).toBe(true);
      expect(readFileSync(path, 'utf8') === text, `${path} is stale`).toBe(true);
    }
  });

  it('every dependency is justified, and nothing else is', () => {
    const text = readFileSync('docs/dependencies.md', 'utf8');
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    const names = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)];
    expect(names.filter((name) => !name.startsWith('@types/') && !text.includes(name))).toEqual([]);
    const versions = [...Object.values(manifest.dependencies), ...Object.values(manifest.devDependencies)];
    expect(versions.filter((version) => /[\^~*]|latest/.test(version))).toEqual([]);
  });

  it('links between pages lead somewhere', () => {
    const dead = filesOf('.')
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
          .map((match) => match[1] as string)
          .filter((target) => !existsSync(join(dirname(file), target)))
          .map((target) => `${file} -> ${target}`),
      );
    expect(dead).toEqual([]);
  });

  it('every line of a conformance page names files and tests that are there', () => {
    const rows = readdirSync('docs/standards').flatMap((page) =>
      readFileSync(join('docs/standards', page), 'utf8')
        .split('\n')
        .filter((line) => line.includes('`src/') || line.includes('`test/'))
        .map((line) => ({ page, line })),
    );
    const wrong = rows.flatMap(({ page, line }) => {
      const missing = [...line.matchAll(/`((?:src|test)\/[^`]+)`/g)]
        .map((match) => match[1] as string)
        .filter((path) => !existsSync(path));
      const untold = [...line.matchAll(/`((?:src|test)\/[^`]+\.test\.ts)` "([^"]+)"/g)]
        .filter(
          ([, path, title]) =>
            existsSync(path as string) && !readFileSync(path as string, 'utf8').includes(title as string),
        )
        .map(([, path, title]) => `${path}: ${title}`);
      const untested = line.startsWith('|') && !/\.test\.ts` "/.test(line) ? ['no test'] : [];
      return [...missing, ...untold, ...untested].map((what) => `${page}: ${what}`);
    });
    expect(rows.length).toBeGreaterThan(50);
    expect(wrong).toEqual([]);
  });

  it('the threat model names tests that are there', () => {
    const paths = [...readFileSync('docs/threat-model.md', 'utf8').matchAll(/`((?:src|test)\/[^`]+)`/g)].map(
      (match) => match[1] as string,
    );
    expect(paths.length).toBeGreaterThan(14);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('decisions are numbered without a gap', () => {
    const numbers = readdirSync('docs/adr').map((name) => Number(name.slice(0, 4)));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });
});
