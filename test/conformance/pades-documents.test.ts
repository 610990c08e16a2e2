import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { equal } from '../../src/core/base';
import type { NewSeamSeal } from '../../src/core/pdf';
import { toPem } from '../../src/core/pki';
import { type DemoHospital, demoHospital } from '../support/demo-hospital';
import { hasTool, runTool } from '../support/external-tools';
import { sealAct, withFields } from '../support/seal-act';
import { validate } from '../support/validate';

const FOLDER = new URL('../../fixtures/documents/', import.meta.url);
const FORMS = readdirSync(FOLDER).filter((name) => name.endsWith('.pdf'));
const FIELDS = ['signature-1', 'signature-2'];
const PYHANKO = process.env['INKWITNESS_PYHANKO'] ?? 'pyhanko';

/** The booklet bears a seal over the seam of its 20 pages. */
const SEAL = {
  width: 119,
  height: 119,
  ops: [{ kind: 'rect', x: 2, y: 2, width: 115, height: 115, stroke: 0xc8321e, strokeWidth: 3 }],
} as const;
const SEAMS: Readonly<Record<string, NewSeamSeal>> = {
  'surgery-booklet.pdf': { drawing: SEAL, pages: { from: 0, to: 19 }, height: 0.5 },
};

let folder: string;
let hospital: DemoHospital;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iw-forms-'));
  hospital = await demoHospital();
  writeFileSync(at('root.pem'), toPem('CERTIFICATE', hospital.root.certificate.raw));
  if (!hasTool('certutil', '-H')) return;
  runTool('certutil', ['-N', '-d', `sql:${folder}`, '--empty-password']);
  runTool('certutil', ['-A', '-d', `sql:${folder}`, '-n', 'root', '-t', 'CT,C,C', '-i', at('root.pem')]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(FORMS)('two signers on %s', (form) => {
  let file: Uint8Array;

  beforeAll(async () => {
    file = await withFields(new Uint8Array(readFileSync(new URL(form, FOLDER))), FIELDS, SEAMS[form]);
    for (const [index, field] of FIELDS.entries())
      file = await sealAct(file, hospital, { field, certify: index === 0, lockAnswers: index === 0 });
    writeFileSync(at(form), file);
  });

  it('keeps the source as an exact prefix and is TOTAL-PASSED', async () => {
    const source = new Uint8Array(readFileSync(new URL(form, FOLDER)));
    expect(equal(file.subarray(0, source.length), source)).toBe(true);
    const report = await validate(file, [hospital.root.certificate]);
    expect(report.signatures.map((one) => [one.verdict, one.level, one.evidence.state])).toEqual(
      FIELDS.map(() => ['TOTAL-PASSED', 'B-T', 'intact']),
    );
  });

  it.skipIf(!hasTool('qpdf'))('has no new error for qpdf --check', () => {
    expect(runTool('qpdf', ['--check', at(form)])).toMatchObject({ status: 0 });
  });

  it.skipIf(!hasTool('pdfsig', '-v') || !hasTool('certutil', '-H'))('is valid and trusted for pdfsig', () => {
    const { output } = runTool('pdfsig', ['-no-ocsp', '-nssdir', `sql:${folder}`, at(form)]);
    expect(output.match(/Signature is Valid\./g)).toHaveLength(FIELDS.length);
    expect(output.match(/Certificate is Trusted\./g)).toHaveLength(FIELDS.length);
    expect(output.match(/- Total document signed/g)).toHaveLength(1);
  });

  it.skipIf(!hasTool(PYHANKO))('passes pyHanko with its difference policy', () => {
    const args = ['sign', 'validate', '--trust', at('root.pem'), '--no-revocation-check', at(form)];
    const { output, status } = runTool(PYHANKO, args);
    expect(status, output).toBe(0);
    expect(output.match(/:INTACT:TRUSTED/g)).toHaveLength(FIELDS.length);
    expect(output.match(/ACCEPTABLE_MODIFICATIONS/g)).toHaveLength(1);
  });
});
