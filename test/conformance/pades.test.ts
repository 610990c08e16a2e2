import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDF } from '@libpdf/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromHex, must } from '../../src/core/base';
import { decryptAuthEnveloped } from '../../src/core/cms';
import { readManifest, verifyPayload } from '../../src/core/evidence';
import { toPem } from '../../src/core/pki';
import { nodeDigest, nodeEnvelopeCrypto, privateKeyPem, recipientKeyFromKeyObject } from '../../src/platform/node';
import { type DemoHospital, demoHospital } from '../support/demo-hospital';
import { hasTool, runTool } from '../support/external-tools';
import { samplePdf } from '../support/sample-pdf';
import { sealAct, withFields } from '../support/seal-act';
import { type SignatureParts, signatureParts } from '../support/signature-parts';
import { validate } from '../support/validate';

const SIGNERS = ['patient', 'relative', 'doctor'];
const PYHANKO = process.env['INKWITNESS_PYHANKO'] ?? 'pyhanko';

/** The second holds a Han character of extension E, which strict readers refuse in a certificate's names. */
const NAMES = ['张三', '欧阳\u{2C35B}', '李医师'];

let folder: string;
let hospital: DemoHospital;
const at = (name: string): string => join(folder, name);
const write = (name: string, data: Uint8Array | string): string => {
  writeFileSync(at(name), data);
  return at(name);
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iw-pades-'));
  hospital = await demoHospital();
  write('root.pem', toPem('CERTIFICATE', hospital.root.certificate.raw));
  write('ca.pem', toPem('CERTIFICATE', hospital.ca.certificate.raw));
  write('custodian.pem', toPem('CERTIFICATE', hospital.custodians[0].certificate.raw));
  write('custodian.key.pem', privateKeyPem(hospital.custodians[0].key));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Three acts on one file, the first certifying with P = 2. */
async function sealed(useObjectStreams: boolean): Promise<Uint8Array> {
  let file = await withFields(await samplePdf(useObjectStreams), SIGNERS);
  for (const [index, field] of SIGNERS.entries())
    file = await sealAct(file, hospital, { field, certify: index === 0, name: NAMES[index] as string });
  return file;
}

describe.each([
  ['classic cross-reference table', false],
  ['cross-reference and object streams', true],
])('three signers, %s', (shape, useObjectStreams) => {
  let file: Uint8Array;
  let parts: SignatureParts[];
  let path: string;
  const name = (suffix: string): string => `${useObjectStreams ? 'streams' : 'table'}-${suffix}`;

  beforeAll(async () => {
    file = await sealed(useObjectStreams);
    parts = await signatureParts(file);
    path = write(name('signed.pdf'), file);
  });

  it(`is TOTAL-PASSED for every signature (${shape})`, async () => {
    const report = await validate(file, [hospital.root.certificate]);
    expect(report.signatures.map(({ field, level, verdict }) => ({ field, level, verdict }))).toEqual(
      SIGNERS.map((field) => ({ field, level: 'B-T', verdict: 'TOTAL-PASSED' })),
    );
    expect(report.verdict).toBe('TOTAL-PASSED');
    expect(report.signatures.map((one) => one.coversWholeFile)).toEqual([false, false, true]);
    expect(report.signatures.map((one) => one.modifications)).toEqual(['form-filling', 'form-filling', 'none']);
    expect(report.signatures.map((one) => one.evidence.state)).toEqual(['intact', 'intact', 'intact']);
    expect(report.signatures[0]).toMatchObject({ signer: '张三', timeSource: 'time-stamp', certification: 2 });
  });

  it.skipIf(!hasTool('qpdf'))('has no syntax error for qpdf --check', () => {
    expect(runTool('qpdf', ['--check', path])).toMatchObject({ status: 0 });
  });

  it.skipIf(!hasTool('pdfsig', '-v') || !hasTool('certutil', '-H'))('is valid and trusted for pdfsig', () => {
    const store = `sql:${mkdtempSync(at('nss-'))}`;
    runTool('certutil', ['-N', '-d', store, '--empty-password']);
    runTool('certutil', ['-A', '-d', store, '-n', 'root', '-t', 'CT,C,C', '-i', at('root.pem')]);
    const { output } = runTool('pdfsig', ['-no-ocsp', '-nssdir', store, path]);
    expect(output.match(/Signature is Valid\./g)).toHaveLength(SIGNERS.length);
    expect(output.match(/Certificate is Trusted\./g)).toHaveLength(SIGNERS.length);
    expect(output.match(/- Total document signed/g)).toHaveLength(1);
    expect(output.match(/ETSI\.CAdES\.detached/g)).toHaveLength(SIGNERS.length);
  });

  it.skipIf(!hasTool('mutool', '-v'))('is valid for mutool sign -v', () => {
    const { output } = runTool('mutool', ['sign', '-v', path]);
    // "Certificate error" is expected: mutool knows no anchors of ours.
    expect(output.match(/The signature is valid but there have been edits since signing/g)).toHaveLength(2);
    expect(output.match(/The document is unchanged since signing/g)).toHaveLength(1);
  });

  it.skipIf(!hasTool('openssl', 'version'))('is CAdES for openssl cms -verify -cades', () => {
    for (const [index, part] of parts.entries()) {
      const cms = write(name(`${index}.der`), part.cms);
      const content = write(name(`${index}.bin`), part.content);
      const args = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', cms, '-content', content];
      const run = runTool('openssl', [...args, '-purpose', 'any', '-CAfile', at('root.pem'), '-out', '/dev/null']);
      expect(run.output).toContain('CAdES Verification successful');
      expect(run.status).toBe(0);
    }
  });

  it.skipIf(!hasTool('openssl', 'version'))('has time-stamps for openssl ts -verify', () => {
    for (const [index, part] of parts.entries()) {
      expect(part.tokens).toHaveLength(1);
      const token = write(name(`${index}.tst`), part.tokens[0] as Uint8Array);
      const value = write(name(`${index}.val`), part.signature);
      const trust = ['-CAfile', at('root.pem'), '-untrusted', at('ca.pem')];
      const run = runTool('openssl', ['ts', '-verify', '-token_in', '-in', token, '-data', value, ...trust]);
      expect(run.output).toContain('Verification: OK');
    }
  });

  it.skipIf(!hasTool('openssl', 'version'))('has evidence that openssl cms -decrypt opens and B confirms', () => {
    for (const [index, part] of parts.entries()) {
      const envelope = write(name(`${index}.p7m`), part.envelope as Uint8Array);
      const out = at(name(`${index}.tar`));
      const key = ['-recip', at('custodian.pem'), '-inkey', at('custodian.key.pem')];
      const run = runTool('openssl', [
        'cms',
        '-decrypt',
        '-inform',
        'DER',
        '-in',
        envelope,
        ...key,
        '-binary',
        '-out',
        out,
      ]);
      expect(run.status, run.output).toBe(0);
      const { evidence } = must(readManifest(part.manifest as Uint8Array));
      const bound = {
        bindingA: fromHex(evidence.bindingA) as Uint8Array,
        bindingB: fromHex(evidence.bindingB) as Uint8Array,
      };
      const opened = must(verifyPayload(new Uint8Array(readFileSync(out)), bound, nodeDigest));
      expect(opened.entries.map((entry) => entry.name)).toEqual(['capture.json', 'pen.19794-7', 'finger.19794-4']);
    }
  });

  it('has evidence that each custodian opens with our own code', async () => {
    for (const custodian of hospital.custodians) {
      const recipient = { certificate: custodian.certificate, key: recipientKeyFromKeyObject(custodian.key) };
      const payload = await decryptAuthEnveloped(parts[0]?.envelope as Uint8Array, recipient, nodeEnvelopeCrypto);
      expect(must(payload).length % 512).toBe(0);
    }
  });

  it('is read by a second library, @libpdf/core, with its three signatures', async () => {
    const document = await PDF.load(file);
    const fields = document.getForm()?.getSignatureFields() ?? [];
    expect(fields.map((field) => [field.name, field.isSigned()])).toEqual(SIGNERS.map((one) => [one, true]));
    expect(document.getPageCount()).toBe(2);
  });

  it.skipIf(!hasTool(PYHANKO))('passes pyHanko with its difference policy', () => {
    const args = ['sign', 'validate', '--trust', at('root.pem'), '--no-revocation-check', path];
    const { output, status } = runTool(PYHANKO, args);
    expect(status, output).toBe(0);
    expect(output.match(/:INTACT:TRUSTED,TIMESTAMP_TOKEN<INTACT:TRUSTED>/g)).toHaveLength(SIGNERS.length);
    expect(output.match(/EXTENDED_WITH_FORM_FILLING,ACCEPTABLE_MODIFICATIONS/g)).toHaveLength(SIGNERS.length - 1);
    expect(output.match(/UNTOUCHED/g)).toHaveLength(1);
  });
});

it('a form that ends right after %%EOF and brings its own field', async () => {
  const form = await withFields(await samplePdf(false), ['s1']);
  const bare = form.subarray(0, Buffer.from(form).lastIndexOf('%%EOF') + 5);
  const file = await sealAct(bare, hospital, { field: 's1', certify: true, name: '张三' });
  const { verdict, signatures } = await validate(file, [hospital.root.certificate]);
  expect(signatures[0]?.evidence.reasons).toEqual([]);
  expect(verdict).toBe('TOTAL-PASSED');
});
