import { beforeAll, describe, expect, it } from 'vitest';
import { type DemoHospital, demoHospital, issueEventCertificate, stamp } from '../../../test/support/demo-hospital';
import { generateOneTimeSigner, generatePrivateKey, nodeDigest, signerFromKeyObject } from '../../platform/node';
import { err, must, ok } from '../base';
import { parseSignedData } from '../cms';
import { type PadesSigning, signPades } from './sign-pades';

const D1 = new Uint8Array(32).fill(7);
const binding = { documentDigest: D1, manifestDigest: D1, bindingA: D1, bindingB: D1 };
let hospital: DemoHospital;
let honest: PadesSigning;

beforeAll(async () => {
  hospital = await demoHospital();
  const signer = generateOneTimeSigner();
  const certificate = await issueEventCertificate(hospital, {
    commonName: '张三',
    publicKey: signer.publicKey,
    binding,
  });
  honest = {
    documentDigest: D1,
    signer,
    certificate,
    chain: [hospital.ca.certificate.raw],
    timeStamp: async (imprint) => ok(await stamp(hospital, imprint)),
    contentsBytes: 16_384,
    digest: nodeDigest,
  };
});

describe('signPades', () => {
  it('signs content-type, message-digest and signing-certificate-v2 in DER order, without signing-time', async () => {
    const { cms, level } = must(await signPades(honest));
    const [signer] = must(parseSignedData(cms)).signerInfos;
    expect(level).toBe('B-T');
    expect(signer?.signedAttributes).toMatchObject({ sorted: true, messageDigest: D1 });
    expect(signer?.signedAttributes?.attributes.map(({ type }) => type).sort()).toEqual([
      '1.2.840.113549.1.9.16.2.47',
      '1.2.840.113549.1.9.3',
      '1.2.840.113549.1.9.4',
    ]);
    expect(signer?.signatureTimeStamps).toHaveLength(1);
  });

  it('is B-B without a time-stamp function', async () => {
    const { timeStamp: _, ...rest } = honest;
    expect(await signPades(rest)).toMatchObject({ ok: true, value: { level: 'B-B' } });
  });

  it('fails when the time-stamp cannot be had: never B-B in silence', async () => {
    const signed = await signPades({ ...honest, timeStamp: async () => err('TSA_AWAY') });
    expect(signed).toMatchObject({ ok: false, error: { code: 'TSA_AWAY' } });
  });

  it('refuses a token over other data', async () => {
    const signed = await signPades({ ...honest, timeStamp: async () => ok(await stamp(hospital, D1)) });
    expect(signed).toMatchObject({ ok: false, error: { code: 'PADES_TIME_STAMP_MISMATCH' } });
  });

  it('refuses what is no token', async () => {
    const signed = await signPades({ ...honest, timeStamp: async () => ok(D1) });
    expect(signed).toMatchObject({ ok: false, error: { code: 'TSP_RESPONSE_DAMAGED' } });
  });

  it('fails before embedding when the room is too small', async () => {
    const { cms } = must(await signPades(honest));
    const signed = await signPades({ ...honest, contentsBytes: cms.length - 8 });
    expect(signed).toMatchObject({ ok: false, error: { code: 'PADES_CONTENTS_TOO_SMALL' } });
  });

  it('refuses a certificate of another key', async () => {
    const signed = await signPades({ ...honest, signer: generateOneTimeSigner() });
    expect(signed).toMatchObject({ ok: false, error: { code: 'PADES_CERTIFICATE_MISMATCH' } });
  });

  it('refuses a digest by another hash than that of the signer', async () => {
    const signed = await signPades({ ...honest, signer: signerFromKeyObject(generatePrivateKey('P-384')) });
    expect(signed).toMatchObject({ ok: false, error: { code: 'PADES_ALGORITHM' } });
  });
});
