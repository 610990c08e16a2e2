import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCEPTED_ICES, buildMsi, type MsiOrder, msiCodes } from '../../scripts/package/msi/build-msi';
import { INSTALLER_SETTINGS, SETTINGS_KEY } from '../../scripts/package/msi/installer-settings';
import { signFile } from '../../scripts/package/sign';
import { systemLog } from '../../src/main/log';
import { canSign, throwAwaySigner } from '../support/code-signing';
import { hasTool } from '../support/external-tools';
import { folderDifferences } from '../support/folder-differences';
import { ICE_RULES, type Row, type Tables } from '../support/ice-rules';
import { smallApplication } from '../support/small-application';
import { canHaveWindows, startWindows } from '../support/start-windows';
import type { WindowsMachine } from '../support/windows-machine';

const ROOT = join(import.meta.dirname, '..', '..');
const NAME = '墨证 InkWitness';
/** WiX 3.14 on Windows, as its installer sets it. */
const canBuild =
  process.platform === 'win32'
    ? process.env['WIX'] !== undefined
    : ['mono', 'gcab', 'msibuild', 'msiinfo'].every((tool) => hasTool(tool));
/** msitools are of Linux; the tables are the same. */
const itsTables = it.skipIf(!hasTool('msiinfo'));
const UNINSTALL = 'Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall';
const [CODE, FILED] = ['ONCE-7F3K-9Q2M', 'FLED-2M7F-K3Q9'];
const EVENT_SOURCE = 'SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\InkWitness';

const each =
  (table: string, change: (row: Row) => Row) =>
  (tables: Tables): Tables => ({ ...tables, [table]: (tables[table] ?? []).map(change) });
const emptied = (table: string) => (tables: Tables) => ({ ...tables, [table]: [] });
const belowProfile = each('Directory', (row) =>
  row['Directory'] === 'INSTALLDIR' ? { ...row, Directory_Parent: 'ProgramMenuFolder' } : row,
);
/** What each rule finds; the others are found in the package itself. */
const SPOILED: Readonly<Record<string, (tables: Tables) => Tables>> = {
  ICE02: each('Component', (row) => ({ ...row, KeyPath: 'nobody' })),
  ICE03: each('Registry', (row) => ({ ...row, Component_: 'nobody' })),
  ICE04: each('Media', (row) => ({ ...row, LastSequence: '1' })),
  ICE08: each('Component', (row) => ({ ...row, ComponentId: '{1}' })),
  ICE16: each('Property', (row) => ({ ...row, Value: 'x'.repeat(64) })),
  ICE18: emptied('CreateFolder'),
  ICE21: emptied('FeatureComponents'),
  ICE24: each('Property', (row) => ({ ...row, Value: '1.256.0' })),
  ICE30: each('File', (row) => ({ ...row, FileName: 'SAME.TXT|same.txt' })),
  ICE64: belowProfile,
  ICE80: each('Component', (row) => ({ ...row, Attributes: '0' })),
  ICE90: (tables) => each('Shortcut', (row) => ({ ...row, Directory_: 'INSTALLDIR' }))(belowProfile(tables)),
  ICE91: belowProfile,
};

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

describe.skipIf(!canBuild)('MSI (needs mono, msitools, gcab; on Windows WiX)', () => {
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
  /** Every table, its rows by the names of their columns. */
  const tables = (): Tables =>
    Object.fromEntries(
      execFileSync('msiinfo', ['tables', msi('0.1.0')], { encoding: 'utf8' })
        .split('\n')
        .filter((name) => /^[A-Z]/.test(name) && name !== 'Icon')
        .map((name) => {
          const text = execFileSync('msiinfo', ['export', msi('0.1.0'), name], { encoding: 'utf8' });
          const [head = '', , , ...lines] = text.split('\r\n');
          const named = (line: string) =>
            Object.fromEntries(line.split('\t').map((cell, index) => [head.split('\t')[index], cell]));
          return [name, lines.filter(Boolean).map(named)];
        }),
    );
  const property = (name: string) => rows('Property').find(([key]) => key === name)?.[1];

  itsTables('is for the machine, Chinese, and installs nothing by itself or for one person', () => {
    expect(property('ProductName')).toBe(NAME);
    expect([property('ProductLanguage'), property('ALLUSERS'), property('ARPNOMODIFY')]).toEqual(['2052', '1', '1']);
    expect(property('MSIRMSHUTDOWN')).toBe('0');
    // -1 and 1 are HKEY_CURRENT_USER; msidbFeatureAttributesDisallowAdvertise 8.
    expect(rows('Registry').filter(([, root]) => root !== '2')).toEqual([]);
    expect(rows('Feature').map((row) => Number(row.at(-1)) & 8)).toEqual([8]);
    expect(rows('Shortcut').map(([, , , , target]) => target)).toEqual(['[#Program]']);
  });

  itsTables('runs no code: every custom action sets a property', () => {
    const types = rows('CustomAction').map(([, type]) => type);
    expect(types.length).toBeGreaterThan(5);
    expect(new Set(types)).toEqual(new Set(['51']));
    expect(execFileSync('msiinfo', ['tables', msi('0.1.0')], { encoding: 'utf8' })).not.toMatch(/^Binary$/m);
  });

  itsTables(
    'upgrades inside the transaction, the same version too, and blocks a downgrade that nobody asked for',
    () => {
      const sequence = Object.fromEntries(rows('InstallExecuteSequence').map(([name, , at]) => [name, Number(at)]));
      expect(sequence['RemoveExistingProducts']).toBe((sequence['InstallInitialize'] as number) + 1);
      // msidbUpgradeAttributesVersionMinInclusive 256, MigrateFeatures 1: of any version; OnlyDetect 2 of newer ones, which takes a word (docs/adr/0031).
      expect(rows('Upgrade').map((row) => [row[1], row[2], row[4], row[6]])).toEqual([
        ['0', '', '257', 'WIX_UPGRADE_DETECTED'],
        ['0.1.0', '', '2', 'NEWERINSTALLED'],
      ]);
      expect(rows('LaunchCondition').map(([condition]) => condition)).toContain('NOT NEWERINSTALLED OR WAYBACK = "1"');
      for (const { property } of INSTALLER_SETTINGS)
        expect(sequence[`Set${property}`]).toBeGreaterThan(sequence['AppSearch'] as number);
    },
  );

  itsTables('the scheme hands a link over behind the dashes', () => {
    const command = rows('Registry').find(([, , key]) => key === 'SOFTWARE\\Classes\\inkwitness\\shell\\open\\command');
    expect(command?.[4]).toBe('"[#Program]" --deep-link -- "%1"');
    const scheme = rows('Registry').filter(([, , key]) => key === 'SOFTWARE\\Classes\\inkwitness');
    expect(scheme.map(([, , , name, value]) => [name, value])).toEqual([
      ['', 'URL:InkWitness'],
      ['URL Protocol', ''],
    ]);
  });

  itsTables('the one-time code is hidden and is no value of the registry', () => {
    expect(property('MsiHiddenProperties')).toBe('ENROLCODE');
    expect(rows('Registry').filter((row) => row.join().includes('ENROLCODE'))).toEqual([]);
    const [line] = rows('IniFile');
    expect(line?.slice(2, 6)).toEqual(['KIOSKDATA', 'enrolment', 'code', '[ENROLCODE]']);
  });

  itsTables(
    'a file with the code is fetched from where the property points; in a folder it bears the name of the computer',
    () => {
      expect(property('SecureCustomProperties')?.split(';')).toContain('ENROLFILE');
      // Options 0: copied, not moved away from the others.
      const moved = rows('MoveFile').map(([, ...row]) => row.map((cell) => cell.split('|').at(-1)));
      expect(moved).toEqual([['EnrolFile', '', 'enrolment.ini', 'EnrolSource', 'KIOSKDATA', '0']]);
      const sequence = rows('InstallExecuteSequence').filter(([name]) => name?.startsWith('EnrolFile'));
      const actions = rows('CustomAction').filter(([, , source]) => source === 'EnrolSource');
      expect(
        sequence.map(([name, condition]) => [condition, actions.find(([action]) => action === name)?.[3]]),
      ).toEqual([
        ['ENROLFILE', '[ENROLFILE]'],
        ['ENROLFILE >> "\\"', '[ENROLFILE][ComputerName].ini'],
      ]);
      expect(rows('Component').join('\n')).toMatch(/^EnrolFile,.*,ENROLFILE,/m);
    },
  );

  itsTables('a value that is a dash is forgotten: after what is remembered, and by the execute sequence alone', () => {
    const sequence = Object.fromEntries(rows('InstallExecuteSequence').map(([name, ...rest]) => [name, rest]));
    const shown = new Set(rows('InstallUISequence').map(([name]) => name));
    const targets = Object.fromEntries(rows('CustomAction').map(([name, , ...rest]) => [name, rest]));
    for (const { property } of INSTALLER_SETTINGS) {
      const [condition, at] = sequence[`Forget${property}`] ?? [];
      expect(condition).toBe(`${property} = "-"`);
      expect(Number(at)).toBeGreaterThan(Number(sequence['LaunchConditions']?.[1]));
      expect(Number(at)).toBeLessThan(Number(sequence['InstallInitialize']?.[1]));
      expect(shown.has(`Forget${property}`)).toBe(false);
      expect(targets[`Forget${property}`]?.slice(0, 2)).toEqual([property, '[Nothing]']);
    }
  });

  itsTables('registers the source of its events as eventcreate.exe wants it', () => {
    const values = rows('Registry').filter(([, , key]) => key === EVENT_SOURCE);
    expect(values.map(([, root, , name, value]) => [root, name, value]).sort()).toEqual([
      ['2', 'CustomSource', '#1'],
      ['2', 'EventMessageFile', '#%%SystemRoot%\\System32\\EventCreate.exe'],
      ['2', 'TypesSupported', '#7'],
    ]);
    const runs: (readonly string[])[] = [];
    const run = (_program: string, args: readonly string[]) => void runs.push(args);
    systemLog({ platform: 'win32', run, stderr: () => undefined })({ id: 101, level: 'error', text: 'bug' });
    expect(runs[0]?.slice(0, 4)).toEqual(['/L', 'APPLICATION', '/SO', EVENT_SOURCE.split('\\').at(-1)]);
  });

  itsTables('public properties reach the elevated half and are remembered', () => {
    const secure = property('SecureCustomProperties')?.split(';');
    const names = INSTALLER_SETTINGS.map((setting) => setting.property);
    expect(secure).toEqual(
      expect.arrayContaining([...names, ...names.map((name) => `REMEMBERED_${name}`), 'ENROLCODE', 'WARD']),
    );
    expect(rows('RegLocator').map(([, root, key, name]) => [root, key, name])).toEqual(
      expect.arrayContaining(INSTALLER_SETTINGS.map(({ name }) => ['2', SETTINGS_KEY, name])),
    );
  });

  itsTables('every Windows program has its version, every other file its hash; no name is lost', () => {
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

  itsTables('the data folder is for the system, administrators and who is logged on', () => {
    expect(rows('MsiLockPermissionsEx').map((row) => row.slice(1, 4))).toEqual([
      ['DATADIR', 'CreateFolder', 'D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1301bf;;;IU)'],
    ]);
  });

  itsTables('Windows Installer’s own rules, as far as tables can tell, find only what is so on purpose', () => {
    const all = tables();
    const broken = (of: Tables) => ICE_RULES.filter(({ finds }) => finds(of).length > 0).map(({ rule }) => rule);
    const found = ICE_RULES.map(({ rule, finds }) => [rule, finds(all)] as const).filter(([, rows]) => rows.length > 0);
    expect(found).toEqual(['ICE38', 'ICE43', 'ICE57'].map((rule) => [rule, ['StartMenu']]));
    expect(Object.keys(ACCEPTED_ICES)).toEqual(expect.arrayContaining(broken(all)));
    for (const { rule } of ICE_RULES) expect(broken((SPOILED[rule] ?? ((same) => same))(all)), rule).toContain(rule);
  });

  itsTables('the same input gives the same codes, another one others', () => {
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
    afterAll(() => {
      if (windows) rmSync(share(), { recursive: true, force: true });
      windows?.close();
    });

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
    /** Where IT keeps the files that `inkwitness enrol-codes` has made. */
    const share = () => join(windows.drive, 'inkwitness-share');
    const file = `[enrolment]\r\ncode=${FILED}\r\n`;

    it('refuses values that the kiosk would refuse', () => {
      expect(install('0.1.0', 'SERVERURL=http://consent.hospital.example')).not.toBe(0);
      expect(existsSync(installed())).toBe(false);
    });

    it('installs with what the command line says', () => {
      const said = ['SERVERURL=https://consent.hospital.example', 'WARD=ICU-3', 'KIOSKMODE=1', 'LOGLEVEL=warn'];
      mkdirSync(share());
      writeFileSync(join(share(), 'one.ini'), file);
      expect(install('0.1.0', ...said, 'ENROLFILE=C:\\inkwitness-share\\one.ini')).toBe(0);
      expect(amiss('0.1.0')).toEqual([]);
      expect(settings()).toMatchObject({
        ServerUrl: 'https://consent.hospital.example',
        StationName: 'ICU-3',
        KioskMode: '1',
        Language: '',
        LogLevel: 'warn',
        Version: '0.1.0',
        InstallDir: 'C:\\Program Files\\InkWitness\\',
      });
      expect(windows.registry('Software\\Classes\\inkwitness\\shell\\open\\command')).toEqual({
        '': '"C:\\Program Files\\InkWitness\\inkwitness.exe" --deep-link -- "%1"',
      });
      expect(shortcuts()).toHaveLength(1);
      expect(readFileSync(codeFile(), 'utf8')).toBe(file);
      expect(existsSync(join(share(), 'one.ini'))).toBe(true);
      expect(products()).toBe(1);
      expect(windows.registry(EVENT_SOURCE)).toMatchObject({
        TypesSupported: 'dword:00000007',
        CustomSource: 'dword:00000001',
      });
      // REG_EXPAND_SZ, as a .reg file writes it.
      expect(windows.registry(EVENT_SOURCE)?.['EventMessageFile']).toMatch(/^hex\(2\):25,00,53,00,79,00/);
    });

    it('repairs, and keeps what was said', () => {
      writeFileSync(join(data(), 'kiosk', 'journal'), 'signed');
      rmSync(join(installed(), 'locales', 'zh-CN.pak'));
      writeFileSync(join(installed(), 'resources', 'app.asar'), 'bad');
      expect(install('0.1.0', 'REINSTALL=ALL', 'REINSTALLMODE=amus')).toBe(0);
      expect(amiss('0.1.0')).toEqual([]);
      expect(settings()).toMatchObject({ ServerUrl: 'https://consent.hospital.example', StationName: 'ICU-3' });
      expect(readFileSync(codeFile(), 'utf8')).toBe(file);
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

    const anew = (...said: string[]) => install('0.2.0', 'REINSTALL=ALL', 'REINSTALLMODE=vomus', ...said);
    const nothing = { ServerUrl: '', StationName: '', KioskMode: '', Language: '', LogLevel: '' };

    it('forgets what it is told to forget; a computer without a file is installed all the same', () => {
      const forget = INSTALLER_SETTINGS.map(({ property }) => (property === 'STATIONID' ? 'WARD=-' : `${property}=-`));
      expect(anew(...forget, 'ENROLFILE=C:\\nowhere\\')).toBe(0);
      expect(settings()).toMatchObject(nothing);
    });

    it('is set anew by the same package, with the code of this computer; what was forgotten stays so', () => {
      const { ComputerName } =
        windows.registry('System\\CurrentControlSet\\Control\\ComputerName\\ActiveComputerName') ?? {};
      writeFileSync(join(share(), `${ComputerName}.ini`), `${file};`);
      expect(anew('SERVERURL=https://new.hospital.example', 'KIOSKMODE=0', 'ENROLFILE=C:\\inkwitness-share\\')).toBe(0);
      expect(settings()).toMatchObject({ ...nothing, ServerUrl: 'https://new.hospital.example', KioskMode: '0' });
      expect(readFileSync(codeFile(), 'utf8')).toBe(`${file};`);
    });

    it('writes a code of the command line into that file alone, and no empty one without it', () => {
      expect(anew(`ENROLCODE=${CODE}`)).toBe(0);
      expect(readFileSync(codeFile(), 'latin1')).toMatch(new RegExp(`^\\[enrolment\\]\\s+code=${CODE}\\s`));
      for (const key of [
        'Software\\InkWitness',
        'Software\\Microsoft\\Windows\\CurrentVersion\\Installer',
        UNINSTALL,
      ]) {
        const exported = windows.exported(key);
        expect(exported).toContain('HKEY_LOCAL_MACHINE');
        expect(exported).not.toMatch(new RegExp(`${CODE}|${FILED}`));
      }
      rmSync(codeFile());
      expect(anew()).toBe(0);
      expect(existsSync(codeFile()) ? readFileSync(codeFile(), 'latin1') : '').not.toMatch(/code=./);
      writeFileSync(codeFile(), file);
    });

    it('goes, and leaves the forms', () => {
      expect(windows.msiexec('/x', msi('0.2.0'), '/qn')).toBe(0);
      expect(existsSync(installed())).toBe(false);
      expect(settings()).toBeUndefined();
      expect(windows.registry('Software\\Classes\\inkwitness')).toBeUndefined();
      expect(windows.registry(EVENT_SOURCE)).toBeUndefined();
      expect(shortcuts()).toEqual([]);
      expect(products()).toBe(0);
      expect(existsSync(codeFile())).toBe(false);
      expect(readFileSync(join(data(), 'kiosk', 'journal'), 'utf8')).toBe('signed');
    });

    it('leaves a code that nobody has used to the version that takes its place', () => {
      expect(install('0.2.0')).toBe(0);
      writeFileSync(codeFile(), file);
      // wine upgrades without this property, which Windows Installer sets in the removal of the older version.
      expect(
        windows.msiexec('/x', msi('0.2.0'), '/qn', 'UPGRADINGPRODUCTCODE={00000000-0000-4000-8000-000000000000}'),
      ).toBe(0);
      expect(existsSync(installed())).toBe(false);
      expect(readFileSync(codeFile(), 'utf8')).toBe(file);
    });
  });
});
