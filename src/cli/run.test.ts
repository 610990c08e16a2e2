import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoHospital, demoHospital } from '../../test/support/demo-hospital';
import { flipped } from '../../test/support/forged-cms';
import { listOf } from '../../test/support/long-term';
import { samplePdf } from '../../test/support/sample-pdf';
import { sealAct, withFields } from '../../test/support/seal-act';
import { fromLatin1 } from '../core/base';
import { toPem } from '../core/pki';
import type { Language } from './language';
import { run } from './run';

let folder: string;
let hospital: DemoHospital;
const at = (...names: string[]): string => join(folder, ...names);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iw-cli-'));
  hospital = await demoHospital();
  const unsigned = await withFields(await samplePdf(), ['s1']);
  const signed = await sealAct(unsigned, hospital, { field: 's1', certify: true });
  writeFileSync(at('signed.pdf'), signed);
  writeFileSync(at('unsigned.pdf'), unsigned);
  writeFileSync(at('changed.pdf'), flipped(signed, fromLatin1(signed).indexOf('/Producer') + 12));
  writeFileSync(at('cut.pdf'), signed.subarray(0, signed.length - 2000));
  // Cut so short that the revision before the signature still opens, with remains behind it.
  writeFileSync(at('remains.pdf'), signed.subarray(0, unsigned.length + 200));
  writeFileSync(at('stump.pdf'), signed.subarray(0, 900));
  writeFileSync(at('zero.pdf'), '');
  writeFileSync(at('root.pem'), toPem('CERTIFICATE', hospital.root.certificate.raw));
  mkdirSync(at('home', 'hospital', 'pki'), { recursive: true });
  writeFileSync(at('home', 'hospital', 'pki', 'root.pem'), toPem('CERTIFICATE', hospital.root.certificate.raw));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function inkwitness(args: readonly string[], language: Language = 'en', home = at('nowhere')) {
  const out: string[] = [];
  const errors: string[] = [];
  const exit = await run(args, {
    out: (line) => out.push(line),
    error: (line) => errors.push(line),
    language,
    home,
    nowMs: () => hospital.nowMs,
  });
  return { exit, out: out.join('\n'), errors: errors.join('\n') };
}
const verify = (name: string, ...more: string[]) =>
  inkwitness(['verify', at(name), '--trust', at('root.pem'), ...more]);

describe('inkwitness verify', () => {
  it.each([
    ['signed.pdf', 0, 'TOTAL-PASSED'],
    ['changed.pdf', 1, 'TOTAL-FAILED'],
    ['unsigned.pdf', 2, 'INDETERMINATE'],
    ['cut.pdf', 3, null],
    ['remains.pdf', 1, 'TOTAL-FAILED'],
    ['stump.pdf', 3, null],
    ['absent.pdf', 3, null],
    ['.', 3, null],
    ['zero.pdf', 3, null],
  ])('%s: exit %s', async (name, exit, verdict) => {
    const result = await verify(name, '--json');
    expect(result.exit).toBe(exit);
    expect(JSON.parse(result.out)).toMatchObject({ file: at(name), verdict });
  });

  it('prints one object with the published members', async () => {
    const report = JSON.parse((await verify('signed.pdf', '--json')).out);
    expect(report.signatures).toHaveLength(1);
    expect(report.signatures[0]).toMatchObject({
      field: 's1',
      verdict: 'TOTAL-PASSED',
      subIndication: null,
      level: 'B-T',
      signer: '张三',
      signingTime: new Date(hospital.nowMs).toISOString(),
      timeSource: 'time-stamp',
      coversWholeFile: true,
      modifications: 'none',
    });
  });

  it('of several files answers one line each and the gravest exit', async () => {
    const files = ['signed.pdf', 'unsigned.pdf', 'changed.pdf'].map((name) => at(name));
    const { exit, out } = await inkwitness(['verify', ...files, '--trust', at('root.pem'), '--json']);
    expect(exit).toBe(1);
    expect(out.split('\n')).toHaveLength(3);
  });

  it('trusts the embedded hospital when no anchor is named, and nobody without one', async () => {
    expect((await inkwitness(['verify', at('signed.pdf')], 'en', at('home'))).exit).toBe(0);
    const nobody = await inkwitness(['verify', at('signed.pdf')]);
    expect(nobody.exit).toBe(2);
    expect(nobody.errors).toContain('--trust');
  });

  it('speaks plain words in both languages', async () => {
    expect((await verify('changed.pdf')).out).toContain('What was signed has been changed.');
    expect((await verify('changed.pdf', '--lang', 'zh')).out).toContain('已签署的内容被改动过。');
    expect((await verify('signed.pdf', '--lang', 'zh')).out).toContain('可信时间戳');
  });

  it('answers a senseless command line with usage', async () => {
    expect((await inkwitness(['verify'])).exit).toBe(64);
    expect((await inkwitness(['verify', at('signed.pdf'), '--no-such'])).exit).toBe(64);
    expect((await inkwitness(['fly'])).exit).toBe(64);
    expect((await inkwitness(['verify', at('signed.pdf'), '--trust', at('signed.pdf')])).exit).toBe(64);
    expect((await inkwitness(['verify', at('signed.pdf'), '--lang', 'fr'])).exit).toBe(64);
    expect(await inkwitness(['help'])).toMatchObject({ exit: 0 });
  });

  it('explains one verb when asked, and says its version', async () => {
    for (const verb of ['verify', 'sign', 'doctor']) {
      const { exit, out } = await inkwitness([verb, '--help']);
      expect(exit).toBe(0);
      expect(out).toContain(`inkwitness ${verb}`);
    }
    expect(await inkwitness(['--version'])).toMatchObject({ exit: 0, out: expect.stringMatching(/^inkwitness \S+$/) });
  });

  it('doctor --settings tells each value and where it came from; a broken strict one exits 3 without its value', async () => {
    const home = at('beds', 'kiosk');
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'settings.json'), '{"language":"en","logLevel":"loud"}');
    const { exit, out } = await inkwitness(['doctor', '--settings', '--json'], 'en', at('beds'));
    const stories = out.split('\n').map((line) => JSON.parse(line));
    expect(exit).toBe(0);
    expect(stories).toContainEqual({ key: 'language', value: 'en', origin: 'local', refused: [] });
    expect(stories).toContainEqual({ key: 'logLevel', value: 'info', origin: 'default', refused: ['local'] });
    const spoken = await inkwitness(['doctor', '--settings'], 'zh', at('beds'));
    expect(spoken.out).toContain('logLevel  info  [默认；未采用：本机 settings.json]  日志级别');
    writeFileSync(join(home, 'settings.json'), '{"serverUrl":"http://secret.example"}');
    const broken = await inkwitness(['doctor', '--settings'], 'en', at('beds'));
    expect(broken).toEqual({ exit: 3, out: '', errors: 'SETTINGS_UNREADABLE serverUrl' });
  });

  it('doctor names the first step to the server that fails, with what to do, and exits 1', async () => {
    const home = at('away');
    mkdirSync(join(home, 'kiosk'), { recursive: true });
    writeFileSync(join(home, 'kiosk', 'settings.json'), '{"serverUrl":"http://127.0.0.1:9"}');
    const { exit, out } = await inkwitness(['doctor', '--json'], 'en', home);
    const lines = out.split('\n').map((line) => JSON.parse(line));
    expect(exit).toBe(1);
    expect(lines.find(({ id }) => id === 'tcp')).toMatchObject({ state: 'failing', code: 'ECONNREFUSED' });
    expect(lines.find(({ id }) => id === 'enrolment')).toMatchObject({ state: 'not-run' });
    for (const { state, toDo } of lines) if (state === 'failing') expect(toDo.length).toBeGreaterThan(10);
    expect(existsSync(join(home, 'kiosk', 'device.key.pem'))).toBe(false);
  });

  it('says nothing about evidence that could not be looked at', async () => {
    const changed = JSON.parse((await verify('changed.pdf', '--json')).out);
    expect(changed.signatures[0].evidence.state).toBe('unchecked');
    expect((await verify('changed.pdf')).out).not.toContain('evidence:');
  });

  it('reports in the published order of members', async () => {
    const report = JSON.parse((await verify('signed.pdf', '--json')).out);
    expect(Object.keys(report).slice(0, 3)).toEqual(['file', 'verdict', 'signatures']);
    expect(Object.keys(report.signatures[0]).slice(0, 9)).toEqual([
      'field',
      'verdict',
      'subIndication',
      'level',
      'signer',
      'signingTime',
      'timeSource',
      'coversWholeFile',
      'modifications',
    ]);
  });
});

describe('inkwitness verify with data from outside', () => {
  it('asks for revocation evidence where told, and takes lists and certificates', async () => {
    expect((await verify('signed.pdf', '--require-revocation')).exit).toBe(2);
    writeFileSync(at('root.crl'), await listOf(hospital.root, hospital.nowMs));
    writeFileSync(at('ca.crl'), toPem('X509 CRL', await listOf(hospital.ca, hospital.nowMs)));
    const lists = ['--crl', at('root.crl'), '--crl', at('ca.crl'), '--cert', at('root.pem')];
    expect((await verify('signed.pdf', '--require-revocation', ...lists)).exit).toBe(0);
  });

  it('refuses files that are not what they are given for', async () => {
    for (const option of ['--crl', '--ocsp', '--cert'])
      expect((await verify('signed.pdf', option, at('signed.pdf'))).exit).toBe(64);
  });
});

describe('inkwitness verify --at', () => {
  it('judges as of a time, and refuses what is none', async () => {
    const years = (count: number) => new Date(hospital.nowMs + count * 365 * 86_400_000).toISOString();
    expect((await verify('signed.pdf', '--at', years(0))).exit).toBe(0);
    const late = await verify('signed.pdf', '--at', years(40), '--json');
    expect(late.exit).toBe(2);
    expect(JSON.parse(late.out).signatures[0].subIndication).toBe('OUT_OF_BOUNDS_NO_POE');
    expect((await verify('signed.pdf', '--at', years(40))).out).toContain('judged as of');
    for (const time of ['tomorrow', '2036-02-30T00:00:00Z', '2036-01-01', '2036-01-01T00:00:00'])
      expect((await verify('signed.pdf', '--at', time)).exit, time).toBe(64);
  });
});

describe('inkwitness verify --report', () => {
  it('writes JSON, HTML and PDF beside the verdict', async () => {
    const names = ['r.json', 'r.html', 'r.pdf'].map((name) => at(name));
    const { exit, out } = await verify('changed.pdf', '--json', ...names.flatMap((name) => ['--report', name]));
    expect(exit).toBe(1);
    expect(JSON.parse(out).verdict).toBe('TOTAL-FAILED');
    const [json, html, pdf] = names.map((name) => readFileSync(name));
    const [first] = JSON.parse(String(json)).SignatureValidationReport;
    expect(first.SignatureValidationStatus.MainIndication).toBe('urn:etsi:019102:mainindication:total-failed');
    expect(String(html)).toContain('Do not rely on this file: its content was changed after it was signed.');
    expect(String(pdf?.subarray(0, 5))).toBe('%PDF-');
  });

  it('reports on what cannot be opened, too', async () => {
    expect((await verify('stump.pdf', '--report', at('stump.html'))).exit).toBe(3);
    expect(readFileSync(at('stump.html'), 'utf8')).toContain('This file cannot be opened');
  });

  it('never replaces the file that it judges, and says when it cannot write', async () => {
    const before = readFileSync(at('signed.pdf'));
    expect((await verify('signed.pdf', '--report', at('signed.pdf'))).exit).toBe(73);
    expect(readFileSync(at('signed.pdf')).equals(before)).toBe(true);
    expect((await verify('signed.pdf', '--report', at('nowhere', 'r.html'))).exit).toBe(73);
    expect((await verify('signed.pdf', '--report', at('r.doc'))).exit).toBe(64);
    const two = ['verify', at('signed.pdf'), at('changed.pdf'), '--report', at('r.html')];
    expect((await inkwitness(two)).exit).toBe(64);
  });
});
