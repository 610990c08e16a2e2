import { concat, must, type Signer, toHex } from '../../src/core/base';
import { encryptAuthEnveloped } from '../../src/core/cms';
import {
  bindingA,
  bindingB,
  buildManifest,
  buildPayload,
  EVIDENCE_FILE_NAME,
  MANIFEST_FILE_NAME,
} from '../../src/core/evidence';
import { digestPrefix, signPades } from '../../src/core/pades';
import {
  type AssociatedFile,
  addSignatureFields,
  type ByteRange,
  embedContents,
  type NewSeamSeal,
  openPdf,
  type PdfDocument,
  type PreparedSignature,
  prepareSignature,
} from '../../src/core/pdf';
import { type EventBinding, nameText } from '../../src/core/pki';
import {
  bufferAccess,
  generateOneTimeSigner,
  nodeDeflate,
  nodeDigest,
  nodeEnvelopeCrypto,
  nodeInflate,
  nodeRandom,
} from '../../src/platform/node';
import { type DemoHospital, issueEventCertificate, stamp } from './demo-hospital';

const REVISION_PORTS = { random: nodeRandom, deflate: nodeDeflate };
const CONTENTS_BYTES = 16_384;
const sha256 = (data: Uint8Array): Uint8Array => nodeDigest.hash('SHA-256', data);

export const openBytes = async (file: Uint8Array): Promise<PdfDocument> =>
  must(await openPdf(bufferAccess(file), { inflate: nodeInflate }));

/** What makeCms gets; the honest one is {@link honestCms}. */
export interface CmsInput {
  readonly hospital: DemoHospital;
  readonly documentDigest: Uint8Array;
  readonly signer: Signer;
  readonly certificate: Uint8Array;
}

/** Where an attack puts its lever; an honest act needs none. */
export interface SealTampering {
  /** The signer was shown another file than the one that is sealed. */
  readonly shown?: Uint8Array;
  /** Exchanges files after the digests were made. */
  readonly files?: (files: AssociatedFile[]) => AssociatedFile[];
  readonly binding?: (binding: EventBinding) => EventBinding;
  /** Exchanges the prepared revision before it is digested. */
  readonly prepared?: (prepared: PreparedSignature) => PreparedSignature;
  readonly makeCms?: (input: CmsInput) => Promise<Uint8Array>;
  readonly notBeforeMs?: number;
  readonly notAfterMs?: number;
}

export async function honestCms({ hospital, ...input }: CmsInput): Promise<Uint8Array> {
  const signed = await signPades({
    ...input,
    chain: [hospital.ca.certificate.raw],
    timeStamp: async (imprint) => ({ ok: true, value: await stamp(hospital, imprint) }),
    contentsBytes: CONTENTS_BYTES,
    digest: nodeDigest,
  });
  return must(signed).cms;
}

/** The one revision that adds all fields, and a seam seal, before the first signature. */
export async function withFields(file: Uint8Array, names: readonly string[], seam?: NewSeamSeal): Promise<Uint8Array> {
  const fields = names.map((name, index) => ({
    name,
    page: 0,
    rect: [50, 100 + 90 * index, 250, 160 + 90 * index] as const,
  }));
  const { tail } = must(await addSignatureFields(await openBytes(file), fields, REVISION_PORTS, seam));
  return concat([file, tail]);
}

interface Evidence {
  readonly files: AssociatedFile[];
  readonly manifestDigest: Uint8Array;
  readonly a: Uint8Array;
  readonly b: Uint8Array;
}

async function makeEvidence(file: Uint8Array, field: string, hospital: DemoHospital): Promise<Evidence> {
  const documentDigest = must(await digestPrefix(bufferAccess(file), nodeDigest));
  const parts = { capture: { device: 'test' }, pen: nodeRandom.bytes(300), finger: nodeRandom.bytes(200) };
  const payload = must(buildPayload(parts, nodeRandom));
  const custodians = hospital.custodians.map((one) => one.certificate);
  const envelope = await encryptAuthEnveloped(payload, custodians, nodeEnvelopeCrypto);
  const a = bindingA({ documentDigest, envelopeDigest: sha256(envelope) }, nodeDigest);
  const b = bindingB({ bindingA: a, payloadDigest: sha256(payload) }, nodeDigest);
  const manifest = must(
    buildManifest({
      format: 'InkWitness/manifest/1',
      act: 'signature',
      task: { id: 'task-1' },
      form: { kind: 'surgery', id: 'F-01', version: '1', title: '手术知情同意书' },
      document: { sha256: toHex(documentDigest), size: file.length },
      signer: { slot: field, capacity: 'patient' },
      reading: { pages: 1, pagesShown: 1, endReached: 1 },
      evidence: {
        sha256: toHex(sha256(envelope)),
        size: envelope.length,
        bindingA: toHex(a),
        bindingB: toHex(b),
        policy: 'test',
        custodians: custodians.map((one) => toHex(sha256(one.raw))),
      },
      clock: { confirmedAt: new Date(hospital.nowMs).toISOString(), source: 'station', offsetMs: null },
      chain: { head: '00'.repeat(32), length: 0 },
      previousManifest: null,
      application: { name: 'InkWitness', version: '0', build: 'test' },
    }),
  );
  const files: AssociatedFile[] = [
    { name: MANIFEST_FILE_NAME, mime: 'application/json', relationship: 'Data', bytes: manifest },
    { name: EVIDENCE_FILE_NAME, mime: 'application/pkcs7-mime', relationship: 'Supplement', bytes: envelope },
  ];
  return { files, manifestDigest: sha256(manifest), a, b };
}

/** D1 as core/pades computes it, but over any ranges: attacks want wrong ones digested, too. */
function digestRanges(file: Uint8Array, [start, length, second, rest]: ByteRange): Uint8Array {
  return sha256(concat([file.subarray(start, start + length), file.subarray(second, second + rest)]));
}

/** Seals one signer's act as the kiosk does: evidence, revision, D1, certificate, signature, time-stamp. */
export async function sealAct(
  file: Uint8Array,
  hospital: DemoHospital,
  act: {
    readonly field: string;
    readonly certify?: boolean | 1 | 2 | 3;
    readonly lockAnswers?: boolean;
    readonly name?: string;
  },
  tampering: SealTampering = {},
): Promise<Uint8Array> {
  const evidence = await makeEvidence(tampering.shown ?? file, act.field, hospital);
  const honestly = must(
    await prepareSignature(
      await openBytes(file),
      {
        fieldName: act.field,
        signingTimeMs: hospital.nowMs,
        timeZoneMinutes: 480,
        reason: '知情同意',
        ...(act.certify && { docMdp: act.certify === true ? 2 : act.certify }),
        ...(act.lockAnswers && { lockAnswers: true }),
        contentsBytes: CONTENTS_BYTES,
        appearance: {
          width: 200,
          height: 60,
          ops: [
            {
              kind: 'polyline',
              points: [
                [10, 10],
                [60, 50],
                [120, 15],
              ],
              width: 2,
              color: 0x101060,
            },
          ],
        },
        associatedFiles: tampering.files?.(evidence.files) ?? evidence.files,
      },
      REVISION_PORTS,
    ),
  );
  const prepared = tampering.prepared?.(honestly) ?? honestly;
  const documentDigest = digestRanges(concat([file, prepared.tail]), prepared.byteRange);
  const honest = {
    documentDigest,
    manifestDigest: evidence.manifestDigest,
    bindingA: evidence.a,
    bindingB: evidence.b,
  };
  const signer = generateOneTimeSigner();
  const certificate = await issueEventCertificate(hospital, {
    commonName: nameText(act.name ?? '张三'),
    publicKey: signer.publicKey,
    binding: tampering.binding?.(honest) ?? honest,
    ...(tampering.notBeforeMs !== undefined && { notBeforeMs: tampering.notBeforeMs }),
    ...(tampering.notAfterMs !== undefined && { notAfterMs: tampering.notAfterMs }),
  });
  const cms = await (tampering.makeCms ?? honestCms)({ hospital, documentDigest, signer, certificate });
  signer.destroy();
  return concat([file, must(embedContents(prepared, cms))]);
}
