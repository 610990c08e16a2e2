import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildMsi, type MsiOrder, msiCodes } from '../../scripts/package/msi/build-msi';
import { INSTALLER_SETTINGS, SETTINGS_KEY } from '../../scripts/package/msi/installer-settings';
import { signFile } from '../../scripts/package/sign';
import { canSign, throwAwaySigner } from '../support/code-signing';
import { hasTool } from '../support/external-tools';
import { folderDifferences } from '../support/folder-differences';
import { smallApplication } from '../support/small-application';
import { canHaveWindows, startWindows } from '../support/start-windows';
import type { WindowsMachine } from '../support/windows-machine';

const ROOT = join(import.meta.dirname, '..', '..');
const NAME = '墨证 InkWitness';
const canBuild = ['mono', 'gcab', 'msibuild', 'msiinfo'].every((tool) => hasTool(tool));
const UNINSTALL = 'Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall';
const CODE = 'ONCE-7F3K-9Q2M';

let work: string;
const folders: Record<string, string> = {};
const msi = (version: string): string => join(work, `${version}.msi`);
const orderOf = (version: string): MsiOrder => ({
  root: ROOT,
  folder: folders[version] as string,
  version,
  productName: NAME,
  testBuild: false,
  output: msi(version),
});

describe.skipIf(!canBuild)('MSI (needs mono, msitools, gcab)', () => {
  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), 'inkwitness-package-'));
    for (const version of ['0.1.0', '0.2.0']) {
      folders[version] = smallApplication(join(work, version), version);
      buildMsi(orderOf(version));
    }
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  const rows = (table: string): string[][] =>
    execFileSync('msiinfo', ['export', msi('0.1.0'), table], { encoding: 'utf8' })
      .split('\r\n')
      .slice(3)
      .filter(Boolean)
      .map((line) => line.split('\t'));
  const property = (name: string) => rows('Property').find(([key]) => key === name)?.[1];

  it('is for the machine, Chinese, and installs nothing by itself or for one person', () => {
    expect(property('ProductName')).toBe(NAME);
    expect([property('ProductLanguage'), property('ALLUSERS'), property('ARPNOMODIFY')]).toEqual(['2052', '1', '1']);
    expect(property('MSIRMSHUTDOWN')).toBe('0');
    // -1 and 1 are HKEY_CURRENT_USER; msidbFeatureAttributesDisallowAdvertise 8.
    expect(rows('Registry').filter(([, root]) => root !== '2')).toEqual([]);
    expect(rows('Feature').map((row) => Number(row.at(-1)) & 8)).toEqual([8]);
    expect(rows('Shortcut').map(([, , , , target]) => target)).toEqual(['[#Program]']);
  });

  it('runs no code: every custom action sets a property', () => {
    const types = rows('CustomAction').map(([, type]) => type);
    expect(types.length).toBeGreaterThan(5);
    expect(new Set(types)).toEqual(new Set(['51']));
    expect(execFileSync('msiinfo', ['tables', msi('0.1.0')], { encoding: 'utf8' })).not.toMatch(/^Binary$/m);
  });

  it('upgrades inside the transaction, the same version too, and blocks a downgrade', () => {
    const sequence = Object.fromEntries(rows('InstallExecuteSequence').map(([name, , at]) => [name, Number(at)]));
    expect(sequence['RemoveExistingProducts']).toBe((sequence['InstallInitialize'] as number) + 1);
    // msidbUpgradeAttributesVersionMaxInclusive 512, MigrateFeatures 1; OnlyDetect 2.
    expect(rows('Upgrade').map((row) => [row[2], row[4]])).toEqual([
      ['0.1.0', '513'],
      ['', '2'],
    ]);
    expect(rows('LaunchCondition').map(([condition]) => condition)).toContain('NOT WIX_DOWNGRADE_DETECTED');
    for (const { property } of INSTALLER_SETTINGS)
      expect(sequence[`Set${property}`]).toBeGreaterThan(sequence['AppSearch'] as number);
  });

  it('the scheme hands a link over behind the dashes', () => {
    const command = rows('Registry').find(([, , key]) => key === 'SOFTWARE\\Classes\\inkwitness\\shell\\open\\command');
    expect(command?.[4]).toBe('"[#Program]" --deep-link -- "%1"');
    const scheme = rows('Registry').filter(([, , key]) => key === 'SOFTWARE\\Classes\\inkwitness');
    expect(scheme.map(([, , , name, value]) => [name, value])).toEqual([
      ['', 'URL:InkWitness'],
      ['URL Protocol', ''],
    ]);
  });

  it('the one-time code is hidden and is no value of the registry', () => {
    expect(property('MsiHiddenProperties')).toBe('ENROLCODE');
    expect(rows('Registry').filter((row) => row.join().includes('ENROLCODE'))).toEqual([]);
    const [line] = rows('IniFile');
    expect(line?.slice(2, 6)).toEqual(['KIOSKDATA', 'enrolment', 'code', '[ENROLCODE]']);
  });

  it('public properties reach the elevated half and are remembered', () => {
    const secure = property('SecureCustomProperties')?.split(';');
    const names = INSTALLER_SETTINGS.map((setting) => setting.property);
    expect(secure).toEqual(
      expect.arrayContaining([...names, ...names.map((name) => `REMEMBERED_${name}`), 'ENROLCODE', 'WARD']),
    );
    expect(rows('RegLocator').map(([, root, key, name]) => [root, key, name])).toEqual(
      expect.arrayContaining(INSTALLER_SETTINGS.map(({ name }) => ['2', SETTINGS_KEY, name])),
    );
  });

  it('every Windows program has its version, every other file its hash; no name is lost', () => {
    const files = rows('File');
    expect(files.map(([, , name]) => name?.split('|').at(-1)).sort()).toEqual(
      readdirSync(folders['0.1.0'] as string, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
        .sort(),
    );
    const versioned = files.filter(([, , , , version]) => version);
    expect(versioned.map((row) => row[4]).sort()).toEqual(['0.1.0.0', '3.4.0.0']);
    expect(
      rows('MsiFileHash')
        .map(([file]) => file)
        .sort(),
    ).toEqual(
      files
        .filter(([, , , , version]) => !version)
        .map(([file]) => file)
        .sort(),
    );
    const guids = rows('Component').map(([, guid]) => guid);
    expect(
      guids.every((guid) =>
        /^\{[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}\}$/.test(guid ?? ''),
      ),
    ).toBe(true);
    expect(new Set(guids).size).toBe(guids.length);
  });

  it('the data folder is for the system, administrators and who is logged on', () => {
    expect(rows('MsiLockPermissionsEx').map((row) => row.slice(1, 4))).toEqual([
      ['DATADIR', 'CreateFolder', 'D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1301bf;;;IU)'],
    ]);
  });

  it('the same input gives the same codes, another one others', () => {
    const order = orderOf('0.1.0');
    const { productCode, packageCode } = msiCodes(order);
    expect(property('ProductCode')).toBe(productCode);
    expect(execFileSync('msiinfo', ['suminfo', msi('0.1.0')], { encoding: 'utf8' })).toContain(packageCode);
    expect(msiCodes({ ...order, version: '0.1.1' }).productCode).not.toBe(productCode);
    expect(msiCodes(orderOf('0.2.0')).packageCode).not.toBe(packageCode);
  });

  it.skipIf(!canSign())('is signed: verifies; without a signature or with one flipped byte it does not', () => {
    const signed = join(work, 'signed.msi');
    copyFileSync(msi('0.1.0'), signed);
    const { signer, judged } = throwAwaySigner(work);
    expect(judged(signed)).not.toBe(0);
    signFile(signed, signer);
    expect(judged(signed)).toBe(0);
    const bytes = readFileSync(signed);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] as number) ^ 1;
    writeFileSync(signed, bytes);
    expect(judged(signed)).not.toBe(0);
  });

  describe.skipIf(!canHaveWindows())('its life (needs Windows, or wine)', () => {
    let windows: WindowsMachine;
    beforeAll(() => {
      windows = startWindows();
    });
    afterAll(() => windows?.close());

    const installed = () => join(windows.drive, 'Program Files', 'InkWitness');
    const data = () => join(windows.drive, 'ProgramData', 'InkWitness');
    /** Files that are not as the package was made, missing ones and strange ones too. */
    const amiss = (version: string): readonly string[] => folderDifferences(installed(), folders[version] as string);
    const settings = () => windows.registry(SETTINGS_KEY.replace(/^SOFTWARE/, 'Software'));
    const products = () => windows.exported(UNINSTALL).split(`"DisplayName"="${NAME}`).length - 1;
    /** In the start menus and on the desktops, of everybody and of each account. */
    const shortcuts = () =>
      [
        'ProgramData/Microsoft/Windows/Start Menu',
        ...accounts('Desktop', 'AppData/Roaming/Microsoft/Windows/Start Menu'),
      ]
        .map((folder) => join(windows.drive, folder))
        .filter((folder) => existsSync(folder))
        .flatMap((folder) => readdirSync(folder, { recursive: true }).map(String))
        .filter((path) => path.endsWith(`${NAME}.lnk`));
    const accounts = (...folders: string[]) =>
      readdirSync(join(windows.drive, 'users')).flatMap((name) => folders.map((folder) => join('users', name, folder)));
    const install = (version: string, ...args: string[]) => windows.msiexec('/i', msi(version), '/qn', ...args);
    const codeFile = () => join(data(), 'kiosk', 'enrolment.ini');

    it('refuses values that the kiosk would refuse', () => {
      expect(install('0.1.0', 'SERVERURL=http://consent.hospital.example')).not.toBe(0);
      expect(existsSync(installed())).toBe(false);
    });

    it('installs with what the command line says', () => {
      const said = ['SERVERURL=https://consent.hospital.example', 'WARD=ICU-3', 'KIOSKMODE=1', `ENROLCODE=${CODE}`];
      expect(install('0.1.0', ...said)).toBe(0);
      expect(amiss('0.1.0')).toEqual([]);
      expect(settings()).toMatchObject({
        ServerUrl: 'https://consent.hospital.example',
        StationName: 'ICU-3',
        KioskMode: '1',
        Language: '',
        Version: '0.1.0',
        InstallDir: 'C:\\Program Files\\InkWitness\\',
      });
      expect(windows.registry('Software\\Classes\\inkwitness\\shell\\open\\command')).toEqual({
        '': '"C:\\Program Files\\InkWitness\\inkwitness.exe" --deep-link -- "%1"',
      });
      expect(shortcuts()).toHaveLength(1);
      expect(readFileSync(codeFile(), 'latin1')).toMatch(new RegExp(`^\\[enrolment\\]\\s+code=${CODE}\\s*$`));
      for (const key of [
        'Software\\InkWitness',
        'Software\\Microsoft\\Windows\\CurrentVersion\\Installer',
        UNINSTALL,
      ]) {
        expect(windows.exported(key)).toContain('HKEY_LOCAL_MACHINE');
        expect(windows.exported(key)).not.toContain(CODE);
      }
      expect(products()).toBe(1);
    });

    it('repairs, and keeps what was said', () => {
      writeFileSync(join(data(), 'kiosk', 'journal'), 'signed');
      rmSync(join(installed(), 'locales', 'zh-CN.pak'));
      writeFileSync(join(installed(), 'resources', 'app.asar'), 'bad');
      rmSync(codeFile());
      expect(install('0.1.0', 'REINSTALL=ALL', 'REINSTALLMODE=amus')).toBe(0);
      expect(amiss('0.1.0')).toEqual([]);
      expect(settings()).toMatchObject({ ServerUrl: 'https://consent.hospital.example', StationName: 'ICU-3' });
      expect(existsSync(codeFile()) ? readFileSync(codeFile(), 'latin1') : '').not.toMatch(/code=./);
    });

    it('upgrades, and remembers', () => {
      expect(install('0.2.0')).toBe(0);
      expect(amiss('0.2.0')).toEqual([]);
      expect(settings()).toMatchObject({
        ServerUrl: 'https://consent.hospital.example',
        StationName: 'ICU-3',
        KioskMode: '1',
        Version: '0.2.0',
      });
      expect(products()).toBe(1);
      expect(readFileSync(join(data(), 'kiosk', 'journal'), 'utf8')).toBe('signed');
    });

    it('does not go back to an older version', () => {
      expect(install('0.1.0')).not.toBe(0);
      expect(amiss('0.2.0')).toEqual([]);
    });

    it('is set anew by the same package, with a new code', () => {
      expect(
        install(
          '0.2.0',
          'REINSTALL=ALL',
          'REINSTALLMODE=vomus',
          'SERVERURL=https://new.hospital.example',
          'KIOSKMODE=0',
        ),
      ).toBe(0);
      expect(settings()).toMatchObject({
        ServerUrl: 'https://new.hospital.example',
        KioskMode: '0',
        StationName: 'ICU-3',
      });
    });

    it('goes, and leaves the forms', () => {
      expect(windows.msiexec('/x', msi('0.2.0'), '/qn')).toBe(0);
      expect(existsSync(installed())).toBe(false);
      expect(settings()).toBeUndefined();
      expect(windows.registry('Software\\Classes\\inkwitness')).toBeUndefined();
      expect(shortcuts()).toEqual([]);
      expect(products()).toBe(0);
      expect(existsSync(codeFile())).toBe(false);
      expect(readFileSync(join(data(), 'kiosk', 'journal'), 'utf8')).toBe('signed');
    });
  });
});
