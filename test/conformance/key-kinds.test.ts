import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../src/core/base';
import { hashOf } from '../../src/core/cms';
import { signPades } from '../../src/core/pades';
import { toPem } from '../../src/core/pki';
import { generatePrivateKey, type KeyKind, nodeDigest } from '../../src/platform/node';
import { type DemoHospital, demoHospital, type Party, type PartyKey, party, stamp } from '../support/demo-hospital';
import { signDressed } from '../support/dressed-signature';
import { hasTool, runTool } from '../support/external-tools';
import { extend } from '../support/long-term';
import { samplePdf } from '../support/sample-pdf';
import { sealAct, withFields } from '../support/seal-act';
import { signatureParts } from '../support/signature-parts';
import { validate } from '../support/validate';

const PYHANKO = process.env['INKWITNESS_PYHANKO'] ?? 'pyhanko';
const STAFF = ['P-384', 'RSA-2048', 'RSA-3072'] as const satisfies readonly KeyKind[];
const FIELDS = ['patient', ...STAFF.map((kind) => kind.toLowerCase())];

let folder: string;
let hospital: DemoHospital;
let file: Uint8Array;
const write = (name: string, data: Uint8Array | string): string => {
  writeFileSync(join(folder, name), data);
  return join(folder, name);
};

/** Root RSA-3072, event CA P-384, time-stamp unit RSA-2048: the kinds that a hospital may choose at foundation. */
async function mixedHospital(): Promise<DemoHospital> {
  const { nowMs, custodians } = await demoHospital();
  const of = (kind: KeyKind): PartyKey => ({ key: generatePrivateKey(kind) });
  const root = await party('root', '根证书', nowMs, undefined, of('RSA-3072'));
  const ca = await party('issuingCa', '事件证书', nowMs, root, of('P-384'));
  const tsa = await party('timeStamping', '时间戳', nowMs, ca, of('RSA-2048'));
  return { root, ca, tsa, custodians, nowMs };
}

/** A member of staff signs with a key of their own, as PAdES B-T. */
const signAsStaff = (before: Uint8Array, field: string, { signer, certificate }: Party): Promise<Uint8Array> =>
  signDressed(before, field, {
    subFilter: 'ETSI.CAdES.detached',
    signingTimeMs: hospital.nowMs,
    contents: async (bytes) => {
      const signed = await signPades({
        documentDigest: nodeDigest.hash(hashOf(signer.algorithm), bytes),
        signer,
        certificate: certificate.raw,
        chain: [hospital.ca.certificate.raw],
        timeStamp: async (imprint) => ({ ok: true, value: await stamp(hospital, imprint) }),
        contentsBytes: 16_384,
        digest: nodeDigest,
      });
      return must(signed).cms;
    },
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iw-keys-'));
  hospital = await mixedHospital();
  file = await withFields(await samplePdf(), FIELDS);
  file = await sealAct(file, hospital, { field: 'patient', certify: true });
  for (const kind of STAFF) {
    const by = await party('staff', '王护士', hospital.nowMs, hospital.ca, { key: generatePrivateKey(kind) });
    file = await signAsStaff(file, kind.toLowerCase(), by);
  }
  write('root.pem', toPem('CERTIFICATE', hospital.root.certificate.raw));
  write('ca.pem', toPem('CERTIFICATE', hospital.ca.certificate.raw));
  write('file.pdf', file);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('keys of P-384, RSA-2048 and RSA-3072 for staff, CA and time-stamp unit', () => {
  it('pass our validation, and are B-LTA when extended', async () => {
    const anchors = [hospital.root.certificate];
    const report = await validate(file, anchors, hospital.nowMs);
    expect(report.signatures.map(({ verdict, level }) => [verdict, level])).toEqual(
      FIELDS.map(() => ['TOTAL-PASSED', 'B-T']),
    );
    expect(report.signatures.map(({ algorithm }) => algorithm)).toEqual([
      'ecdsa-SHA256',
      'ecdsa-SHA384',
      'rsa-pkcs1-SHA256',
      'rsa-pkcs1-SHA256',
    ]);
    const lta = await validate(await extend(file, hospital, { level: 'B-LTA' }), anchors, hospital.nowMs);
    expect(lta.signatures.slice(0, -1).every(({ level }) => level === 'B-LTA')).toBe(true);
  });

  it.skipIf(!hasTool('openssl', 'version'))('are verified by openssl cms and openssl ts', async () => {
    for (const [index, part] of (await signatureParts(file)).entries()) {
      const cms = ['-in', write(`${index}.der`, part.cms), '-content', write(`${index}.bin`, part.content)];
      const trust = ['-CAfile', join(folder, 'root.pem')];
      const options = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', ...cms, '-purpose', 'any', ...trust];
      expect(runTool('openssl', [...options, '-out', '/dev/null']).output).toContain('CAdES Verification successful');
      const token = write(`${index}.tst`, part.tokens[0] as Uint8Array);
      const data = ['-token_in', '-in', token, '-data', write(`${index}.val`, part.signature)];
      const run = runTool('openssl', ['ts', '-verify', ...data, ...trust, '-untrusted', join(folder, 'ca.pem')]);
      expect(run.output).toContain('Verification: OK');
    }
  });

  it.skipIf(!hasTool('pdfsig', '-v'))('are valid for pdfsig, and the file for qpdf', () => {
    const { output } = runTool('pdfsig', ['-no-ocsp', '-nocert', join(folder, 'file.pdf')]);
    expect(output.match(/Signature is Valid\./g)).toHaveLength(FIELDS.length);
    if (hasTool('qpdf')) expect(runTool('qpdf', ['--check', join(folder, 'file.pdf')]).status).toBe(0);
  });

  it.skipIf(!hasTool(PYHANKO))('are trusted by pyHanko', () => {
    const args = ['sign', 'validate', '--trust', join(folder, 'root.pem'), '--no-revocation-check'];
    const { output, status } = runTool(PYHANKO, [...args, join(folder, 'file.pdf')]);
    expect(status, output).toBe(0);
    expect(output.match(/:INTACT:TRUSTED,/g)).toHaveLength(FIELDS.length);
  });
});
