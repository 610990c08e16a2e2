import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bindMsi } from './bind-msi';
import { filesFragment } from './files-fragment';
import { SETTINGS_KEY } from './installer-settings';
import { uuid } from './names';
import { settingsFragment } from './settings-fragment';
import { parseWixout } from './wixout';

/** The same for ever: what Windows Installer calls an upgrade follows from it. A test build never replaces a shipped one. */
const UPGRADE_CODES = { shipped: 'C6A0C4B1-1B1E-4F0E-8D0B-5C7B1E3D9F10', test: 'C6A0C4B1-1B1E-4F0E-8D0B-5C7B1E3D9F11' };

export interface MsiOrder {
  readonly root: string;
  /** Application folder with inkwitness.exe. */
  readonly folder: string;
  readonly version: string;
  readonly productName: string;
  readonly testBuild: boolean;
  readonly output: string;
  readonly compression?: 'mszip' | 'none';
}

/** What Windows Installer's own validation would say and is so on purpose. */
export const ACCEPTED_ICES: Readonly<Record<string, string>> = {
  ICE38: 'the start menu is no profile in a package for the machine (ALLUSERS=1): key path in HKLM, nothing below HKCU',
  ICE43: 'the same of its shortcut, which is not advertised',
  ICE57: 'the same of the two together',
  ICE61: 'the same version again is an upgrade on purpose',
};

/**
 * Builds the Windows Installer package from an application folder. On Windows with WiX 3.14 (folder in WIX, as its own
 * installer sets it); elsewhere with the WiX 3.10 of npm `electron-winstaller` under mono and our binder.
 */
export function buildMsi(order: MsiOrder): void {
  const work = mkdtempSync(join(tmpdir(), 'inkwitness-msi-'));
  try {
    writeFileSync(join(work, 'files.wxs'), filesFragment(order.folder));
    writeFileSync(join(work, 'settings.wxs'), settingsFragment());
    const codes = msiCodes(order);
    // candle under mono takes a path that begins with a slash for a switch.
    copyFileSync(join(order.root, 'build', 'msi', 'product.wxs'), join(work, 'product.wxs'));
    const sources = ['product.wxs', 'files.wxs', 'settings.wxs'];
    const variables = variablesOf(order, codes).map(([name, value]) => `-d${name}=${value}`);
    // -wx: a warning is a mistake in product.wxs.
    tool(work, 'candle', ['-nologo', '-arch', 'x64', '-pedantic', '-wx', ...variables, '-out', 'obj/', ...sources]);
    const objects = ['obj/product.wixobj', 'obj/files.wixobj', 'obj/settings.wixobj'];
    mkdirSync(dirname(order.output), { recursive: true });
    if (process.platform === 'win32') {
      const accepted = Object.keys(ACCEPTED_ICES).map((rule) => `-sice:${rule}`);
      tool(work, 'light', ['-nologo', ...accepted, '-out', order.output, ...objects]);
      return;
    }
    tool(work, 'light', ['-nologo', '-xo', '-sval', '-out', 'linked.wixout', ...objects]);
    const linked = parseWixout(readFileSync(join(work, 'linked.wixout'), 'utf8'));
    const { packageCode } = codes;
    bindMsi({ linked, work, output: order.output, packageCode, compression: order.compression ?? 'mszip' });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function variablesOf(order: MsiOrder, codes: MsiCodes): readonly (readonly [string, string])[] {
  return [
    ['Version', order.version],
    ['ProductName', order.productName],
    ['Mark', order.testBuild ? ' TEST BUILD' : ''],
    ['ProductCode', codes.productCode],
    ['UpgradeCode', order.testBuild ? UPGRADE_CODES.test : UPGRADE_CODES.shipped],
    ['SettingsKey', SETTINGS_KEY],
    ['Icon', join(order.root, 'build', 'icons', 'icon.ico')],
    ['Folder', order.folder],
  ];
}

/** How Windows Installer and software distribution tell packages apart. */
export interface MsiCodes {
  readonly productCode: string;
  readonly packageCode: string;
}

/** Derived from everything that makes a package what it is: the same input gives the same codes. */
export function msiCodes({ root, folder, version, productName }: MsiOrder): MsiCodes {
  const hash = createHash('sha256').update(`${version}\0${productName}\0${settingsFragment()}`);
  hash.update(readFileSync(join(root, 'build', 'msi', 'product.wxs')));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort())
    hash.update(`${path.slice(folder.length)}\0`).update(createHash('sha256').update(readFileSync(path)).digest());
  const content = hash.digest('hex');
  return { productCode: `{${uuid(`product ${content}`)}}`, packageCode: `{${uuid(`package ${content}`)}}` };
}

/** Runs a program of the WiX tool set; its words are the error. */
function tool(work: string, name: 'candle' | 'light', args: readonly string[]): void {
  const [command, ...first] = toolCommand(name);
  const done = spawnSync(command as string, [...first, ...args], {
    cwd: work,
    encoding: 'utf8',
    // candle leaves empty folders in its temporary folder.
    env: { ...process.env, LC_ALL: 'C.UTF-8', TMPDIR: work, WIX_TEMP: work },
  });
  if (done.status !== 0) throw new Error(`${name} failed:\n${done.error?.message ?? ''}${done.stdout}${done.stderr}`);
}

function toolCommand(name: string): readonly string[] {
  if (process.platform === 'win32') return [join(process.env['WIX'] ?? '', 'bin', `${name}.exe`)];
  const package_ = createRequire(import.meta.url).resolve('electron-winstaller/package.json');
  return ['mono', join(dirname(package_), 'vendor', `${name}.exe`)];
}
