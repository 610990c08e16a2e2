import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run';
import { testHome } from '../support/bedside';
import { qpdfExit, reportOf } from '../support/judge-sealed';

const home = testHome();
const from = join(home.path, 'in');
const to = join(home.path, 'out');
afterAll(() => home.remove());

async function inkwitness(...args: string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const exit = await run(args, {
    out: (line) => out.push(line),
    error: (line) => errors.push(line),
    language: 'zh',
    home: home.path,
    nowMs: () => Date.now(),
  });
  return { exit, lines: out.map((line) => JSON.parse(line) as Record<string, unknown>), errors };
}

describe('inkwitness sign', () => {
  it('signs a folder, refuses what cannot be signed, and says one line for each file', async () => {
    mkdirSync(from);
    for (const name of ['surgery.pdf', 'special-treatment-rotated.pdf', 'anaesthesia-acroform.pdf'])
      copyFileSync(join('fixtures/documents', name), join(from, name));
    const whole = readFileSync('fixtures/documents/surgery.pdf');
    const marked = Buffer.concat([Buffer.from('\ufeff'), whole]);
    writeFileSync(join(from, 'cut.pdf'), whole.subarray(0, 50_000));
    writeFileSync(join(from, 'no.pdf'), 'not a form');
    writeFileSync(join(from, 'marked.pdf'), marked);
    const { exit, lines } = await inkwitness('sign', '--in', from, '--out', to, '--signers', '3', '--json');
    expect(exit).toBe(0);
    expect(lines.map(({ outcome, code, signatures }) => [outcome, code, signatures])).toEqual([
      ['sealed', null, 3],
      ['refused', 'PDF_TRUNCATED', 0],
      ['sealed', null, 3],
      ['refused', 'PDF_NOT_A_PDF', 0],
      ['sealed', null, 3],
      ['sealed', null, 3],
    ]);
    expect(lines.every(({ file, ms }) => String(file).startsWith(from) && typeof ms === 'number')).toBe(true);
    const signed = ['anaesthesia-acroform.pdf', 'marked.pdf', 'special-treatment-rotated.pdf', 'surgery.pdf'];
    expect(readdirSync(to).sort()).toEqual([signed[0], signed[1], 'originals', signed[2], signed[3]]);
    expect(readdirSync(join(to, 'originals'))).toEqual(['marked.pdf']);
    expect(readFileSync(join(to, 'originals/marked.pdf')).equals(marked)).toBe(true);
    for (const name of signed) {
      const report = await reportOf(join(to, name), join(home.path, 'hospital/pki/root.pem'));
      expect(report.signatures.map(({ verdict }) => verdict)).toEqual(['TOTAL-PASSED', 'TOTAL-PASSED', 'TOTAL-PASSED']);
      expect([0, undefined]).toContain(qpdfExit(join(to, name)));
      if (name === 'marked.pdf') continue;
      const source = readFileSync(join('fixtures/documents', name));
      expect(readFileSync(join(to, name)).subarray(0, source.length).equals(source)).toBe(true);
    }
    const files = signed.map((name) => join(to, name));
    const verified = await inkwitness('verify', ...files, '--json');
    expect(verified.exit).toBe(0);
    const sha256 = createHash('sha256').update(marked).digest('hex');
    const normalised = {
      rules: 'InkWitness/normalise/1',
      reasons: ['bytes-before-header'],
      sha256,
      size: marked.length,
    };
    const facts = { evidence: { state: 'intact', facts: { normalised } } };
    expect(verified.lines[1]).toMatchObject({ signatures: [facts, facts, facts] });
    expect(verified.lines[0]).not.toHaveProperty('signatures.0.evidence.facts.normalised');
    const told: string[] = [];
    const io = { out: (line: string) => told.push(line), error: () => {}, language: 'zh', home: home.path } as const;
    await run(['verify', join(to, 'marked.pdf')], { ...io, nowMs: () => Date.now() });
    expect(told.join('\n')).toContain(
      `原件: 签署前经规范化重写，显示内容不变 (文件头之前有多余内容)\n    SHA-256 ${sha256}`,
    );
  });

  it('refuses to sign again what is sealed, and to write where it reads', async () => {
    const again = await inkwitness(
      'sign',
      '--in',
      join(to, 'surgery.pdf'),
      '--out',
      join(home.path, 'again'),
      '--json',
    );
    expect(again).toMatchObject({ exit: 0, lines: [{ outcome: 'refused', code: 'PDF_CERTIFIED_NO_CHANGES' }] });
    expect(readdirSync(join(home.path, 'again'))).toEqual([]);
    expect((await inkwitness('sign', '--in', from, '--out', from)).exit).toBe(64);
    expect((await inkwitness('sign', '--in', from, '--out', to, '--signers', '17')).exit).toBe(64);
  });

  it('says what is wrong with a place, and makes nothing for a source that is not there', async () => {
    const absent = await inkwitness('sign', '--in', join(home.path, 'nowhere'), '--out', join(home.path, 'made'));
    expect(absent).toMatchObject({ exit: 64, errors: [expect.stringContaining('CLI_FILE_UNREADABLE')] });
    expect(existsSync(join(home.path, 'made'))).toBe(false);
    const blocked = await inkwitness('sign', '--in', from, '--out', join(from, 'no.pdf'));
    expect(blocked).toMatchObject({ exit: 64, errors: [expect.stringContaining('CLI_OUT_UNUSABLE')] });
    const same = await inkwitness('sign', '--in', from, '--out', from);
    expect(same).toMatchObject({ exit: 64, errors: [expect.stringContaining('CLI_OUT_IS_SOURCE')] });
  });

  it('passes over folders, says that there is nothing to sign, and calls a file that goes away unreadable', async () => {
    const odd = join(home.path, 'odd');
    mkdirSync(join(odd, 'folder.pdf'), { recursive: true });
    const nothing = await inkwitness('sign', '--in', odd, '--out', to, '--json');
    expect(nothing).toMatchObject({ exit: 0, lines: [], errors: [expect.stringContaining('PDF')] });
    symlinkSync(join(odd, 'gone'), join(odd, 'link.pdf'));
    const gone = await inkwitness('sign', '--in', odd, '--out', to, '--json');
    expect(gone).toMatchObject({ exit: 1, lines: [{ outcome: 'failed', code: 'CLI_FILE_UNREADABLE' }] });
  });
});

describe('inkwitness doctor', () => {
  it('looks and changes nothing', async () => {
    const before = readdirSync(join(home.path, 'kiosk'));
    const { lines } = await inkwitness('doctor', '--json');
    const ids = [...new Set(lines.map(({ id }) => id))];
    expect(ids).toEqual(
      'runtime program settings displays devices fonts disk journal identity name tcp tls pin api clock enrolment time scheme browsers'.split(
        ' ',
      ),
    );
    expect(lines.find(({ id }) => id === 'fonts')).toMatchObject({ state: 'ok' });
    expect(lines.find(({ id }) => id === 'identity')).toMatchObject({ state: 'warning', code: 'NOT_ENROLLED' });
    expect(readdirSync(join(home.path, 'kiosk'))).toEqual(before);
  });
});
