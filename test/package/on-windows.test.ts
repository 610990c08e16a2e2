import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asWindowsPath, startWine, type Wine, windowsNodeForWine } from '../support/wine';

const node = await windowsNodeForWine();

describe.skipIf(node === undefined)('our code on Node for Windows (needs wine and npm)', () => {
  let wine: Wine;
  let work: string;
  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), 'inkwitness-on-windows-'));
    wine = startWine();
  });
  afterAll(() => {
    wine?.close();
    rmSync(work, { recursive: true, force: true });
  });

  it('is Windows', () => {
    const script = join(work, 'platform.mjs');
    writeFileSync(script, 'console.log(process.platform, process.env.ProgramData)');
    expect(wine.run(node as string, [asWindowsPath(script)])).toEqual({
      status: 0,
      stdout: 'win32 C:\\ProgramData\n',
      stderr: '',
    });
  });
});
