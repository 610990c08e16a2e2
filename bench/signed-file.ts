import { appendFile, copyFile } from 'node:fs/promises';
import { must } from '../src/core/base';
import { extendPades, signPades } from '../src/core/pades';
import { addSignatureFields, embedContents, openPdf, prepareSignature } from '../src/core/pdf';
import { FileDigest } from '../src/main/sealing';
import { nodeDeflate, nodeDigest, nodeInflate, nodeRandom, openFile, signerFromKeyObject } from '../src/platform/node';
import { type DemoHospital, stamp } from '../test/support/demo-hospital';
import { listOf } from '../test/support/long-term';

const CONTENTS_BYTES = 16_384;
const REVISION = { random: nodeRandom, deflate: nodeDeflate };

/** A copy of `source` at `path` with `count` signatures at B-T, each a revision of its own, as on a form with many signers. */
export async function writeSigned(source: string, path: string, count: number, hospital: DemoHospital): Promise<void> {
  await copyFile(source, path);
  const names = Array.from({ length: count }, (_, index) => `signature-${index}`);
  await change(path, async (doc) => {
    const fields = names.map((name) => ({ name, page: 0, rect: [50, 100, 250, 160] as const }));
    return must(await addSignatureFields(doc, fields, REVISION)).tail;
  });
  let state = await FileDigest.ofFile(path);
  for (const fieldName of names) {
    const tail = await change(path, async (doc) => {
      const appearance = { width: 200, height: 60, ops: [] };
      const prepared = must(
        await prepareSignature(
          doc,
          {
            fieldName,
            signingTimeMs: hospital.nowMs,
            timeZoneMinutes: 480,
            contentsBytes: CONTENTS_BYTES,
            appearance,
            associatedFiles: [],
          },
          REVISION,
        ),
      );
      const documentDigest = state.byteRangeDigest(prepared.tail, prepared.byteRange);
      return must(embedContents(prepared, await cmsOver(documentDigest, hospital)));
    });
    state = state.appended(tail);
  }
}

async function cmsOver(documentDigest: Uint8Array, hospital: DemoHospital): Promise<Uint8Array> {
  const { ca } = hospital;
  const signed = await signPades({
    documentDigest,
    signer: signerFromKeyObject(ca.key),
    certificate: ca.certificate.raw,
    chain: [],
    timeStamp: async (imprint) => ({ ok: true, value: await stamp(hospital, imprint) }),
    contentsBytes: CONTENTS_BYTES,
    digest: nodeDigest,
  });
  return must(signed).cms;
}

type Doc = Parameters<typeof prepareSignature>[0];

async function change(path: string, tailOf: (doc: Doc) => Promise<Uint8Array>): Promise<Uint8Array> {
  const file = await openFile(path);
  const tail = await tailOf(must(await openPdf(file, { inflate: nodeInflate }))).finally(() => file.close());
  await appendFile(path, tail);
  return tail;
}

/** The revision that brings a signed file to a long-term level, with lists of both authorities made now. */
export async function extensionOf(path: string, level: 'B-LT' | 'B-LTA', hospital: DemoHospital): Promise<Uint8Array> {
  const { ca, root, nowMs } = hospital;
  const crls = [await listOf(root, nowMs), await listOf(ca, nowMs)];
  const source = await openFile(path);
  const timeStamp = async (imprint: Uint8Array) => ({ ok: true as const, value: await stamp(hospital, imprint) });
  try {
    const input = {
      source,
      validationData: { certificates: [ca.certificate.raw, root.certificate.raw], crls, ocsps: [] },
      ports: { inflate: nodeInflate, random: nodeRandom },
      digest: nodeDigest,
    };
    return must(await extendPades(level === 'B-LTA' ? { ...input, timeStamp } : input)).tail;
  } finally {
    await source.close();
  }
}
