import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { expect, it } from 'vitest';
import { lookAtBrowsers } from '../../src/main/self-test/look-at-launch';
import type { SelfTestPorts } from '../../src/main/self-test/ports';
import { readRegistryFile } from '../../src/main/settings/registry-file';

const policy = (name: string): string => join('build/policy', name);
const PROGRAM = '%ProgramFiles%\\InkWitness\\inkwitness.exe';

it('the browser policies are what the self-test looks for, on Windows and on Linux', async () => {
  const written = Buffer.from(`\uFEFF${readFileSync(policy('browsers/chrome-edge.reg'), 'latin1')}`, 'utf16le');
  const registry = (key: string) => Promise.resolve(readRegistryFile(new Uint8Array(written), key));
  const windows = { machine: { platform: 'win32', registry }, etc: '' } as unknown as SelfTestPorts;
  expect(await lookAtBrowsers(windows)).toMatchObject([{ verdict: 'ok', values: { browsers: 'Chrome, Edge' } }]);

  const etc = mkdtempSync(join(tmpdir(), 'inkwitness-etc-'));
  for (const [file, folder] of [
    ['chromium.json', 'opt/chrome/policies/managed'],
    ['firefox.json', 'firefox/policies'],
  ] as const) {
    JSON.parse(readFileSync(policy(`browsers/${file}`), 'utf8'));
    mkdirSync(join(etc, folder), { recursive: true });
    copyFileSync(policy(`browsers/${file}`), join(etc, folder, 'policies.json'));
  }
  const linux = { machine: { platform: 'linux' }, etc } as unknown as SelfTestPorts;
  expect(await lookAtBrowsers(linux)).toMatchObject([{ verdict: 'ok', values: { browsers: 'Chrome, Firefox' } }]);
  rmSync(etc, { recursive: true });
});

it.each([
  ['kiosk/shell-launcher.xml', 'Shell', 'Shell'],
  ['kiosk/assigned-access.xml', 'App', 'DesktopAppPath'],
])('%s starts the installed program, in a profile that an account has', (file, element, attribute) => {
  const document = new DOMParser().parseFromString(readFileSync(policy(file), 'utf8'), 'text/xml');
  expect(document.getElementsByTagName(element)[0]?.getAttribute(attribute)).toBe(PROGRAM);
  const profile = document.getElementsByTagName('Profile')[0]?.getAttribute('Id');
  const config = document.getElementsByTagName('Config')[0];
  const used = config?.getElementsByTagName(file.includes('shell') ? 'Profile' : 'DefaultProfile')[0];
  expect(used?.getAttribute('Id')).toBe(profile);
  const product = readFileSync('build/msi/product.wxs', 'utf8');
  expect(product).toContain('Id="INSTALLDIR" Name="InkWitness"');
});
