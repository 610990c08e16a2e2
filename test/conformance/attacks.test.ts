import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { der } from '../../src/core/asn1';
import { concat, fromLatin1, latin1, utf8 } from '../../src/core/base';
import { signingCertificateV2Attribute } from '../../src/core/cms';
import { checkEvidence } from '../../src/core/evidence';
import type { AssociatedFile, PreparedSignature } from '../../src/core/pdf';
import { type SignatureReport, type ValidationOptions, validatePdf } from '../../src/core/validation';
import { bufferAccess, nodeDigest, nodeInflate, nodeRandom, nodeVerifier } from '../../src/platform/node';
import { type DemoHospital, demoHospital } from '../support/demo-hospital';
import { carelessTsa, type Forgery, flipped, forgedCms, signingTimeAttribute } from '../support/forged-cms';
import { freeNumber, increment, objectWith } from '../support/increment';
import { samplePdf } from '../support/sample-pdf';
import { type SealTampering, sealAct, withFields } from '../support/seal-act';
import { validate } from '../support/validate';

const HOUR_MS = 3_600_000;

let hospital: DemoHospital;
/** As the hospital system sent it. */
let original: Uint8Array;
/** Fields added, nothing signed. */
let prepared: Uint8Array;
/** s1 certified with P = 2, s2 signed. */
let sealed: Uint8Array;

beforeAll(async () => {
  hospital = await demoHospital();
  original = await samplePdf();
  prepared = await withFields(original, ['s1', 's2']);
  sealed = await sealAct(prepared, hospital, { field: 's1', certify: true });
  sealed = await sealAct(sealed, hospital, { field: 's2' });
});

const options = (): ValidationOptions => ({
  anchors: [hospital.root.certificate],
  nowMs: hospital.nowMs,
  digest: nodeDigest,
  verifier: nodeVerifier,
  inflate: nodeInflate,
  checkEvidence,
});

const signaturesOf = async (file: Uint8Array): Promise<readonly SignatureReport[]> =>
  (await validate(file, [hospital.root.certificate], hospital.nowMs)).signatures;

/** What matters of a report: verdict, sub-indication and the code that says why. */
const gist = ({ verdict, subIndication, reasons }: SignatureReport): unknown[] => [
  verdict,
  subIndication,
  reasons.find((reason) => reason.indication === verdict)?.code ?? null,
];
const PASSED = ['TOTAL-PASSED', null, null];
const MODIFIED = ['TOTAL-FAILED', 'FORMAT_FAILURE', 'VALIDATION_MODIFIED'];
const BYTE_RANGE = ['TOTAL-FAILED', 'FORMAT_FAILURE', 'VALIDATION_BYTE_RANGE'];
const HASH = ['TOTAL-FAILED', 'HASH_FAILURE', 'VALIDATION_HASH'];

/** One act with one thing wrong, on a fresh file. */
const attacked = async (tampering: SealTampering): Promise<SignatureReport> => {
  const file = await sealAct(prepared, hospital, { field: 's1', certify: true }, tampering);
  return (await signaturesOf(file))[0] as SignatureReport;
};
const forged = (forgery: Forgery): Promise<SignatureReport> => attacked({ makeCms: forgedCms(forgery) });

describe('controls: what is honest passes', () => {
  it('the sealed file', async () => {
    expect((await signaturesOf(sealed)).map(gist)).toEqual([PASSED, PASSED]);
  });

  it('a signature made by the forger’s tool without a forgery', async () => {
    expect(gist(await forged({}))).toEqual(PASSED);
  });

  it('a signature without time-stamp, as B-B with the time pending', async () => {
    const report = await forged({ stamped: null });
    expect(gist(report)).toEqual(PASSED);
    expect(report).toMatchObject({
      level: 'B-B',
      timeSource: 'claimed',
      reasons: [{ code: 'VALIDATION_TIME_PENDING' }],
    });
  });

  it('a file that is not signed is no pass', async () => {
    const report = await validate(prepared, [hospital.root.certificate]);
    expect(report).toMatchObject({
      verdict: 'INDETERMINATE',
      signatures: [],
      reasons: [{ code: 'VALIDATION_NO_SIGNATURE' }],
    });
  });
});

describe('bytes changed', () => {
  it('one bit of the first revision: HASH_FAILURE for both', async () => {
    const at = fromLatin1(sealed).indexOf('/Producer') + 12;
    expect((await signaturesOf(flipped(sealed, at))).map(gist)).toEqual([HASH, HASH]);
  });

  it('any bit anywhere: never a pass and never a throw', async () => {
    const sameHexDigit = (a: number, b: number): boolean =>
      String.fromCharCode(a).toLowerCase() === String.fromCharCode(b).toLowerCase();
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.nat(7), async (at, bit) => {
        const was = sealed[at] as number;
        // The case of a hex digit in Contents says nothing.
        fc.pre(!sameHexDigit(was, was ^ (1 << bit)));
        const changed = sealed.slice();
        changed[at] = was ^ (1 << bit);
        const report = await validatePdf(bufferAccess(changed), options());
        expect(report.ok && report.value.verdict === 'TOTAL-PASSED').toBe(false);
      }),
      { numRuns: 80 },
    );
  });

  it('one bit of the encrypted evidence: HASH_FAILURE', async () => {
    const at = fromLatin1(sealed).lastIndexOf('pkcs7-mime') + 400;
    expect((await signaturesOf(flipped(sealed, at))).map(gist)[1]).toEqual(HASH);
  });

  it('one bit of the signature value: SIG_CRYPTO_FAILURE', async () => {
    const report = await forged({ signature: (value) => flipped(value, value.length - 1), stamped: null });
    expect(gist(report)).toEqual(['TOTAL-FAILED', 'SIG_CRYPTO_FAILURE', 'VALIDATION_SIGNATURE']);
  });

  it('padding of Contents that is not zero: FORMAT_FAILURE', async () => {
    const at = fromLatin1(sealed).lastIndexOf(`${'0'.repeat(40)}>`);
    const report = (await signaturesOf(flipped(sealed, at + 39)))[1] as SignatureReport;
    expect(gist(report)).toEqual(['TOTAL-FAILED', 'FORMAT_FAILURE', 'VALIDATION_CONTENTS']);
  });
});

describe('later increments', () => {
  it('page content replaced', async () => {
    const page = objectWith(sealed, /\/Type \/Page\b(?!s)/);
    const num = Number(/\/Contents\s*\[?\s*(\d+) 0 R/.exec(page.body)?.[1]);
    const evil = increment(sealed, [{ num, body: '<< /Length 4 >>\nstream\nq Q \nendstream' }]);
    const reports = await signaturesOf(evil);
    expect(reports.map(gist)).toEqual([MODIFIED, MODIFIED]);
    expect(reports.map((report) => [report.modifications, report.coversWholeFile])).toEqual([
      ['other', false],
      ['other', false],
    ]);
  });

  it('page content replaced, then signed again: both earlier signatures see it', async () => {
    const three = await withFields(await samplePdf(), ['s1', 's2']);
    const once = await sealAct(three, hospital, { field: 's1', certify: true });
    const page = objectWith(once, /\/Type \/Page\b(?!s)/);
    const num = Number(/\/Contents\s*\[?\s*(\d+) 0 R/.exec(page.body)?.[1]);
    const evil = increment(once, [{ num, body: '<< /Length 4 >>\nstream\nq Q \nendstream' }]);
    const twice = await sealAct(evil, hospital, { field: 's2' });
    expect((await signaturesOf(twice)).map(gist)).toEqual([MODIFIED, PASSED]);
  });

  it('appearance of a signature replaced', async () => {
    const num = Number(/\/AP\s*<<\s*\/N (\d+) 0 R/.exec(objectWith(sealed, /\/T\s*\(s1\)/).body)?.[1]);
    const form =
      '<< /Type /XObject /Subtype /Form /BBox [0 0 200 60] /Resources << >> /Length 4 >>\nstream\nq Q \nendstream';
    expect((await signaturesOf(increment(sealed, [{ num, body: form }]))).map(gist)).toEqual([MODIFIED, MODIFIED]);
  });

  it('FreeText annotation added', async () => {
    const page = objectWith(sealed, /\/Type \/Page\b(?!s)/);
    const num = freeNumber(sealed);
    const note = `<< /Type /Annot /Subtype /FreeText /Rect [50 700 300 750] /Contents (I do not agree) /DA (/Helv 12 Tf) /F 4 >>`;
    const annots = /\/Annots\s*\[/.test(page.body)
      ? { num: page.num, body: page.body.replace(/\/Annots\s*\[/, `/Annots [${num} 0 R `) }
      : { num: page.num, body: page.body.replace(/>>$/, `/Annots [${num} 0 R] >>`) };
    const evil = increment(sealed, [annots, { num, body: note }]);
    expect((await signaturesOf(evil)).map(gist)).toEqual([MODIFIED, MODIFIED]);
  });

  it('junk after the end', async () => {
    const reports = await signaturesOf(concat([sealed, latin1('junk that some readers may show\n')]));
    const junk = ['TOTAL-FAILED', 'FORMAT_FAILURE', 'VALIDATION_BYTES_AFTER_EOF'];
    expect(reports.map(gist)).toEqual([junk, junk]);
    expect(reports[1]?.coversWholeFile).toBe(false);
  });

  it('truncated anywhere: never a pass for what is gone, never a throw', async () => {
    for (let size = sealed.length - 1; size > 0; size -= 4099) {
      const report = await validatePdf(bufferAccess(sealed.subarray(0, size)), options());
      if (report.ok)
        expect(report.value.signatures.filter(({ verdict }) => verdict === 'TOTAL-PASSED').length).toBeLessThan(2);
      else expect(report.error.code).toMatch(/^PDF_/);
    }
  });
});

/** Rewrites the four numbers in place, with their fixed width. */
const ranged =
  (range: (honest: PreparedSignature) => readonly [number, number, number, number]) =>
  (honest: PreparedSignature): PreparedSignature => {
    const byteRange = range(honest);
    const text = fromLatin1(honest.tail);
    const start = text.indexOf('/ByteRange');
    const end = text.indexOf(']', start) + 1;
    const written = `/ByteRange[${byteRange.join(' ')}]`.padEnd(end - start, ' ');
    expect(written.length).toBe(end - start);
    return { ...honest, byteRange, tail: latin1(text.slice(0, start) + written + text.slice(end)) };
  };

describe('wrong byte ranges, freshly signed', () => {
  it.each<[string, (honest: PreparedSignature) => readonly [number, number, number, number]]>([
    ['gap larger than Contents', ({ byteRange: [a, b, c, d] }) => [a, b, c + 40, d - 40]],
    ['gap begins before Contents', ({ byteRange: [a, b, c, d] }) => [a, b - 40, c, d]],
    ['ranges that overlap', ({ byteRange: [a, b, , d] }) => [a, b, b - 20, d]],
    ['not from the start', ({ byteRange: [, b, c, d] }) => [9, b - 9, c, d]],
    ['gap that is nothing', ({ byteRange: [a, , c, d] }) => [a, c, c, d]],
    ['past the end of the file', ({ byteRange: [a, b, c, d] }) => [a, b, c, d + 1000]],
  ])('%s', async (_, range) => {
    expect(gist(await attacked({ prepared: ranged(range) }))).toEqual(BYTE_RANGE);
  });

  it('that ends before its own revision does', async () => {
    const report = await attacked({ prepared: ranged(({ byteRange: [a, b, c, d] }) => [a, b, c, d - 30]) });
    expect(gist(report)).toEqual(['TOTAL-FAILED', 'FORMAT_FAILURE', 'VALIDATION_NOT_A_REVISION']);
  });
});

describe('evidence exchanged', () => {
  const swap = (name: string, bytes: Uint8Array): SealTampering => ({
    files: (files) => files.map((file) => (file.name === name ? { ...file, bytes } : file)),
  });
  const broken = (code: string): unknown[] => ['TOTAL-FAILED', 'HASH_FAILURE', code];

  it('another envelope than the bound one', async () => {
    const report = await attacked(swap('evidence.p7m', nodeRandom.bytes(900)));
    expect(gist(report)).toEqual(broken('VALIDATION_EVIDENCE_ENVELOPE'));
    expect(report.evidence.state).toBe('broken');
  });

  it('another manifest than the bound one', async () => {
    expect(gist(await attacked(swap('manifest.json', latin1('{}'))))).toEqual(broken('VALIDATION_EVIDENCE_MANIFEST'));
  });

  it('a manifest in which one word was changed', async () => {
    const doctored = (text: string): string => text.replace('"capacity":"patient"', '"capacity":"guardian"');
    const report = await attacked({
      files: ([manifest, envelope]) => [
        { ...(manifest as AssociatedFile), bytes: utf8(doctored(new TextDecoder().decode(manifest?.bytes))) },
        envelope as AssociatedFile,
      ],
    });
    expect(gist(report)).toEqual(broken('VALIDATION_EVIDENCE_MANIFEST'));
  });

  it('a certificate issued for another document', async () => {
    const report = await attacked({ binding: (honest) => ({ ...honest, documentDigest: nodeRandom.bytes(32) }) });
    expect(gist(report)).toEqual(broken('VALIDATION_EVIDENCE_DOCUMENT'));
  });

  it('a certificate that names another B than the manifest', async () => {
    const report = await attacked({ binding: (honest) => ({ ...honest, bindingB: nodeRandom.bytes(32) }) });
    expect(gist(report)).toEqual(broken('VALIDATION_EVIDENCE_MANIFEST'));
  });

  it('a document shown that differs in one byte from the one sealed: D0 does not fit', async () => {
    const at = fromLatin1(prepared).indexOf('/Producer') + 12;
    const report = await attacked({ shown: flipped(prepared, at) });
    expect(gist(report)).toEqual(broken('VALIDATION_EVIDENCE_DOCUMENT'));
  });

  it('an older revision shown than the one that the act continues', async () => {
    const report = await attacked({ shown: original });
    expect(gist(report)).toEqual(broken('VALIDATION_EVIDENCE_DOCUMENT'));
    expect(report.evidence.reasons).toMatchObject([{ detail: 'D0 size' }]);
  });

  it('no evidence where the certificate binds some', async () => {
    const report = await attacked({ files: () => [] });
    expect(gist(report)).toEqual(['INDETERMINATE', 'SIGNED_DATA_NOT_FOUND', 'VALIDATION_EVIDENCE_MISSING']);
  });
});

describe('signature attributes', () => {
  it('signing-certificate-v2 missing: SIG_CONSTRAINTS_FAILURE', async () => {
    const report = await forged({ attributes: ([type, digest]) => [type as Uint8Array, digest as Uint8Array] });
    expect(gist(report)).toEqual(['INDETERMINATE', 'SIG_CONSTRAINTS_FAILURE', 'VALIDATION_ESS_MISSING']);
  });

  it('signing-certificate-v2 of another certificate: NO_SIGNING_CERTIFICATE_FOUND', async () => {
    const other = signingCertificateV2Attribute(hospital.ca.certificate, nodeDigest);
    const report = await forged({ attributes: ([type, digest]) => [type as Uint8Array, digest as Uint8Array, other] });
    expect(gist(report)).toEqual(['INDETERMINATE', 'NO_SIGNING_CERTIFICATE_FOUND', 'VALIDATION_ESS_MISMATCH']);
  });

  it('signing-time present: passes, but is flagged and no baseline signature', async () => {
    const report = await forged({ attributes: (honest) => [...honest, signingTimeAttribute(hospital.nowMs)] });
    expect(gist(report)).toEqual(PASSED);
    expect(report).toMatchObject({ level: 'not-baseline', reasons: [{ code: 'VALIDATION_SIGNING_TIME_PRESENT' }] });
  });

  it('not in DER order: FORMAT_FAILURE', async () => {
    const report = await forged({ attributes: (honest) => [...honest].reverse(), unsorted: true });
    expect(gist(report)).toEqual(['TOTAL-FAILED', 'FORMAT_FAILURE', 'VALIDATION_ATTRIBUTES_NOT_DER']);
  });

  it('message-digest of other bytes: HASH_FAILURE', async () => {
    const other = der.octetString(nodeRandom.bytes(32));
    const report = await forged({
      attributes: ([type, digest, ess]) => [
        type as Uint8Array,
        concat([(digest as Uint8Array).subarray(0, -other.length), other]),
        ess as Uint8Array,
      ],
    });
    expect(gist(report)).toEqual(HASH);
  });
});

describe('time', () => {
  it('time-stamp of other data', async () => {
    const report = await forged({ stamped: () => latin1('other data') });
    expect(gist(report)).toEqual(['INDETERMINATE', 'SIG_CONSTRAINTS_FAILURE', 'VALIDATION_TIME_STAMP_IMPRINT']);
    expect(report).toMatchObject({ level: 'B-B', timeSource: 'claimed' });
  });

  it('time-stamp authority whose purpose is not critical', async () => {
    const report = await forged({ stampedBy: carelessTsa });
    expect(gist(report)).toEqual(['INDETERMINATE', 'SIG_CONSTRAINTS_FAILURE', 'VALIDATION_TIME_STAMP']);
  });

  it('time-stamp authority of a stranger', async () => {
    const stranger = await demoHospital();
    const report = await forged({ stampedBy: () => carelessTsa(stranger) });
    expect(gist(report)).toEqual(['INDETERMINATE', 'SIG_CONSTRAINTS_FAILURE', 'VALIDATION_TIME_STAMP']);
  });

  it('time-stamp of the future', async () => {
    const file = await sealAct(prepared, hospital, { field: 's1' });
    const [report] = (await validate(file, [hospital.root.certificate], hospital.nowMs - HOUR_MS / 2)).signatures;
    expect(report && gist(report)[1]).toBe('TIMESTAMP_ORDER_FAILURE');
  });

  it('time-stamped before its certificate begins: NOT_YET_VALID', async () => {
    const report = await attacked({ notBeforeMs: hospital.nowMs + HOUR_MS });
    expect(gist(report)).toEqual(['TOTAL-FAILED', 'NOT_YET_VALID', 'VALIDATION_NOT_YET_VALID']);
  });

  it('time-stamped after its certificate ended: OUT_OF_BOUNDS_NO_POE', async () => {
    const report = await attacked({ notBeforeMs: hospital.nowMs - 9 * HOUR_MS, notAfterMs: hospital.nowMs - HOUR_MS });
    expect(gist(report)).toEqual(['INDETERMINATE', 'OUT_OF_BOUNDS_NO_POE', 'VALIDATION_EXPIRED']);
  });

  it('certificate ended since: the time-stamp keeps it valid, the claim alone does not', async () => {
    const short = { notAfterMs: hospital.nowMs + HOUR_MS };
    const stamped = await sealAct(prepared, hospital, { field: 's1' }, short);
    const unstamped = await sealAct(
      prepared,
      hospital,
      { field: 's1' },
      { ...short, makeCms: forgedCms({ stamped: null }) },
    );
    const later = async (file: Uint8Array) =>
      (await validate(file, [hospital.root.certificate], hospital.nowMs + 2 * HOUR_MS)).signatures.map(gist);
    expect(await later(stamped)).toEqual([PASSED]);
    expect(await later(unstamped)).toEqual([['INDETERMINATE', 'OUT_OF_BOUNDS_NO_POE', 'VALIDATION_EXPIRED']]);
  });
});

describe('trust', () => {
  it('no anchor, or a stranger’s of the same name: NO_CERTIFICATE_CHAIN_FOUND', async () => {
    const stranger = await demoHospital();
    for (const anchors of [[], [stranger.root.certificate]])
      for (const report of (await validate(sealed, anchors)).signatures) {
        expect(report.verdict).toBe('INDETERMINATE');
        expect(report.reasons.map((reason) => reason.subIndication)).toContain('NO_CERTIFICATE_CHAIN_FOUND');
      }
  });
});
