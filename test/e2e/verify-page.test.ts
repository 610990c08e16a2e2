import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileChooser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeScan } from '../../bench/large-pdf';
import { toPem } from '../../src/core/pki';
import { testHome } from '../support/bedside';
import { demoHospital } from '../support/demo-hospital';
import { hasTool } from '../support/external-tools';
import { reportOf } from '../support/judge-sealed';
import { PROGRAMS } from '../support/programs';
import { samplePdf } from '../support/sample-pdf';
import { sealAct, withFields } from '../support/seal-act';
import { CHROMIUM, type OpenVerifyPage, openVerifyPages, type VerifyPages } from '../support/verify-page';

const ROOT = join(import.meta.dirname, '../..');
/** Set to keep pictures of the page. */
const PICTURES = process.env['INKWITNESS_PICTURES'];

describe.skipIf(!existsSync(CHROMIUM))('the verifier page, from a file on the disk (needs Chromium)', () => {
  const home = testHome();
  const at = (...parts: string[]) => join(home.path, ...parts);
  const signed = at('signed', 'surgery.pdf');
  const rootPem = at('hospital', 'pki', 'root.pem');
  const notaryKey = at('hospital', 'custodians', 'notary.key.pem');
  const archiveKey = at('hospital', 'custodians', 'archive.key.pem');
  let pages: VerifyPages;
  let open: OpenVerifyPage | undefined;

  const tampered = (name: string, change: (bytes: Buffer) => void): string => {
    const bytes = readFileSync(signed);
    change(bytes);
    writeFileSync(at(name), bytes);
    return at(name);
  };
  const opened = async (options: Parameters<VerifyPages['open']>[0], ...files: string[]) => {
    await open?.close();
    open = await pages.open(options);
    if (files.length > 0) await open.give(...files);
    return open;
  };
  /** Lets the first pen play in the page's own time, which passes as it is told to: so much of the whole replay at a time. */
  const playerOf = async ({ page }: OpenVerifyPage) => {
    const replay = page.locator('.replay').first();
    const totalMs = Number(await replay.locator('input').getAttribute('max')) / 1000;
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 60_000);
    await replay.getByRole('button', { name: '播放' }).click();
    await replay.getByRole('button', { name: '暂停' }).waitFor();
    return (part: number) => page.clock.runFor(totalMs * part);
  };
  /** Nothing went wrong, and nothing was asked of any network. */
  const quiet = ({ asked, errors }: OpenVerifyPage) => expect({ asked, errors }).toEqual({ asked: [], errors: [] });

  beforeAll(async () => {
    const source = join(ROOT, 'fixtures/documents/surgery.pdf');
    execFileSync(process.execPath, [PROGRAMS.cli, 'sign', '--in', source, '--out', at('signed'), '--signers', '2'], {
      env: { ...process.env, INKWITNESS_HOME: home.path },
    });
    pages = await openVerifyPages(ROOT);
  });
  afterAll(async () => {
    await open?.close();
    await pages?.close();
    home.remove();
  });

  it('passes a signed form, tells who signed, and says the same as Node', async () => {
    const one = await opened({}, signed, rootPem);
    expect(await one.sentence()).toBe('2 个签名全部有效；各人签下的内容从签署到现在没有被改动。');
    expect(await one.page.locator('.signature').count()).toBe(2);
    expect(await one.page.locator('.signature').first().textContent()).toContain('患者本人');
    expect(await one.report()).toEqual(await reportOf(signed, rootPem));
    await one.page.getByRole('button', { name: 'English' }).click();
    expect(await one.sentence()).toBe(
      'All 2 signatures are valid, and what each person signed has not been changed since.',
    );
    quiet(one);
  });

  it('fails a changed form, and one with something added at its end', async () => {
    const changed = tampered('changed.pdf', (bytes) => {
      const place = bytes.indexOf('stream', 5000) + 60;
      bytes[place] = (bytes[place] as number) ^ 1;
    });
    const one = await opened({}, changed, rootPem);
    expect(await one.sentence()).toBe('请不要相信这份文件：签署之后，内容被改动过。');
    expect(await one.report()).toEqual(await reportOf(changed, rootPem));
    quiet(one);
    writeFileSync(at('longer.pdf'), Buffer.concat([readFileSync(signed), Buffer.from('more')]));
    const two = await opened({ language: 'en-GB' }, at('longer.pdf'), rootPem);
    expect(await two.sentence()).toBe('Do not rely on this file: its content was changed after it was signed.');
    expect(await two.report()).toEqual(await reportOf(at('longer.pdf'), rootPem));
    quiet(two);
  });

  it('cannot decide without a root, and decides once it is there', async () => {
    const one = await opened({ language: 'en-GB' }, signed);
    expect(await one.sentence()).toContain('Cannot be decided');
    await one.give(rootPem);
    await one.page.locator('.verdict--passed').waitFor();
    quiet(one);
  });

  it('trusts a root that came with it', async () => {
    const withRoot = await openVerifyPages(ROOT, readFileSync(rootPem, 'utf8'));
    try {
      const one = await withRoot.open();
      expect(await one.page.locator('.anchors').textContent()).toContain('随本页提供的根证书');
      await one.give(signed);
      await one.page.locator('.verdict--passed').waitFor();
      quiet(one);
    } finally {
      await withRoot.close();
    }
  });

  it('says of damaged and unsigned files what they are', async () => {
    writeFileSync(at('cut.pdf'), readFileSync(signed).subarray(0, 40_000));
    const one = await opened({}, at('cut.pdf'), rootPem);
    expect(await one.sentence()).toContain('打不开');
    quiet(one);
    const unsigned = join(ROOT, 'fixtures/documents/transfusion.pdf');
    const two = await opened({}, unsigned, rootPem);
    expect(await two.sentence()).toContain('没有电子签名');
    expect(await two.report()).toEqual(await reportOf(unsigned, rootPem));
    quiet(two);
  });

  it('agrees with Node about other attacks', async () => {
    const hospital = await demoHospital();
    const file = await withFields(await samplePdf(), ['s1']);
    const other = await samplePdf(true);
    const attacks = {
      honest: await sealAct(file, hospital, { field: 's1', certify: true }),
      'shown-another': await sealAct(file, hospital, { field: 's1' }, { shown: other }),
      'no-evidence': await sealAct(file, hospital, { field: 's1' }, { files: () => [] }),
      'too-young': await sealAct(file, hospital, { field: 's1' }, { notBeforeMs: hospital.nowMs + 3_600_000 }),
    };
    writeFileSync(at('demo.pem'), hospital.root.certificate.raw);
    const pem = `-----BEGIN CERTIFICATE-----\n${Buffer.from(hospital.root.certificate.raw).toString('base64')}\n-----END CERTIFICATE-----\n`;
    writeFileSync(at('demo.pem'), pem);
    for (const [name, bytes] of Object.entries(attacks)) {
      writeFileSync(at(`${name}.pdf`), bytes);
      const one = await opened({}, at(`${name}.pdf`), at('demo.pem'));
      await one.sentence();
      expect(await one.report(), name).toEqual(await reportOf(at(`${name}.pdf`), at('demo.pem')));
      quiet(one);
    }
  });

  it('shows each signed revision as it was', async () => {
    const one = await opened({}, signed, rootPem);
    const inkOf = async () => {
      await one.page.locator('.pages__sheet[data-state=drawn]').waitFor();
      return one.page.locator('.pages__sheet').evaluate((sheet) => {
        const canvas = sheet as HTMLCanvasElement;
        const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
        let red = 0;
        for (let i = 0; i < data.length; i += 4)
          if ((data[i] as number) > 150 && (data[i + 1] as number) < 110 && (data[i + 2] as number) < 110) red++;
        return red;
      });
    };
    await one.sentence();
    const buttons = one.page.getByRole('button', { name: '看签署时的页面' });
    await buttons.nth(0).click();
    await one.page.getByText('第 1 个签名完成时的文件').waitFor();
    const first = await inkOf();
    await buttons.nth(1).click();
    await one.page.getByText('第 2 个签名完成时的文件').waitFor();
    await one.page.waitForTimeout(300);
    const second = await inkOf();
    expect(first).toBeGreaterThan(100);
    expect(second).toBeGreaterThan(first);
    quiet(one);
  });

  it.each([
    ['notary', notaryKey],
    ['archive', archiveKey],
  ])('opens the evidence with the key of the %s, and replays the pen at its own speed', async (_, key) => {
    const one = await opened({}, signed, rootPem);
    await one.page.getByText('绑定摘要 A 相符').first().waitFor();
    expect(await one.page.locator('.replay').count()).toBe(0);
    await one.give(key);
    await one.page.getByText('绑定摘要 B 相符').first().waitFor();
    expect(await one.page.locator('.finger canvas').count()).toBe(2);
    const replay = one.page.locator('.replay').first();
    const total = Number(await replay.locator('input').getAttribute('max')) / 1000;
    const stood = await replay.locator('output').textContent();
    expect(stood).toBe(`${(total / 1000).toFixed(2)} / ${(total / 1000).toFixed(2)} s`);
    const play = await playerOf(one);
    await play(0.98);
    expect(await replay.getByRole('button', { name: '暂停' }).count()).toBe(1);
    await play(0.03);
    await replay.getByRole('button', { name: '播放' }).waitFor();
    await one.page.getByRole('button', { name: '取出私钥' }).click();
    expect(await one.page.locator('.replay').count()).toBe(0);
    quiet(one);
  });

  it('says that a key is a wrong one', async () => {
    const one = await opened({}, signed, rootPem);
    await one.page.getByText('绑定摘要 A 相符').first().waitFor();
    await one.give(at('hospital', 'pki', 'tsa.key.pem'));
    await one.page.getByText('这把私钥打不开').first().waitFor();
    expect(await one.page.locator('.replay').count()).toBe(0);
    quiet(one);
  });

  it.each([
    ['zh-CN', '下载报告（PDF，可打印）', '2 个签名全部有效'],
    ['en-GB', 'Download as PDF, to print', 'All 2 signatures are valid'],
  ] as const)('makes the report as a PDF in the page, %s', async (language, button, sentence) => {
    const one = await opened({ language }, signed, rootPem);
    await one.page.locator('.verdict--passed').waitFor();
    const made = async (name: string) => {
      const waiting = one.page.waitForEvent('download', { timeout: 60_000 });
      await one.page.getByRole('button', { name }).click();
      return (await waiting).path();
    };
    const pdf = await made(button);
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
    if (hasTool('pdftotext', '-v')) {
      const text = execFileSync('pdftotext', ['-raw', pdf, '-'], { encoding: 'utf8' });
      expect(text.replace(/\s+/g, ' ')).toContain(sentence);
      expect(text).toContain(createHash('sha256').update(readFileSync(signed)).digest('hex'));
    }
    if (hasTool('qpdf')) execFileSync('qpdf', ['--check', pdf]);
    const etsi = JSON.parse(readFileSync(await made('ETSI'), 'utf8'));
    expect(etsi.SignatureValidationReport[0].SignatureValidationStatus.MainIndication).toContain('total-passed');
    quiet(one);
  });

  it('with reduced motion a stroke appears whole, and only without it the pen moves', async () => {
    const shown = async (calm: boolean): Promise<Set<string>> => {
      const one = await opened({ calm }, signed, rootPem, notaryKey);
      const replay = one.page.locator('.replay').first();
      await replay.waitFor();
      await one.page.evaluate(() => {
        const output = document.querySelector('.replay output') as HTMLElement;
        const seen: string[] = [];
        Object.assign(globalThis, { seen });
        new MutationObserver(() => seen.push(output.textContent ?? '')).observe(output, {
          childList: true,
          characterData: true,
          subtree: true,
        });
      });
      const play = await playerOf(one);
      for (let part = 0; part < 101; part++) await play(0.01);
      await replay.getByRole('button', { name: '播放' }).waitFor();
      quiet(one);
      return new Set(await one.page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen));
    };
    const strokes = (await reportOf(signed, rootPem)).signatures.length * 12;
    const [calm, moving] = [await shown(true), await shown(false)];
    expect(calm.size).toBeGreaterThan(0);
    expect(calm.size).toBeLessThan(strokes);
    expect(moving.size).toBeGreaterThan(calm.size * 2);
  });

  it('can be used with the keyboard alone', async () => {
    const one = await opened({ language: 'en-GB' });
    const { page } = one;
    const pressUntil = async (name: RegExp) => {
      for (let i = 0; i < 40; i++) {
        await page.keyboard.press('Tab');
        const label = await page.evaluate(() => {
          const focused = document.activeElement;
          // before anything has the focus it is the body, which contains every word
          return focused === document.body ? '' : ((focused?.closest('label') ?? focused)?.textContent ?? '');
        });
        if (name.test(label)) return;
      }
      throw new Error(`${name} is not reached by Tab`);
    };
    await pressUntil(/Choose a file/);
    // a busy browser may pass over a key that comes as the page is drawn
    const chosen = async (): Promise<FileChooser> => {
      const chooser = page.waitForEvent('filechooser', { timeout: 10_000 });
      await page.keyboard.press('Space');
      return chooser;
    };
    await (await chosen().catch(chosen)).setFiles([signed, rootPem]);
    await page.locator('.verdict--passed').waitFor();
    await pressUntil(/Show the pages as signed/);
    await page.keyboard.press('Enter');
    await page.getByText('The file when signature 1 was made').waitFor();
    await pressUntil(/Details for lawyers/);
    await page.keyboard.press('Enter');
    await page.getByText('Digest of the certificate').first().waitFor();
    await pressUntil(/Download as PDF/);
    const waiting = page.waitForEvent('download', { timeout: 60_000 });
    await page.keyboard.press('Enter');
    expect((await waiting).suggestedFilename()).toBe('surgery.report.pdf');
    quiet(one);
  });

  it('tells how far it is with a long file', async () => {
    const one = await opened({ language: 'en-GB' });
    const hospital = await demoHospital();
    await writeScan(at('scan.pdf'), 40_000_000, 4);
    const form = await withFields(new Uint8Array(readFileSync(at('scan.pdf'))), ['s1']);
    writeFileSync(at('big.pdf'), await sealAct(form, hospital, { field: 's1', certify: true }));
    writeFileSync(at('big.pem'), toPem('CERTIFICATE', hospital.root.certificate.raw));
    await one.page.evaluate(() => {
      const seen: number[] = [];
      Object.assign(globalThis, { seen });
      new MutationObserver(() => {
        const bar = document.querySelector('.working progress') as HTMLProgressElement | null;
        if (bar) seen.push(bar.value);
      }).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
    });
    await one.give(at('big.pdf'), at('big.pem'));
    expect(await one.sentence()).toContain('The signature is valid');
    const seen = await one.page.evaluate(() => (globalThis as unknown as { seen: number[] }).seen);
    expect(seen.length).toBeGreaterThan(0);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
    quiet(one);
  });

  it('takes a dropped file', async () => {
    const one = await opened({});
    const bytes = readFileSync(signed).toString('base64');
    await one.page.evaluate((text) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], 'dropped.pdf'));
      document
        .querySelector('.page')
        ?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    }, bytes);
    expect(await one.sentence()).toContain('不能确定是谁签的');
    quiet(one);
  });

  it.each([
    [1280, 800],
    [1920, 1080],
    [800, 1280],
  ])('fits %ix%i in both languages', async (width, height) => {
    for (const language of ['zh-CN', 'en-GB'] as const) {
      const one = await opened({ width, height, language });
      const shoot = async (name: string) => {
        const wide = await one.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide, name).toBeLessThanOrEqual(0);
        const path = join(PICTURES ?? '', `${name}-${language}-${width}x${height}`);
        if (PICTURES) await one.page.screenshot({ path: `${path}.png`, fullPage: name === 'opened' });
      };
      await shoot('start');
      await one.give(signed, rootPem, notaryKey);
      await one.page.locator('.replay').nth(1).waitFor();
      await one.page.locator('.pages__sheet[data-state=drawn]').waitFor();
      await shoot('result');
      await one.page.locator('.signature .button').first().click();
      await one.page.waitForTimeout(500);
      await one.page.locator('.pages__sheet[data-state=drawn]').waitFor();
      await shoot('opened');
      quiet(one);
    }
  });
});
