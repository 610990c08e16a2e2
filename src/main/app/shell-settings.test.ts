import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { homeFolder } from './home-folder';
import { readShellSettings } from './shell-settings';

describe('settings of the shell', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shell-settings-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are defaults when the file is missing, broken or odd; other rooms have their own members', async () => {
    expect(await readShellSettings(folder)).toEqual({ benchLocked: false, padDrawingSeconds: 2, encryptPen: false });
    for (const [text, settings] of [
      [
        '{"serverUrl": "http://x", "benchLocked": true, "patientDisplay": "PAD"}',
        { benchLocked: true, patientDisplay: { label: 'PAD' }, padDrawingSeconds: 2, encryptPen: false },
      ],
      ['{"benchLocked": "yes"}', { benchLocked: false, padDrawingSeconds: 2, encryptPen: false }],
      ['{', { benchLocked: false, padDrawingSeconds: 2, encryptPen: false }],
    ] as const) {
      writeFileSync(join(folder, 'settings.json'), text);
      expect(await readShellSettings(folder)).toEqual(settings);
    }
  });

  it('the data folder: as told, else of the machine on Windows, else of the account', () => {
    expect(homeFolder({ INKWITNESS_HOME: '/data/ink' }, 'linux')).toBe('/data/ink');
    expect(homeFolder({ ProgramData: '/pd' }, 'win32')).toBe(join('/pd', 'InkWitness'));
    expect(homeFolder({ ProgramData: '/pd' }, 'linux')).toMatch(/\.inkwitness$/);
  });
});
