import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRegistryKey } from '../settings';
import { type Finding, failing, good, notApplicable, warning } from './finding';
import type { SelfTestPorts } from './ports';

/** The installer registers the scheme for the machine; the default value has no name. */
const SCHEME_KEY = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Classes\\inkwitness\\shell\\open\\command';
const DEFAULT_VALUE = '';
/** A file of policies is a few kilobytes. */
const MAX_POLICY_FILES = 32;

function schemeFinding(handler: string | undefined): Finding {
  if (handler === undefined || handler === '') return failing('scheme-missing');
  return /inkwitness/i.test(handler) ? good('scheme', { handler }) : failing('scheme-other', { handler });
}

/** Which program opens `inkwitness://` of the HIS. */
export async function lookAtScheme({ machine, command }: SelfTestPorts): Promise<Finding[]> {
  if (machine.platform === 'win32') {
    const value = (await (machine.registry ?? readRegistryKey)(SCHEME_KEY))?.get(DEFAULT_VALUE);
    return [schemeFinding(value === undefined ? undefined : String(value))];
  }
  const answer = await command('xdg-mime', ['query', 'default', 'x-scheme-handler/inkwitness']);
  if (answer === undefined) return [notApplicable('no-desktop')];
  const found = schemeFinding(answer.trim());
  // A Linux kiosk may do without a HIS on the same machine.
  return [found.verdict === 'failing' ? warning(found.says, found.values) : found];
}

/** Where each browser keeps what the hospital set: key under SOFTWARE\Policies, folder or file under /etc. */
const BROWSERS = [
  { name: 'Chrome', key: 'Google\\Chrome', etc: 'opt/chrome/policies/managed' },
  { name: 'Edge', key: 'Microsoft\\Edge', etc: 'opt/edge/policies/managed' },
  { name: 'Chromium', key: 'Chromium', etc: 'chromium/policies/managed' },
  { name: 'Firefox', key: 'Mozilla\\Firefox', etc: 'firefox/policies' },
] as const;
const POLICY = 'AutoLaunchProtocolsFromOrigins';

/** JSON in a REG_SZ, in lines of a REG_MULTI_SZ, or in a file: the name of the scheme is in it or it is not. */
const opensOurs = (value: unknown): boolean => /inkwitness/.test(JSON.stringify(value ?? ''));

async function policyInFiles(folder: string): Promise<boolean> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'));
  for (const name of names.slice(0, MAX_POLICY_FILES)) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => '');
    if (text.includes(POLICY) && opensOurs(text)) return true;
  }
  return false;
}

/** Which browsers open the kiosk without asking the nurse. */
export async function lookAtBrowsers({ machine, etc }: SelfTestPorts): Promise<Finding[]> {
  const registry = machine.registry ?? readRegistryKey;
  const set: string[] = [];
  for (const { name, key, etc: folder } of BROWSERS) {
    const found =
      machine.platform === 'win32'
        ? opensOurs((await registry(`HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\${key}`))?.get(POLICY.toLowerCase()))
        : await policyInFiles(join(etc, folder));
    if (found) set.push(name);
  }
  return [set.length > 0 ? good('browsers', { browsers: set.join(', ') }) : warning('browsers-ask')];
}
