import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { der } from '../../src/core/asn1';
import { encodeAttribute } from '../../src/core/cms';
import { EXTENSIONS, SIGNED_DOCUMENT_BINDING_OID, toPem } from '../../src/core/pki';
import { type DemoHospital, demoHospital } from '../support/demo-hospital';
import { hasTool, runTool } from '../support/external-tools';
import { type Forgery, forgedCms } from '../support/forged-cms';
import { extend, listOf } from '../support/long-term';
import { samplePdf } from '../support/sample-pdf';
import { openBytes, sealAct, withFields } from '../support/seal-act';
import { validate } from '../support/validate';

const YEAR_MS = 365 * 86_400_000;
const PYHANKO = process.env['INKWITNESS_PYHANKO'] ?? 'pyhanko';

let folder: string;
let hospital: DemoHospital;
let file: Uint8Array;
const write = (name: string, data: Uint8Array | string): string => {
  writeFileSync(join(folder, name), data);
  return join(folder, name);
};
const sealed = async (forgery?: Forgery): Promise<Uint8Array> =>
  sealAct(
    await withFields(await samplePdf(), ['s1']),
    hospital,
    { field: 's1' },
    forgery ? { makeCms: forgedCms(forgery) } : {},
  );
const judge = (bytes: Uint8Array, nowMs = hospital.nowMs, more: Parameters<typeof validate>[3] = {}) =>
  validate(bytes, [hospital.root.certificate], nowMs, more);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iw-osc-'));
  hospital = { ...(await demoHospital()), oneSignature: true };
  write('root.pem', toPem('CERTIFICATE', hospital.root.certificate.raw));
  write('ca.pem', toPem('CERTIFICATE', hospital.ca.certificate.raw));
  file = await sealed();
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('one signature certificates', () => {
  it('have no end, noRevAvail, the binding of CAdES, and no pointer to revocation', async () => {
    const [signature] = (await judge(file)).signatures;
    expect(signature).toMatchObject({ verdict: 'TOTAL-PASSED', level: 'B-T' });
    expect(signature?.certificate?.notAfter).toBe('9999-12-31T23:59:59.000Z');
    const doc = await openBytes(file);
    const text = Buffer.from((await signatureContents(doc)) as Uint8Array).toString('hex');
    const has = (oid: string) => text.includes(Buffer.from(der.oid(oid)).toString('hex'));
    expect([EXTENSIONS.noRevAvail, SIGNED_DOCUMENT_BINDING_OID, EXTENSIONS.cRLDistributionPoints].map(has)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('issued for another signature: SIG_CONSTRAINTS_FAILURE', async () => {
    const other = encodeAttribute('1.2.840.113549.1.9.15', der.sequence());
    const [signature] = (await judge(await sealed({ attributes: (honest) => [...honest, other] }))).signatures;
    expect(signature).toMatchObject({ verdict: 'INDETERMINATE', subIndication: 'SIG_CONSTRAINTS_FAILURE' });
    expect(signature?.reasons.map(({ code }) => code)).toContain('VALIDATION_DOCUMENT_BINDING');
  });

  it('need no revocation evidence of their own, their issuers do', async () => {
    const lists = [await listOf(hospital.root, hospital.nowMs)];
    const required = { revocationEvidence: 'required' as const };
    const bare = await judge(file, hospital.nowMs, required);
    expect(bare.signatures[0]).toMatchObject({ subIndication: 'TRY_LATER' });
    const tsa = [...lists, await listOf(hospital.ca, hospital.nowMs)];
    const given = await judge(file, hospital.nowMs, { ...required, given: { crls: tsa } });
    expect(given.signatures[0]).toMatchObject({ verdict: 'TOTAL-PASSED', revocation: 'good' });
    // the list of the event CA tells about the time-stamp unit only
    const half = await extend(file, hospital, { level: 'B-LT', crls: lists });
    expect((await judge(half)).signatures[0]?.level).toBe('B-T');
  });

  it('are B-LTA with the lists of the authorities, twelve years later too', async () => {
    const lta = await extend(file, hospital, { level: 'B-LTA' });
    for (const nowMs of [hospital.nowMs, hospital.nowMs + 12 * YEAR_MS])
      expect((await judge(lta, nowMs)).signatures[0]).toMatchObject({ verdict: 'TOTAL-PASSED', level: 'B-LTA' });
  });

  it.skipIf(!hasTool(PYHANKO))('pass pyHanko, plainly and after AdES', async () => {
    const trust = ['--trust', join(folder, 'root.pem')];
    const plain = runTool(PYHANKO, ['sign', 'validate', ...trust, '--no-revocation-check', write('bt.pdf', file)]);
    expect(plain.output).toContain(':INTACT:TRUSTED');
    const lta = write('lta.pdf', await extend(file, hospital, { level: 'B-LTA' }));
    const ades = runTool(PYHANKO, ['sign', 'adesverify', ...trust, '--executive-summary', lta]);
    expect(ades.output).toMatch(/:VALID$/m);
  });

  // NSS trusts no end-entity certificate without a distribution point: why it is not the default (docs/adr/0016).
  it.skipIf(!hasTool('pdfsig', '-v') || !hasTool('certutil', '-H'))('are valid, but not trusted, for pdfsig', () => {
    const database = `sql:${folder}`;
    runTool('certutil', ['-N', '-d', database, '--empty-password']);
    runTool('certutil', ['-A', '-d', database, '-n', 'root', '-t', 'CT,C,C', '-i', join(folder, 'root.pem')]);
    const { output } = runTool('pdfsig', ['-no-ocsp', '-nssdir', folder, write('nss.pdf', file)]);
    expect(output).toContain('Signature is Valid.');
    expect(output).not.toContain('Certificate is Trusted.');
  });
});

async function signatureContents(doc: Awaited<ReturnType<typeof openBytes>>): Promise<Uint8Array | undefined> {
  const fields = await doc.signatureFields();
  return fields.ok ? fields.value[0]?.value?.contents : undefined;
}
