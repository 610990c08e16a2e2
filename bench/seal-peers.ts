import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { copyFile, open, readFile } from 'node:fs/promises';
import { PDF } from '@libpdf/core';
import { PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from 'pdf-lib';
import { must } from '../src/core/base';
import { signPades } from '../src/core/pades';
import { nodeDigest, signerFromKeyObject } from '../src/platform/node';
import type { DemoHospital } from '../test/support/demo-hospital';
import { stamp } from '../test/support/demo-hospital';
import { listOf } from '../test/support/long-term';

async function writeDurably(path: string, parts: readonly Uint8Array[]): Promise<void> {
  const file = await open(path, 'w');
  for (const part of parts) await file.write(part);
  await file.sync();
  await file.close();
}

/** What no signer can do without: a durable copy, one SHA-256 pass, one key and two P-256 signatures. */
export async function floor(path: string, out: string): Promise<void> {
  await copyFile(path, out);
  const file = await open(out, 'r+');
  await file.sync();
  const hash = createHash('sha256');
  for await (const chunk of file.createReadStream({ highWaterMark: 1 << 20, autoClose: false })) hash.update(chunk);
  hash.digest();
  await file.close();
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  for (let i = 0; i < 2; i++) sign('sha256', Buffer.alloc(256), privateKey);
}

/** @libpdf/core as documented: its own CMS, our authority's token, for B-LTA our authorities' lists at hand. */
export async function libPdf(
  path: string,
  out: string,
  hospital: DemoHospital,
  level: 'B-T' | 'B-LTA' = 'B-T',
): Promise<void> {
  const pdf = await PDF.load(await readFile(path));
  const { key, certificate } = hospital.ca;
  const { bytes } = await pdf.sign({
    signer: {
      certificate: certificate.raw,
      keyType: 'EC',
      signatureAlgorithm: 'ECDSA',
      sign: async (data) => new Uint8Array(sign('sha256', data, key)),
    },
    level,
    revocationProvider: { getCRL: () => listOf(hospital.root, hospital.nowMs) },
    timestampAuthority: { timestamp: (digest) => stamp(hospital, digest) },
  });
  await writeDurably(out, [bytes]);
}

const PLACEHOLDER = 16_384;

/** @cantoo/pdf-lib's incremental save with a placeholder, then our CMS with its token. */
export async function cantoo(path: string, out: string, hospital: DemoHospital): Promise<void> {
  const source = await readFile(path);
  const doc = await PDFDocument.load(source, { forIncrementalUpdate: true, updateMetadata: false });
  const { context } = doc;
  const page = doc.getPages()[0] as NonNullable<ReturnType<typeof doc.getPages>[0]>;
  const signature = context.register(
    context.obj({
      Type: 'Sig',
      Filter: 'Adobe.PPKLite',
      SubFilter: 'ETSI.CAdES.detached',
      ByteRange: [0, 9_999_999_999, 9_999_999_999, 9_999_999_999].map((value) => PDFNumber.of(value)),
      Contents: PDFHexString.of('0'.repeat(2 * PLACEHOLDER)),
      M: PDFString.fromDate(new Date()),
    }),
  );
  const widget = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      T: PDFString.of('s'),
      Rect: [50, 50, 250, 110],
      F: 132,
      V: signature,
      P: page.ref,
    }),
  );
  page.node.set(PDFName.of('Annots'), context.obj([widget]));
  doc.catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [widget], SigFlags: 3 }));
  const whole = Buffer.from(await doc.save({ useObjectStreams: false }));
  await writeDurably(out, [await sealed(whole, hospital)]);
}

async function sealed(file: Buffer, hospital: DemoHospital): Promise<Buffer> {
  const start = file.lastIndexOf(`<${'0'.repeat(64)}`);
  const end = file.indexOf('>', start) + 1;
  const range = file.lastIndexOf('/ByteRange');
  const close = file.indexOf(']', range) + 1;
  const text = `/ByteRange [0 ${start} ${end} ${file.length - end}]`;
  file.write(text.padEnd(close - range), range, 'latin1');
  const documentDigest = createHash('sha256').update(file.subarray(0, start)).update(file.subarray(end)).digest();
  const { cms } = must(
    await signPades({
      documentDigest,
      signer: signerFromKeyObject(createPrivateKey(hospital.ca.key.export({ format: 'pem', type: 'pkcs8' }))),
      certificate: hospital.ca.certificate.raw,
      chain: [],
      timeStamp: async (imprint) => ({ ok: true, value: await stamp(hospital, imprint) }),
      contentsBytes: PLACEHOLDER,
      digest: nodeDigest,
    }),
  );
  file.write(Buffer.from(cms).toString('hex'), start + 1, 'latin1');
  return file;
}
