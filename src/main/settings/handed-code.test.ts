import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dropUsedCodes, handedCode } from './handed-code';

describe('the code that the installer hands over', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'inkwitness-code-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const file = () => join(folder, 'enrolment.ini');

  it.each([
    ['[enrolment]\r\ncode=AB12-CD34\r\n', 'AB12-CD34'],
    ['[enrolment]\r\ncode=\r\n', undefined],
    ['[other]\r\ncode=AB12\r\n', undefined],
    [`[enrolment]\r\ncode=${'x'.repeat(65)}\r\n`, undefined],
    ['[enrolment]\r\ncode=AB\u0000CD\r\n', undefined],
    ['', undefined],
  ])('%j', async (text, code) => {
    await writeFile(file(), text);
    expect(await handedCode(folder)).toBe(code);
  });

  it('is gone once it was used, from settings.json too, and nothing else there is touched', async () => {
    const settings = join(folder, 'settings.json');
    const rest = { serverUrl: 'https://consent.example', serialPorts: [], later: { a: 1 } };
    await writeFile(settings, JSON.stringify({ ...rest, enrolCode: 'AB12-CD34' }));
    await dropUsedCodes(folder);
    expect(existsSync(file())).toBe(false);
    expect(JSON.parse(readFileSync(settings, 'utf8'))).toEqual(rest);
    const before = readFileSync(settings, 'utf8');
    await dropUsedCodes(folder);
    expect(readFileSync(settings, 'utf8')).toBe(before);
    expect(await handedCode(folder)).toBeUndefined();
  });

  it('settings that cannot be read or written stay as they are', async () => {
    const settings = join(folder, 'settings.json');
    await writeFile(settings, '{"enrolCode": "AB');
    await dropUsedCodes(folder);
    expect(readFileSync(settings, 'utf8')).toBe('{"enrolCode": "AB');
    await dropUsedCodes(join(folder, 'nowhere'));
  });
});
