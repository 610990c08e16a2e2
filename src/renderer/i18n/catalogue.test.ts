import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorWords, translator } from './catalogue';
import { EN } from './en';
import { ERRORS_EN } from './errors-en';
import { ERRORS_ZH_CN } from './errors-zh-cn';
import { ZH_CN } from './zh-cn';

const ROOT = join(import.meta.dirname, '..');
const sources = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.') && !path.startsWith('i18n'))
  .map((path) => readFileSync(join(ROOT, path), 'utf8'))
  .join('\n');

const literals = new Set([...sources.matchAll(/'([\w-]+(?:\.[\w-]+)*)'/g)].map(([, key]) => key));
/** `capacity.${…}` in the code stands for every key that begins and ends so. */
const patterns = [...sources.matchAll(/`([\w.-]*\$\{[^`]*)`/g)].map(
  ([, template = '']) =>
    new RegExp(
      `^${template
        .replace(/\$\{[^}]*\}/g, '\u0000')
        .replace(/[.]/g, '\\.')
        .replaceAll('\u0000', '.+')}$`,
    ),
);

/** How many words the topics' files hold together. */
async function wordsInTopics(kind: RegExp): Promise<number> {
  const files = readdirSync(import.meta.dirname).filter((name) => kind.test(name));
  const topics = await Promise.all(files.map((name): Promise<object> => import(join(import.meta.dirname, name))));
  const tables = topics.flatMap((topic) => Object.entries(topic).filter(([name]) => name.endsWith('_ZH_CN')));
  return tables.reduce((count, [, table]) => count + (typeof table === 'object' ? Object.keys(table).length : 0), 0);
}

describe('catalogue', () => {
  it('has every topic, and no key in two of them', async () => {
    expect(Object.keys(ZH_CN)).toHaveLength(await wordsInTopics(/-words\.ts$/));
    expect(Object.keys(ERRORS_ZH_CN)).toHaveLength(await wordsInTopics(/-errors\.ts$/));
  });

  it('has no unused key', () => {
    const unused = Object.keys(ZH_CN).filter(
      (key) => !literals.has(key) && !patterns.some((pattern) => pattern.source.length > 8 && pattern.test(key)),
    );
    expect(unused).toEqual([]);
  });

  it('has every key that the code names', () => {
    const named = [...sources.matchAll(/\bt\('([^']+)'/g)].map(([, key]) => key);
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((key) => !Object.hasOwn(ZH_CN, key ?? ''))).toEqual([]);
  });

  it('fills the same places in both languages', () => {
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
    for (const key of Object.keys(ZH_CN) as (keyof typeof ZH_CN)[]) {
      expect(places(EN[key]), key).toEqual(places(ZH_CN[key]));
    }
  });

  it('keeps all texts out of the code', () => {
    expect(sources.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').match(/[\u4e00-\u9fff]+/g)).toBeNull();
  });

  it('speaks to a patient without jargon', () => {
    const toPatients = Object.entries(ZH_CN).filter(([key]) =>
      /^(patient|identify|read|sign|finger|review|sealing|thanks|decline|declined|interrupted|trouble|idle)\./.test(
        key,
      ),
    );
    for (const [key, text] of toPatients) {
      expect(text, key).not.toMatch(/数字证书|时间戳|哈希|加密|服务器|PDF|系统|终端/);
    }
  });

  it('shows a place that was not filled', () => {
    expect(translator('en')('bed')).toBe('Bed {bed}');
    expect(translator('en')('bed', { bed: 3 })).toBe('Bed 3');
  });
});

describe('error words', () => {
  it('say what is safe, what happened and what to do, in both languages', () => {
    for (const table of [ERRORS_ZH_CN, ERRORS_EN]) {
      for (const [code, words] of Object.entries(table)) {
        for (const part of [words.safe, words.happened, words.toDo]) expect(part.length, code).toBeGreaterThan(5);
      }
    }
  });

  it('prefers the code, then the longest family, then the general sentence', () => {
    expect(errorWords('en', 'PDF_XFA')).toMatchObject({ ...ERRORS_EN.PDF_XFA, known: true });
    expect(errorWords('en', 'PDF_TOO_DEEP')).toMatchObject({ ...ERRORS_EN.PDF_, known: false });
    expect(errorWords('en', 'FINGER_PAD_ABSENT').known).toBe(true);
    expect(errorWords('en', 'NEVER_HEARD_OF')).toMatchObject({ ...ERRORS_EN.UNKNOWN, known: false });
    expect(errorWords('en', '__proto__')).toMatchObject({ ...ERRORS_EN.UNKNOWN, known: false });
  });
});
