import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../src/core/base';
import { parseSignedData } from '../../src/core/cms';
import { type ByteRange, readSecurityStore, type SignatureValue } from '../../src/core/pdf';
import { toPem } from '../../src/core/pki';
import { type DemoHospital, demoHospital } from '../support/demo-hospital';
import { hasTool, runTool } from '../support/external-tools';
import { extend } from '../support/long-term';
import { samplePdf } from '../support/sample-pdf';
import { openBytes, sealAct, withFields } from '../support/seal-act';

const PYHANKO = process.env['INKWITNESS_PYHANKO'] ?? 'pyhanko';
const YEAR_MS = 365 * 86_400_000;
const SIGNERS = ['patient', 'doctor'];

let folder: string;
let hospital: DemoHospital;
const at = (name: string): string => join(folder, name);
const write = (name: string, data: Uint8Array | string): string => {
  writeFileSync(at(name), data);
  return at(name);
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iw-long-term-'));
  hospital = await demoHospital();
  write('root.pem', toPem('CERTIFICATE', hospital.root.certificate.raw));
  write('ca.pem', toPem('CERTIFICATE', hospital.ca.certificate.raw));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each([
  ['table', false],
  ['streams', true],
])('outside judges of B-LTA files, cross-reference %s', (shape, useObjectStreams) => {
  let file: Uint8Array;
  let path: string;
  /** Extended again when the event certificates had expired; the first time-stamp proves that they had not before. */
  let renewed: string;
  const renewedMs = () => hospital.nowMs + 12 * YEAR_MS;

  beforeAll(async () => {
    let signed = await withFields(await samplePdf(useObjectStreams), SIGNERS);
    for (const [index, field] of SIGNERS.entries())
      signed = await sealAct(signed, hospital, { field, certify: index === 0 });
    file = await extend(signed, hospital, { level: 'B-LTA' });
    path = write(`${shape}.pdf`, file);
    renewed = write(`${shape}-renewed.pdf`, await extend(file, hospital, { level: 'B-LTA', nowMs: renewedMs() }));
  });

  it.skipIf(!hasTool('qpdf'))('have no syntax error for qpdf --check', () => {
    for (const one of [path, renewed]) expect(runTool('qpdf', ['--check', one])).toMatchObject({ status: 0 });
  });

  // poppler does not verify RFC 3161 tokens, and says so
  it.skipIf(!hasTool('pdfsig', '-v'))('keep their signatures valid for pdfsig', () => {
    const { output } = runTool('pdfsig', ['-no-ocsp', renewed]);
    expect(output.match(/Signature is Valid\./g)).toHaveLength(SIGNERS.length);
    expect(output.match(/Signature has not yet been verified/g)).toHaveLength(2);
  });

  it.skipIf(!hasTool('openssl', 'version'))('have a document time-stamp and lists for openssl', async () => {
    const doc = await openBytes(file);
    const stamp = must(await doc.signatureFields()).find(({ value }) => value?.type === 'DocTimeStamp')
      ?.value as SignatureValue;
    const [, length, second, rest] = stamp.byteRange as ByteRange;
    const token = must(parseSignedData(stamp.contents, { allowTrailing: true })).raw;
    const covered = Buffer.concat([file.subarray(0, length), file.subarray(second, second + rest)]);
    const input = ['-in', write(`${shape}.tst`, token), '-data', write(`${shape}.bin`, covered)];
    const trust = ['-CAfile', at('root.pem'), '-untrusted', at('ca.pem')];
    expect(runTool('openssl', ['ts', '-verify', '-token_in', ...input, ...trust]).output).toContain('Verification: OK');
    const { crls } = must(await readSecurityStore(doc));
    expect(crls).toHaveLength(2);
    for (const [index, issuer] of ['root.pem', 'ca.pem'].entries()) {
      const crl = write(`${shape}.crl`, crls[index] as Uint8Array);
      expect(
        runTool('openssl', ['crl', '-inform', 'DER', '-in', crl, '-CAfile', at(issuer), '-noout']).output,
      ).toContain('verify OK');
    }
  });

  it.skipIf(!hasTool(PYHANKO))('change nothing that pyHanko does not allow after a certification', () => {
    const args = ['sign', 'validate', '--trust', at('root.pem'), '--no-revocation-check', path];
    const { output, status } = runTool(PYHANKO, args);
    expect(status, output).toBe(0);
    expect(output.match(/:INTACT:TRUSTED/g)).toHaveLength(SIGNERS.length);
    expect(output).toContain('EXTENDED_WITH_LTA_UPDATES,ACCEPTABLE_MODIFICATIONS');
  });

  it.skipIf(!hasTool(PYHANKO))(
    'pass the AdES validation of pyHanko, now and when the certificates have expired',
    () => {
      const later = ['--validation-time', new Date(renewedMs() + 86_400_000).toISOString().slice(0, 10)];
      for (const args of [[path], [...later, renewed]]) {
        const all = ['sign', 'adesverify', '--trust', at('root.pem'), '--executive-summary', ...args];
        const { output, status } = runTool(PYHANKO, all);
        expect(status, output).toBe(0);
        expect(output.match(/:VALID$/gm), output).toHaveLength(SIGNERS.length);
      }
    },
  );
});
