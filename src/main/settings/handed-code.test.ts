import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dropHandedCode, handedCode } from './handed-code';

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

  it('is gone once it was used; none is no trouble', async () => {
    await dropHandedCode(folder);
    expect(existsSync(file())).toBe(false);
    await dropHandedCode(folder);
    expect(await handedCode(folder)).toBeUndefined();
  });
});
