import { beforeAll, describe, expect, it } from 'vitest';
import { type DemoHospital, demoHospital, party } from '../support/demo-hospital';
import { extend, listOf } from '../support/long-term';
import { samplePdf } from '../support/sample-pdf';
import { sealAct, withFields } from '../support/seal-act';
import { validate } from '../support/validate';

const YEAR_MS = 365 * 86_400_000;
const SIGNERS = ['patient', 'doctor'];
let hospital: DemoHospital;

async function sealed(useObjectStreams: boolean): Promise<Uint8Array> {
  let file = await withFields(await samplePdf(useObjectStreams), SIGNERS);
  for (const [index, field] of SIGNERS.entries()) file = await sealAct(file, hospital, { field, certify: index === 0 });
  return file;
}
const judge = (file: Uint8Array, nowMs?: number) => validate(file, [hospital.root.certificate], nowMs);
const gist = async (file: Uint8Array, nowMs?: number) => {
  const { verdict, signatures } = await judge(file, nowMs);
  return [verdict, ...signatures.map((one) => [one.level, one.revocation, one.subIndication])];
};

beforeAll(async () => {
  hospital = await demoHospital();
});

describe.each([
  ['classic cross-reference table', false],
  ['cross-reference and object streams', true],
])('a certified file of two signers, %s', (_shape, useObjectStreams) => {
  let bt: Uint8Array;
  beforeAll(async () => {
    bt = await sealed(useObjectStreams);
  });

  it('is B-T and says that revocation is unknown', async () => {
    expect(await gist(bt)).toEqual(['TOTAL-PASSED', ['B-T', 'unknown', null], ['B-T', 'unknown', null]]);
  });

  it('is B-LT with the validation data inside, and grows only at its end', async () => {
    const lt = await extend(bt, hospital, { level: 'B-LT' });
    expect(lt.subarray(0, bt.length)).toEqual(bt);
    expect(await gist(lt)).toEqual(['TOTAL-PASSED', ['B-LT', 'good', null], ['B-LT', 'good', null]]);
    const again = await judge(lt);
    expect(again.signatures.map((one) => one.modifications)).toEqual(['form-filling', 'lta-updates']);
  });

  it('needs revocation evidence for every certificate below the root', async () => {
    const onlyCa = await extend(bt, hospital, { level: 'B-LT', crls: [await listOf(hospital.ca, hospital.nowMs)] });
    const onlyRoot = await extend(bt, hospital, { level: 'B-LT', crls: [await listOf(hospital.root, hospital.nowMs)] });
    for (const file of [onlyCa, onlyRoot])
      expect(await gist(file)).toEqual(['TOTAL-PASSED', ['B-T', 'unknown', null], ['B-T', 'unknown', null]]);
  });

  it('is B-LTA with a document time-stamp, also when all certificates of the signatures have expired', async () => {
    const lta = await extend(bt, hospital, { level: 'B-LTA' });
    const passed = ['TOTAL-PASSED', ['B-LTA', 'good', null], ['B-LTA', 'good', null]];
    expect((await gist(lta)).slice(0, 3)).toEqual(passed);
    expect((await judge(lta)).signatures[2]).toMatchObject({ level: 'document-time-stamp', coversWholeFile: true });
    // event certificates live 10 years, the time-stamp authority 15
    expect((await gist(lta, hospital.nowMs + 12 * YEAR_MS)).slice(0, 3)).toEqual(passed);
    const after = await judge(lta, hospital.nowMs + 16 * YEAR_MS);
    expect(after).toMatchObject({ verdict: 'INDETERMINATE' });
    expect(after.signatures[2]).toMatchObject({ subIndication: 'OUT_OF_BOUNDS_NO_POE' });
  });

  it('renewed before the authority expires, it passes afterwards; not renewed, it does not', async () => {
    const lta = await extend(bt, hospital, { level: 'B-LTA' });
    const laterMs = hospital.nowMs + 14 * YEAR_MS;
    const tsa = await party('timeStamping', '测试医院 时间戳 2', laterMs, hospital.ca);
    const renewed = await extend(lta, hospital, { level: 'B-LTA', nowMs: laterMs, tsa });
    expect(renewed.subarray(0, lta.length)).toEqual(lta);
    const atMs = hospital.nowMs + 19 * YEAR_MS;
    expect(await gist(renewed, atMs)).toEqual([
      'TOTAL-PASSED',
      ['B-LTA', 'good', null],
      ['B-LTA', 'good', null],
      ['document-time-stamp', 'good', null],
      ['document-time-stamp', 'good', null],
    ]);
    expect((await judge(lta, atMs)).verdict).toBe('INDETERMINATE');
  });
});

describe('revocation', () => {
  let bt: Uint8Array;
  beforeAll(async () => {
    bt = await sealed(false);
  });
  const serialOf = async () => {
    const serial = (await judge(bt)).signatures[0]?.certificate?.serial as string;
    return new Uint8Array(Buffer.from(serial, 'hex'));
  };
  const withRevoked = async (revokedAtMs: number, serialNumber: Uint8Array, issuer: 'root' | 'ca' = 'ca') => {
    const entry = [{ serialNumber, revokedAtMs }];
    const [root, ca] = issuer === 'root' ? [entry, []] : [[], entry];
    const nowMs = hospital.nowMs + 60_000;
    const crls = [await listOf(hospital.root, nowMs, root), await listOf(hospital.ca, nowMs, ca)];
    return judge(await extend(bt, hospital, { level: 'B-LT', crls }), nowMs);
  };

  it('before the signing fails the signature, and only that', async () => {
    const report = await withRevoked(hospital.nowMs - 30_000, await serialOf());
    expect(report.signatures[0]).toMatchObject({
      verdict: 'TOTAL-FAILED',
      subIndication: 'REVOKED',
      revocation: 'revoked',
    });
    expect(report.signatures[1]).toMatchObject({ verdict: 'TOTAL-PASSED', level: 'B-LT' });
  });

  it('after the time-stamp changes nothing', async () => {
    const report = await withRevoked(hospital.nowMs + 30_000, await serialOf());
    expect(report.signatures[0]).toMatchObject({ verdict: 'TOTAL-PASSED', level: 'B-LT', revocation: 'good' });
  });

  it('of the CA or the time-stamp authority takes the trust', async () => {
    const ca = await withRevoked(hospital.nowMs - 30_000, hospital.ca.certificate.serialNumber, 'root');
    expect(ca.signatures[0]).toMatchObject({ verdict: 'INDETERMINATE' });
    expect(ca.signatures[0]?.reasons.map(({ subIndication }) => subIndication)).toContain('REVOKED_CA_NO_POE');
    const tsa = await withRevoked(hospital.nowMs - 30_000, hospital.tsa.certificate.serialNumber);
    expect(tsa.signatures[0]).toMatchObject({ verdict: 'INDETERMINATE', timeSource: 'claimed' });
  });

  it('is not believed of a list that another authority signed', async () => {
    const entry = [{ serialNumber: await serialOf(), revokedAtMs: hospital.nowMs - 30_000 }];
    const forger = { ...hospital.ca, signer: hospital.tsa.signer };
    const crls = [await listOf(hospital.root, hospital.nowMs), await listOf(forger, hospital.nowMs, entry)];
    const report = await judge(await extend(bt, hospital, { level: 'B-LT', crls }));
    expect(report.signatures[0]).toMatchObject({ verdict: 'TOTAL-PASSED', level: 'B-T', revocation: 'unknown' });
  });
});
