import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../src/core/base';
import { certificateFacts, etsiReport } from '../../src/core/validation';
import { nodeDigest } from '../../src/platform/node';
import { type ReportAct, type ReportView, reportHtml, reportPdf, reportView } from '../../src/report';
import { demoHospital } from '../support/demo-hospital';
import { hasTool } from '../support/external-tools';
import { mupdfRaster, pdfjsRaster, popplerRaster, share, worstSquare } from '../support/rasters';
import { samplePdf } from '../support/sample-pdf';
import { sealAct, withFields } from '../support/seal-act';
import { validate } from '../support/validate';

const FONT = 'node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';
/** Family and given names, one with a character of extension B that the font lacks. */
const NAMES = ['张三', '欧阳𠮷喆', "Dr. Alice O'Neill-Ferguson", '买买提·吐尔逊', '李四', '王五'];

let folder: string;
let pdf: Uint8Array;
/** The same paper with one act, its name exchanged: the raster comparison must see it on the first page. */
let another: Uint8Array;
let view: ReportView;
let etsi: string;
let sha256: string;
const text = (...options: string[]): string =>
  execFileSync('pdftotext', [...options, join(folder, 'report.pdf'), '-'], { encoding: 'utf8' });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iw-report-'));
  const hospital = await demoHospital();
  const fields = NAMES.map((_, index) => `s${index + 1}`);
  let file = await withFields(await samplePdf(), fields);
  for (const [index, field] of fields.entries())
    file = await sealAct(file, hospital, { field, certify: index === 0, name: NAMES[index] as string });
  const { nowMs, root } = hospital;
  const report = await validate(file, [root.certificate], nowMs);
  sha256 = toHex(nodeDigest.hash('SHA-256', file));
  const validator = { Name: 'InkWitness', Version: '0' };
  const anchors = [certificateFacts(root.certificate, nodeDigest)];
  const subject = { judgedAtMs: nowMs, sha256, size: file.length, validator, anchors, timeZone: 'Asia/Shanghai' };
  etsi = JSON.stringify(etsiReport(report, subject));
  view = reportView({ ok: true, value: report }, { ...subject, fileName: '手术知情同意书.pdf' }, 'zh');
  const input = { font: new Uint8Array(readFileSync(FONT)), etsi, madeAtMs: nowMs };
  pdf = await reportPdf(view, input);
  const [first] = view.acts.list as [ReportAct];
  another = await reportPdf({ ...view, acts: { ...view.acts, list: [{ ...first, name: '李四' }] } }, input);
  writeFileSync(join(folder, 'report.pdf'), pdf);
  writeFileSync(join(folder, 'another.pdf'), another);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the report as a PDF', () => {
  it.skipIf(!hasTool('pdftoppm', '-v') || !hasTool('mutool', '-v'))(
    'looks the same in poppler, mupdf and pdf.js',
    async () => {
      const rasters = [popplerRaster(folder, pdf, 2), mupdfRaster(folder, pdf, 2), await pdfjsRaster(pdf, 2)] as const;
      const [poppler, mupdf, pdfjs] = rasters;
      const pairs = [worstSquare(poppler, mupdf, 24), worstSquare(poppler, pdfjs, 24), worstSquare(mupdf, pdfjs, 24)];
      // Other anti-aliasing is worth 8 in one square of 12 points, another name of two characters 33.
      for (const pair of pairs) expect(pair).toBeLessThan(15);
      expect(worstSquare(poppler, popplerRaster(folder, another, 2), 24)).toBeGreaterThan(25);
      const dark = (r: number, g: number, b: number) => r + g + b < 200;
      for (const raster of rasters) expect(share(raster, [0.1, 0.06, 0.9, 0.9], dark)).toBeGreaterThan(0.012);
    },
    30_000,
  );

  it.skipIf(!hasTool('pdftotext', '-v'))('says first what the verdict is, and names everybody', () => {
    const lines = text('-raw').split('\n');
    expect(lines.slice(0, 4).join('')).toContain('6 个签名全部有效');
    const whole = text('-raw').replace(/\s/g, '');
    for (const name of NAMES.map((one) => one.replace(/\s/g, '')))
      expect(whole).toContain(name.replace('𠮷', '〔U+20BB7〕'));
    expect(whole).toContain('测试医院根证书');
  });

  it.skipIf(!hasTool('pdftotext', '-v') || !hasTool('pdfinfo', '-v'))(
    'bears the digest of the file and its number on every page, A4',
    () => {
      const info = execFileSync('pdfinfo', [join(folder, 'report.pdf')], { encoding: 'utf8' });
      const pages = Number(/Pages:\s+(\d+)/.exec(info)?.[1]);
      expect(pages).toBeGreaterThan(2);
      expect(info).toMatch(/Page size:\s+595\.28 x 841\.89 pts \(A4\)/);
      expect(info).toMatch(/Tagged:\s+yes/);
      expect(info).toMatch(/Title:\s+电子签名核对报告/);
      for (let page = 1; page <= pages; page++) {
        const one = text('-f', `${page}`, '-l', `${page}`);
        expect(one).toContain(sha256);
        expect(one).toContain(`第 ${page} 页，共 ${pages} 页`);
      }
    },
  );

  it.skipIf(!hasTool('pdfinfo', '-v'))('is tagged: a screen reader meets the sentence as its heading', () => {
    const tree = execFileSync('pdfinfo', ['-struct-text', join(folder, 'another.pdf')], { encoding: 'utf8' });
    const [, first] = /H1 \(block\)\s+"([^"]+)"/.exec(tree) ?? [];
    expect(view.sentence.startsWith(first ?? '-')).toBe(true);
    expect(tree.match(/H3 \(block\)/g)).toHaveLength(1);
  });

  it.skipIf(!hasTool('qpdf'))('is sound for qpdf, and holds the very JSON report as an associated file', () => {
    const path = join(folder, 'report.pdf');
    execFileSync('qpdf', ['--check', path]);
    const shown = execFileSync('qpdf', ['--show-attachment=report.json', path], { encoding: 'utf8' });
    expect(shown).toBe(etsi);
    const json = JSON.parse(execFileSync('qpdf', ['--json', path], { encoding: 'utf8', maxBuffer: 1 << 26 }));
    expect(JSON.stringify(json)).toContain('"/AFRelationship":"/Data"');
    expect(JSON.stringify(json)).toMatch(/"\/Lang":"(u:)?zh-CN"/);
  });
});

describe('the report as a page', () => {
  it('says the same as the paper, and lets no markup of a name through', () => {
    const html = reportHtml(view);
    for (const said of [view.sentence, ...view.acts.list.flatMap(({ facts }) => facts.map(({ value }) => value))])
      expect(html).toContain(said.replaceAll("'", '&#39;'));
    const [act] = view.acts.list;
    const list = act ? [{ ...act, name: '<img src=x onerror=alert(1)>' }] : [];
    expect(reportHtml({ ...view, acts: { ...view.acts, list } })).not.toContain('<img');
    expect(html).toContain("default-src 'none'");
  });
});
