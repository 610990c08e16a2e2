import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildMsi } from '../../scripts/package/msi/build-msi';
import { SETTINGS_KEY } from '../../scripts/package/msi/installer-settings';
import { must, toBase64, toHex } from '../../src/core/base';
import { type Release, signRelease } from '../../src/core/release';
import { POLICY_KEY } from '../../src/main/settings';
import type { StagedPackage } from '../../src/main/update/package-store';
import { makeWish, prove, releaseId } from '../../src/main/update/wish';
import { generateOneTimeSigner, nodeDigest } from '../../src/platform/node';
import { hasTool } from '../support/external-tools';
import { judgeProgram } from '../support/judge-program';
import { smallApplication } from '../support/small-application';
import { asWindowsPath, canHaveWine, startWine, type Wine, windowsNodeForWine } from '../support/wine';

const ROOT = join(import.meta.dirname, '..', '..');
const SCRIPT = join(ROOT, 'build/update/update.cmd');
const task = (name: string) =>
  new DOMParser().parseFromString(readFileSync(join(ROOT, 'build/update', name), 'utf8'), 'text/xml');

/** What the task runs, one after the other. */
const actions = (): string[] =>
  Array.from(task('update-task.xml').getElementsByTagName('Arguments'), ({ textContent }) => `cmd.exe ${textContent}`);

describe('the tasks of Windows', () => {
  it('one is of the system and runs the script that lies beside the program, one is of who is logged on', () => {
    const text = (name: string, element: string) => task(name).getElementsByTagName(element)[0]?.textContent;
    expect([text('update-task.xml', 'UserId'), text('open-task.xml', 'GroupId')]).toEqual(['S-1-5-18', 'S-1-5-4']);
    expect(actions()[1]).toContain('copy /y "%ProgramFiles%\\InkWitness\\update\\update.cmd"');
    expect(actions()[2]).toContain('"%ProgramFiles%\\InkWitness Update\\update.cmd"');
    expect([text('update-task.xml', 'Interval'), text('update-task.xml', 'MultipleInstancesPolicy')]).toEqual([
      'PT1M',
      'IgnoreNew',
    ]);
    expect(text('open-task.xml', 'Command')).toBe('%ProgramFiles%\\InkWitness\\inkwitness.exe');
  });

  it('the script is ASCII with the line ends that cmd.exe finds labels by', () => {
    const script = readFileSync(SCRIPT, 'latin1');
    expect(script).toMatch(/^(?:[\t\x20-\x7e]*\r\n)+$/);
    const labels = new Set([...script.matchAll(/^:([\w-]+)/gm)].map(([, label]) => label));
    const jumps = [...script.matchAll(/\b(?:goto|call) :?([\w-]+)/g)].map(([, label]) => label as string);
    expect(jumps.filter((label) => !labels.has(label))).toEqual([]);
  });
});

const canBuild = ['mono', 'gcab', 'msibuild'].every((tool) => hasTool(tool)) && canHaveWine();
const node = canBuild ? await windowsNodeForWine() : undefined;

/**
 * The script under the cmd.exe and msiexec of wine, and the program's judgement under Node for Windows, which stands in for
 * the start of inkwitness.exe; wine's tasklist.exe is empty, so a file stands in for its answer, and its find.exe knows no /i.
 */
describe.skipIf(node === undefined)('an update on Windows (needs mono, msitools, gcab, wine, Node for Windows)', () => {
  const key = generateOneTimeSigner();
  const packages: Record<string, StagedPackage> = {};
  let work: string;
  let wine: Wine;
  const path = (...names: string[]) => join(wine.drive, ...names);
  const own = (name: string) => path('Program Files', 'InkWitness Update', name);
  const updates = () => path('ProgramData', 'InkWitness', 'kiosk', 'updates');
  const read = (file: string) => readFileSync(file, 'latin1').trim();
  const has = (file: string) => statSync(file, { throwIfNoEntry: false }) !== undefined;
  const settings = () => wine.registry(SETTINGS_KEY.replace(/^SOFTWARE/, 'Software'));
  const running = (...names: string[]) => writeFileSync(path('running.txt'), ['tasklist.exe', ...names].join('\r\n'));

  async function staged(version: string, releasedMs: number, file: string): Promise<StagedPackage> {
    const bytes = readFileSync(file);
    const release: Release = {
      version,
      platform: 'win32-x64',
      file: basename(file),
      size: bytes.length,
      sha256: toHex(nodeDigest.hash('SHA-256', bytes)),
      releasedMs,
      expiresMs: releasedMs + 86_400_000,
      minimumVersion: '0.0.0',
      ring: { wards: [], stations: [], percent: 100 },
    };
    return { signed: must(await signRelease(release, key)), release, path: file };
  }
  /** As the kiosk of the first version leaves its wish when it closes. */
  async function wish(releasedMs: number): Promise<string> {
    const next = await staged('0.2.0', releasedMs, (packages['0.2.0'] as StagedPackage).path);
    const current = packages['0.1.0'] as StagedPackage;
    must(await makeWish(updates(), { next, current, station: { stationId: 's1', ward: 'ICU' } }, nodeDigest));
    return releaseId(next.signed, nodeDigest);
  }
  const minute = () => wine.run('cmd', ['/d', '/c', 'C:\\task.cmd']);

  beforeAll(async () => {
    work = mkdtempSync(join(tmpdir(), 'inkwitness-update-'));
    const judge = await judgeProgram();
    wine = startWine();
    mkdirSync(updates(), { recursive: true });
    writeFileSync(path('task.cmd'), ['@echo off', ...actions(), ''].join('\r\n'));
    const script = readFileSync(SCRIPT, 'latin1')
      .replace('start "" /wait /b "%program%"', `"${asWindowsPath(node as string)}" "%program%\\..\\judge.cjs"`)
      .replace('"%system%\\tasklist.exe" >', 'type C:\\running.txt >')
      .replaceAll('find.exe" /i', 'find.exe"');
    for (const version of ['0.1.0', '0.2.0']) {
      const folder = smallApplication(join(work, version), version);
      mkdirSync(join(folder, 'update'));
      writeFileSync(join(folder, 'update', 'update.cmd'), script);
      writeFileSync(join(folder, 'judge.cjs'), judge(version));
      const output = join(updates(), `${version}.msi`);
      buildMsi({ root: ROOT, folder, version, productName: '墨证', testBuild: false, output, compression: 'none' });
      packages[version] = await staged(version, Date.now(), output);
    }
    const keys = ['/v', 'ReleaseKeys', '/t', 'REG_MULTI_SZ', '/d', toBase64(key.publicKey), '/f'];
    expect(wine.run('reg', ['add', POLICY_KEY, ...keys]).status).toBe(0);
    const said = ['SERVERURL=https://consent.hospital.example', 'WARD=ICU-3', 'KIOSKMODE=1'];
    expect(wine.msiexec('/i', asWindowsPath((packages['0.1.0'] as StagedPackage).path), '/qn', ...said)).toBe(0);
  });
  afterAll(() => {
    wine?.close();
    rmSync(work, { recursive: true, force: true });
  });
  const kept = { ServerUrl: 'https://consent.hospital.example', StationName: 'ICU-3', KioskMode: '1' };

  it('waits while a kiosk is open, then replaces it with its settings kept', async () => {
    await wish(Date.now() - 2000);
    running('inkwitness.exe');
    minute();
    expect([read(own('verdict.txt')), settings()?.['Version']]).toEqual(['INSTALL 0.2.0', '0.1.0']);
    expect(['installing.txt', 'proving.txt', 'tried.json'].map((name) => has(own(name)))).toEqual([
      false,
      false,
      false,
    ]);
    running();
    minute();
    expect(settings()).toMatchObject({ ...kept, Version: '0.2.0' });
    expect([read(own('proving.txt')), has(own('installing.txt'))]).toEqual(['0', false]);
  });

  it('goes back where nothing proves itself, in one transaction with the settings kept', () => {
    minute();
    expect(read(own('proving.txt'))).toBe('1');
    writeFileSync(own('proving.txt'), '10\r\n');
    minute();
    expect(settings()).toMatchObject({ ...kept, Version: '0.1.0' });
    const resources = path('Program Files', 'InkWitness', 'resources');
    expect([has(join(resources, 'only-in-0.1.0.txt')), has(join(resources, 'only-in-0.2.0.txt'))]).toEqual([
      true,
      false,
    ]);
    expect([has(own('proving.txt')), has(own('taken/current.msi'))]).toEqual([false, false]);
    // The wish is still there: what was tried is refused.
    minute();
    expect([read(own('verdict.txt')), settings()?.['Version']]).toEqual(['RELEASE_REPLAYED', '0.1.0']);
  });

  it('signed anew is installed again, and stays when it proves itself', async () => {
    const id = await wish(Date.now() - 1000);
    minute();
    await prove(updates(), id);
    minute();
    expect([settings()?.['Version'], has(own('proving.txt')), read(own('verdict.txt'))]).toEqual([
      '0.2.0',
      false,
      'INSTALL 0.2.0',
    ]);
  });
});
