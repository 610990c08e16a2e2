import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ErrorTable } from '../../src/core/base';
import { errorWords } from '../../src/renderer/i18n/catalogue';
import { ERRORS_ZH_CN } from '../../src/renderer/i18n/errors-zh-cn';

const SOURCE = join(import.meta.dirname, '../../src');
/** The command line and the guard of the switches speak for themselves; their codes never reach a screen. */
const tables = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
  (path) => /(^|[\\/])errors\.ts$/.test(path) && !/^(cli|main[\\/]policy)[\\/]/.test(path),
);

const codesOf = async (path: string): Promise<string[]> => {
  const module = (await import(join(SOURCE, path))) as Record<string, unknown>;
  return Object.entries(module)
    .filter(([name, value]) => name.endsWith('_ERRORS') && typeof value === 'object')
    .flatMap(([, table]) => Object.keys(table as ErrorTable));
};

describe('error codes', () => {
  it('are found', () => expect(tables.length).toBeGreaterThan(10));

  it.each(tables)('of %s have words for people', async (path) => {
    const general = ERRORS_ZH_CN.UNKNOWN.happened;
    const silent = (await codesOf(path)).filter((code) => errorWords('zh-CN', code).happened === general);
    expect(silent).toEqual([]);
  });
});
