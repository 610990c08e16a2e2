import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { concat } from '../../src/core/base';
import { fromPem, toPem } from '../../src/core/pki';
import type { SignatureReport } from '../../src/core/validation';
import { SecondReader } from '../../src/server/second-reader';
import { compareReadings, type Readings } from '../../src/server/second-reader/compare';
import { readOwnStructure } from '../../src/server/second-reader/own-structure';
import { readAgain } from '../../src/server/second-reader/read-again';
import { readSecondStructure } from '../../src/server/second-reader/second-structure';
import { readSignatures } from '../../src/server/second-reader/signature-readings';
import type { ReadAgain } from '../../src/server/second-reader/types';
import { setup } from '../support/built';
import { type DemoHospital, demoHospital } from '../support/demo-hospital';
import { forgedCms } from '../support/forged-cms';
import { hasOpenssl, withBench } from '../support/judges';
import { extend } from '../support/long-term';
import { onePage, tablePdf } from '../support/pdf-by-hand';
import { PROGRAMS } from '../support/programs';
import { honestCms, type SealTampering, sealAct, withFields } from '../support/seal-act';
import { validate } from '../support/validate';

const FOLDER = new URL('../../fixtures/documents/', import.meta.url);
const FORMS = readdirSync(FOLDER).filter((name) => name.endsWith('.pdf'));
const FIELDS = ['signature-1', 'signature-2'];

let folder: string;
let hospital: DemoHospital;
beforeAll(setup, 120_000);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iw-second-'));
  hospital = await demoHospital();
});
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function put(bytes: Uint8Array): string {
  const path = join(folder, `${++files}.pdf`);
  writeFileSync(path, bytes);
  return path;
}

const formBytes = (name: string) => new Uint8Array(readFileSync(new URL(name, FOLDER)));

async function sealed(form: Uint8Array, tampering: SealTampering = {}): Promise<Uint8Array> {
  let file = await withFields(form, FIELDS);
  for (const [index, field] of FIELDS.entries())
    file = await sealAct(file, hospital, { field, certify: index === 0 }, index === 1 ? tampering : {});
  return file;
}

async function jobOf(form: Uint8Array, file: Uint8Array, claims?: readonly SignatureReport[]): Promise<ReadAgain> {
  const report = claims ?? (await validate(file, [hospital.root.certificate])).signatures;
  return { path: put(file), source: { path: put(form), size: form.length }, claims: report, foreignUpTo: 0 };
}

describe('a finished form', () => {
  it.each(FORMS)('%s is the same for both readers, at B-T and at B-LTA', async (name) => {
    const form = formBytes(name);
    const file = await sealed(form);
    expect(await readAgain(await jobOf(form, file))).toEqual([]);
    const extended = await extend(file, hospital, { level: 'B-LTA' });
    expect(await readAgain(await jobOf(file, extended))).toEqual([]);
  });
});

describe('a file that the readers see differently', () => {
  const form = onePage('BT /F1 12 Tf 50 700 Td (I agree to A) Tj ET');
  const good = tablePdf({ objects: form });

  it('says more behind the length that its content stream tells', async () => {
    const confusing = tablePdf({
      objects: {
        ...form,
        5: (form[5] as string).replace('\nendstream', '\nBT /F1 12 Tf 50 600 Td (and to B) Tj ET\nendstream'),
      },
    });
    expect(await readAgain(await jobOf(confusing, await sealed(confusing)))).toEqual([
      { what: 'letters', where: 'page 1' },
    ]);
  });

  it('is another form than the one that was to be signed', async () => {
    const other = tablePdf({ objects: onePage('BT /F1 12 Tf 50 700 Td (I agree to C) Tj ET') });
    const turned = tablePdf({ objects: onePage('BT /F1 12 Tf 50 700 Td (I agree to A) Tj ET', '/Rotate 90') });
    const file = await sealed(good);
    expect(await readAgain(await jobOf(other, file))).toEqual([{ what: 'page-text', where: 'page 1' }]);
    expect(await readAgain(await jobOf(turned, file))).toEqual([{ what: 'page-geometry', where: 'page 1' }]);
    expect(await readAgain(await jobOf(formBytes('surgery.pdf'), file))).toEqual([{ what: 'page-count' }]);
  });

  it('has one byte changed after our own reader looked', async () => {
    const file = await sealed(good);
    const claims = (await validate(file, [hospital.root.certificate])).signatures;
    const changed = Uint8Array.from(file);
    changed[file.length - 40] = 0x20;
    const found = await readAgain(await jobOf(good, changed, claims));
    expect(found).toContainEqual({ what: 'digest', where: 'signature 2' });
  });

  it('bears a signature value, or a time-stamp, of something else', async () => {
    const value = { makeCms: forgedCms({ signature: (one) => Uint8Array.from(one).fill(1, 20, 30) }) };
    const stamp = { makeCms: forgedCms({ stamped: () => new Uint8Array(64) }) };
    const digest = {
      makeCms: (input: Parameters<typeof honestCms>[0]) => honestCms({ ...input, documentDigest: new Uint8Array(32) }),
    };
    const found = [];
    for (const tampering of [value, stamp, digest])
      found.push(await readAgain(await jobOf(good, await sealed(good, tampering))));
    expect(found.map(([first]) => first)).toEqual(
      ['signature', 'time-stamp', 'digest'].map((what) => ({ what, where: 'signature 2' })),
    );
  });

  it('came with a broken signature of somebody else, which is theirs, not ours', async () => {
    const value = { makeCms: forgedCms({ signature: (one) => Uint8Array.from(one).fill(1, 20, 30) }) };
    const came = await sealed(good, value);
    const job = await jobOf(came, came);
    expect(await readAgain({ ...job, foreignUpTo: came.length })).toEqual([]);
    expect(await readAgain(job)).toContainEqual({ what: 'signature', where: 'signature 2' });
  });

  it('hides a signature from the reader of objects, or holds fewer than it was said to', async () => {
    const file = await sealed(good);
    const { signatures } = await validate(file, [hospital.root.certificate]);
    const told = async (claims: readonly SignatureReport[]) => readAgain(await jobOf(good, file, claims));
    expect(await told(signatures.slice(0, 1))).toEqual([{ what: 'signature-count' }]);
    expect(await told([...signatures].reverse())).toEqual([{ what: 'order' }]);
    const [first, second] = signatures as [SignatureReport, SignatureReport];
    expect(await told([first, { ...second, certificate: first.certificate }])).toEqual([
      { what: 'certificate', where: 'signature 2' },
    ]);
    expect(await told([first, { ...second, signedSize: 1000 }])).toEqual([
      { what: 'byte-range', where: 'signature 2' },
    ]);
  });

  it('cannot be opened by the second reader', async () => {
    const file = await sealed(good);
    const { signatures } = await validate(file, [hospital.root.certificate]);
    expect(await readAgain(await jobOf(good, new Uint8Array(5000), signatures))).toEqual([{ what: 'unreadable' }]);
  });

  it('is told field by field and page by page', async () => {
    const file = await sealed(good);
    const job = await jobOf(good, file);
    const readings: Readings = {
      own: await readOwnStructure(job.path),
      second: await readSecondStructure(job.path, file.length),
      source: await readSecondStructure(job.source.path, job.source.size),
      signatures: await readSignatures(job.path),
    };
    const withSecond = (second: Partial<Readings['second']>) =>
      compareReadings({ ...readings, second: { ...readings.second, ...second } }, job);
    const [field, ...others] = readings.second.fields;
    const [page] = readings.second.pages;
    expect(compareReadings(readings, job)).toEqual([]);
    expect(withSecond({ fields: others })).toEqual([{ what: 'fields' }]);
    expect(withSecond({ fields: [{ ...field!, name: 'other' }, ...others] })).toEqual([{ what: 'fields' }]);
    expect(withSecond({ fields: [{ ...field!, rect: [0, 0, 1, 1] }, ...others] })).toEqual([{ what: 'fields' }]);
    for (const other of [{ object: 99 }, { rotate: 180 }, { userUnit: 2 }, { view: [0, 0, 1, 1] }])
      expect(withSecond({ pages: [{ ...page!, ...other }] })).toEqual([{ what: 'page-geometry', where: 'page 1' }]);
    expect(withSecond({ pages: [] })).toEqual([{ what: 'page-count' }]);
    const stampless = readings.signatures.map((one) => ({ ...one, hasTimeStamp: false }));
    expect(compareReadings({ ...readings, signatures: stampless }, job).map(({ what }) => what)).toEqual([
      'time-stamp',
      'time-stamp',
    ]);
  });
});

/** A certificate for the signer's key that names a place where its issuer could be fetched. */
async function certificateWithPlace(publicKey: Uint8Array, place: string): Promise<Uint8Array> {
  const { ca } = hospital;
  return withBench((bench) => {
    bench.put('key.pem', toPem('PUBLIC KEY', publicKey));
    bench.put('ca.pem', toPem('CERTIFICATE', ca.certificate.raw));
    bench.put('ca.key', ca.key.export({ format: 'pem', type: 'pkcs8' }));
    bench.put(
      'places',
      `authorityInfoAccess=caIssuers;URI:${place}/ca,OCSP;URI:${place}/ocsp\ncrlDistributionPoints=URI:${place}/crl\n`,
    );
    const issue = 'x509 -new -force_pubkey key.pem -subj /CN=far -CA ca.pem -CAkey ca.key -CAcreateserial -days 2';
    const { code, text } = bench.run('openssl', ...issue.split(' '), '-extfile', 'places', '-out', 'one.pem');
    if (code !== 0) throw new Error(text);
    return fromPem(Buffer.from(bench.get('one.pem')).toString('utf8'))[0]!.der;
  });
}

describe('the second reader', () => {
  it.skipIf(!hasOpenssl())('fetches nothing, wherever a certificate points', async () => {
    let visits = 0;
    const server = createServer((_request, response) => {
      visits++;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const place = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await fetch(place);
    const form = tablePdf({ objects: onePage() });
    const file = await sealed(form, {
      makeCms: async (input) =>
        honestCms({ ...input, certificate: await certificateWithPlace(input.signer.publicKey, place) }),
    });
    expect(Buffer.from(file).toString('latin1').toLowerCase()).toContain(Buffer.from(`${place}/ca`).toString('hex'));
    const reader = new SecondReader({ program: PROGRAMS.secondReader });
    try {
      expect(await reader.read(await jobOf(form, file))).toEqual({ ok: true, value: undefined });
    } finally {
      await reader.close();
      server.close();
    }
    expect(visits).toBe(1);
  });

  it('answers for every file, however it ends: too late, too large, out of its process', async () => {
    const form = tablePdf({ objects: onePage() });
    const job = await jobOf(form, await sealed(form));
    const codes = [];
    for (const bounds of [{ timeoutMs: 1 }, { memoryBytes: 1 << 20 }, { program: '/nowhere.mjs' }]) {
      const reader = new SecondReader({ program: PROGRAMS.secondReader, ...bounds });
      const answer = await reader.read(job);
      codes.push(answer.ok ? 'ok' : `${answer.error.code} ${answer.error.detail}`);
      await reader.close();
    }
    expect(codes).toEqual(['SECOND_READER_UNABLE late', 'SECOND_READER_UNABLE ended', 'SECOND_READER_UNABLE ended']);
    const reader = new SecondReader({ program: PROGRAMS.secondReader });
    const broken = await jobOf(form, concat([form.subarray(0, 200)]), []);
    const answers = await Promise.all([reader.read(broken), reader.read(job)]);
    expect(answers.map((one) => (one.ok ? 'ok' : one.error.code))).toEqual(['SECOND_READER_DISAGREES', 'ok']);
    await reader.close();
  });
});
