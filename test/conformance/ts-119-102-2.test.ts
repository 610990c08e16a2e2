import { beforeAll, describe, expect, it } from 'vitest';
import { concat, fromLatin1, toBase64, toHex } from '../../src/core/base';
import { type EtsiValidationReport, etsiReport, type ValidationReport } from '../../src/core/validation';
import { nodeDigest } from '../../src/platform/node';
import { type DemoHospital, demoHospital } from '../support/demo-hospital';
import { flipped } from '../support/forged-cms';
import { extend, listOf } from '../support/long-term';
import { samplePdf } from '../support/sample-pdf';
import { sealAct, withFields } from '../support/seal-act';
import { validate } from '../support/validate';

/** Sequences of the XML schema of TS 119 102-2 V1.4.1, by the element that they are in. */
const SEQUENCES: Readonly<Record<string, readonly string[]>> = {
  ValidationReport: ['SignatureValidationReport', 'SignatureValidationObjects', 'SignatureValidator', 'Signature'],
  SignatureValidationReport: [
    'SignatureIdentifier',
    'ValidationConstraintsEvaluationReport',
    'ValidationTimeInfo',
    'SignersDocument',
    'SignatureAttributes',
    'SignerInformation',
    'SignatureQuality',
    'SignatureValidationProcess',
    'SignatureValidationStatus',
    'OtherInformation',
  ],
  SignatureIdentifier: [
    'id',
    'DigestAlgAndValue',
    'SignatureValue',
    'HashOnly',
    'DocHashOnly',
    'DAIdentifier',
    'OtherInformation',
  ],
  ValidationConstraintsEvaluationReport: ['SignatureValidationPolicy', 'ValidationConstraint'],
  ValidationConstraint: [
    'ValidationConstraintIdentifier',
    'ValidationConstraintParameter',
    'ConstraintStatus',
    'ValidationStatus',
    'Indications',
  ],
  ConstraintStatus: ['Status', 'OverriddenBy'],
  ValidationStatus: ['MainIndication', 'SubIndication', 'AssociatedValidationReportData'],
  SignatureValidationStatus: ['MainIndication', 'SubIndication', 'AssociatedValidationReportData'],
  AssociatedValidationReportData: [
    'TrustAnchor',
    'CertificateChain',
    'RelatedValidationObject',
    'RevocationStatusInformation',
    'CryptoInformation',
    'AdditionalValidationReportData',
  ],
  CertificateChain: ['SigningCertificate', 'IntermediateCertificate', 'TrustAnchor', 'OtherInformation'],
  RevocationStatusInformation: [
    'ValidationObjectId',
    'RevocationTime',
    'RevocationReason',
    'RevocationObject',
    'OtherInformation',
  ],
  CryptoInformation: [
    'ValidationObjectId',
    'Algorithm',
    'AlgorithmParameters',
    'SecureAlgorithm',
    'NotAfter',
    'OtherInformation',
  ],
  AdditionalValidationReportData: ['ReportData'],
  ReportData: ['Type', 'Value'],
  ValidationTimeInfo: ['ValidationTime', 'BestSignatureTime'],
  BestSignatureTime: ['POETime', 'TypeOfProof', 'POEObject'],
  POE: ['POETime', 'TypeOfProof', 'POEObject'],
  SignersDocument: ['DigestAlgAndValue', 'SignersDocumentRepresentation', 'SignersDocumentRef'],
  SignerInformation: ['Pseudonym', 'SignerCertificate', 'Signer', 'OtherInformation'],
  SignatureQuality: ['SignatureQualityInformation'],
  SignatureValidationProcess: [
    'SignatureValidationProcessID',
    'SignatureValidationServicePolicy',
    'SignatureValidationPracticeStatement',
  ],
  SignatureValidationObjects: ['ValidationObject'],
  ValidationObject: [
    'id',
    'ObjectType',
    'ValidationObjectRepresentation',
    'POE',
    'POEProvisioning',
    'ValidationReport',
  ],
  POEProvisioning: ['POETime', 'ValidationObject', 'SignatureReference'],
  DigestAlgAndValue: ['DigestMethod', 'DigestValue'],
};
/** A choice in the schema, or not the standard's to order. */
const FREE = new Set(['SignatureAttributes', 'Value', 'ByteRange', 'DigestId', 'DigitalId']);

/** Every member that the schema does not know in that place, or not in that order. */
function strangers(name: string, value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => strangers(name, one));
  if (typeof value !== 'object' || value === null) return [];
  const sequence = SEQUENCES[name];
  const keys = Object.keys(value);
  const places = keys.map((key) => sequence?.indexOf(key) ?? 0);
  const disorder = sequence && places.some((place, index) => place < 0 || place < (places[index - 1] ?? 0));
  const below = FREE.has(name) ? [] : Object.entries(value).flatMap(([key, one]) => strangers(key, one));
  return [...(disorder ? [`${name}: ${keys.join(' ')}`] : []), ...below];
}

const referencesIn = (value: unknown): string[] =>
  JSON.stringify(value)
    .match(/"VOReference":\[[^\]]*\]/g)
    ?.flatMap((text) => JSON.parse(`{${text}}`).VOReference as string[]) ?? [];

describe('ETSI TS 119 102-2 V1.4.1, as JSON', () => {
  let hospital: DemoHospital;
  let unsigned: Uint8Array;
  let signed: Uint8Array;
  let archived: Uint8Array;
  let late: number;

  const project = async (file: Uint8Array, nowMs = late): Promise<[EtsiValidationReport, ValidationReport]> => {
    const report = await validate(file, [hospital.root.certificate], nowMs);
    const sha256 = toHex(nodeDigest.hash('SHA-256', file));
    const validator = { Name: 'InkWitness', Version: '0' };
    return [etsiReport(report, { judgedAtMs: nowMs, sha256, size: file.length, validator }), report];
  };

  beforeAll(async () => {
    hospital = await demoHospital();
    late = hospital.nowMs + 1000;
    unsigned = await withFields(await samplePdf(), ['patient', 'doctor']);
    signed = await sealAct(unsigned, hospital, { field: 'patient', certify: true });
    signed = await sealAct(signed, hospital, { field: 'doctor' });
    archived = await extend(signed, hospital, { level: 'B-LTA' });
  });

  it('knows no member and no order but those of the schema, and every reference leads to an object', async () => {
    const changed = flipped(signed, fromLatin1(signed).indexOf('/Producer') + 12);
    const ragged = concat([signed, new Uint8Array(3)]);
    for (const file of [unsigned, signed, archived, changed, ragged]) {
      const [etsi] = await project(file);
      expect(strangers('ValidationReport', etsi)).toEqual([]);
      const ids = etsi.SignatureValidationObjects?.ValidationObject.map(({ id }) => id) ?? [];
      expect(new Set(ids).size).toBe(ids.length);
      expect(referencesIn(etsi).filter((id) => !ids.includes(id))).toEqual([]);
    }
  });

  it('4.3.4: main indication and sub-indication as URIs', async () => {
    const status = async (file: Uint8Array) =>
      (await project(file))[0].SignatureValidationReport.map(({ SignatureValidationStatus: one }) => [
        one.MainIndication,
        one.SubIndication,
      ]);
    const passed = ['urn:etsi:019102:mainindication:total-passed', undefined];
    expect(await status(signed)).toEqual([passed, passed]);
    const changed = flipped(signed, fromLatin1(signed).indexOf('/Producer') + 12);
    const failed = ['urn:etsi:019102:mainindication:total-failed', ['urn:etsi:019102:subindication:HASH_FAILURE']];
    expect(await status(changed)).toEqual([failed, failed]);
    const none = [
      'urn:etsi:019102:mainindication:indeterminate',
      ['urn:etsi:019102:subindication:SIGNED_DATA_NOT_FOUND'],
    ];
    expect(await status(unsigned)).toEqual([none]);
  });

  it('4.3.6: validation time, and the best signature time with its proof', async () => {
    const [etsi, report] = await project(signed);
    const [first] = etsi.SignatureValidationReport;
    const token = report.signatures[0]?.timeStamps[0];
    expect(first?.ValidationTimeInfo).toEqual({
      ValidationTime: new Date(late).toISOString(),
      BestSignatureTime: {
        POETime: token?.time,
        TypeOfProof: 'urn:etsi:019102:poetype:validation',
        POEObject: { VOReference: [`T-${token?.sha256}`] },
      },
    });
    expect(token?.time).toBe(new Date(Math.floor(hospital.nowMs)).toISOString());
  });

  it('4.3.5: a constraint that was not reached is not called passed', async () => {
    const blocks = async (file: Uint8Array) =>
      (
        await project(file)
      )[0].SignatureValidationReport[0]?.ValidationConstraintsEvaluationReport?.ValidationConstraint.map(
        (one) =>
          one.ValidationStatus?.MainIndication.split(':').at(-1) ?? one.ConstraintStatus.Status.split(':').at(-1),
      );
    expect(await blocks(signed)).toEqual(['passed', 'passed', 'passed', 'passed', 'passed']);
    const changed = flipped(signed, fromLatin1(signed).indexOf('/Producer') + 12);
    expect(await blocks(changed)).toEqual(['passed', 'disabled', 'failed', 'disabled', 'disabled']);
  });

  it('4.3.12: the chain from signer to anchor', async () => {
    const [etsi] = await project(signed);
    const data = etsi.SignatureValidationReport[0]?.SignatureValidationStatus.AssociatedValidationReportData?.[0];
    const root = `C-${toHex(nodeDigest.hash('SHA-256', hospital.root.certificate.raw))}`;
    const ca = `C-${toHex(nodeDigest.hash('SHA-256', hospital.ca.certificate.raw))}`;
    expect(data?.TrustAnchor).toEqual({ VOReference: [root] });
    expect(data?.CertificateChain?.IntermediateCertificate).toEqual([{ VOReference: [ca] }]);
    expect(data?.CryptoInformation).toMatchObject({
      Algorithm: 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
      SecureAlgorithm: true,
    });
  });

  it('4.3.12.6: when a certificate was revoked', async () => {
    const serialNumber = hospital.ca.certificate.serialNumber;
    const list = await listOf(hospital.root, hospital.nowMs, [{ serialNumber, revokedAtMs: hospital.nowMs - 60_000 }]);
    const [etsi] = await project(await extend(signed, hospital, { level: 'B-LT', crls: [list] }));
    const data = etsi.SignatureValidationReport[0]?.SignatureValidationStatus.AssociatedValidationReportData?.[0];
    expect(Date.parse(data?.RevocationStatusInformation?.RevocationTime ?? '')).toBe(
      Math.floor((hospital.nowMs - 60_000) / 1000) * 1000,
    );
    expect(data?.RevocationStatusInformation?.ValidationObjectId.VOReference).toEqual([
      `C-${toHex(nodeDigest.hash('SHA-256', hospital.ca.certificate.raw))}`,
    ]);
  });

  it('4.4: document, certificates, revocation data and time-stamps with digest and proof of existence', async () => {
    const [etsi, report] = await project(archived, late + 86_400_000);
    const objects = etsi.SignatureValidationObjects?.ValidationObject ?? [];
    const kinds = objects.map(({ ObjectType }) => ObjectType.split(':').at(-1));
    const count = (kind: string) => kinds.filter((one) => one === kind).length;
    expect(['signedData', 'timestamp', 'certificate', 'CRL'].map(count)).toEqual([1, 3, 5, 2]);
    const whole = toBase64(nodeDigest.hash('SHA-256', archived));
    expect(objects[0]?.ValidationObjectRepresentation.DigestAlgAndValue.DigestValue).toBe(whole);
    const archive = report.signatures.find(({ level }) => level === 'document-time-stamp')?.timeStamps[0];
    for (const crl of objects.filter(({ ObjectType }) => ObjectType.endsWith('CRL')))
      expect(crl.POE).toMatchObject({ POETime: archive?.time, POEObject: { VOReference: [`T-${archive?.sha256}`] } });
    const provided = objects.find(({ id }) => id === `T-${archive?.sha256}`)?.POEProvisioning;
    expect(provided).toEqual({
      POETime: archive?.time,
      SignatureReference: [{ PAdESFieldName: 'patient' }, { PAdESFieldName: 'doctor' }],
    });
  });

  it('4.3.10 and 4.3.11: level and process', async () => {
    const said = async (file: Uint8Array) => {
      const [one] = (await project(file))[0].SignatureValidationReport;
      return [
        one?.SignatureQuality?.SignatureQualityInformation[0]?.split('/').at(-1),
        one?.SignatureValidationProcess.SignatureValidationProcessID.split(':').at(-1),
      ];
    };
    expect(await said(signed)).toEqual(['B-T#', 'LTVM']);
    expect(await said(archived)).toEqual(['B-LTA#', 'LTA']);
  });
});
