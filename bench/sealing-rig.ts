import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must, ok, type Result } from '../src/core/base';
import { signPades } from '../src/core/pades';
import { embedContents, openPdf, prepareSignature } from '../src/core/pdf';
import { createTimeStampAuthority, timeStampingKey } from '../src/core/tsp';
import {
  type ActCapture,
  type ActFacts,
  captionOf,
  createCaptionFont,
  FileDigest,
  type PlacedField,
  prepareAct,
  prepareForm,
  type SealingPorts,
  type SealingServices,
  type SealingTrust,
  sealAct,
  signatureAppearance,
  trustedTime,
  writeRevision,
} from '../src/main/sealing';
import {
  generateOneTimeSigner,
  nodeClock,
  nodeDeflate,
  nodeDigest,
  nodeEnvelopeCrypto,
  nodeInflate,
  nodeRandom,
  nodeVerifier,
  openFile,
} from '../src/platform/node';
import { captureOf, TRACES } from '../test/support/captures';
import { demoHospital, issueEventCertificate } from '../test/support/demo-hospital';

const FONT = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
);

/** The kiosk's own sealing path with an authority in this process; the authority's time is kept apart. */
export async function sealingRig() {
  const hospital = await demoHospital();
  const { ca, tsa, root, custodians } = hospital;
  const authority = createTimeStampAuthority({
    key: timeStampingKey(tsa.certificate, [ca.certificate], tsa.signer, nodeDigest),
    policy: '2.25.1',
    accuracy: { millis: 500 },
    clock: nodeClock,
    random: nodeRandom,
  });
  let awayMs = 0;
  const apart = async <T>(work: Promise<T>): Promise<T> => {
    const started = performance.now();
    const value = await work;
    awayMs += performance.now() - started;
    return value;
  };
  const services: SealingServices = {
    eventCertificate: async (request): Promise<Result<{ certificate: Uint8Array; chain: readonly Uint8Array[] }>> => {
      const { documentDigest, manifestDigest, bindingA, bindingB } = request;
      const certificate = await apart(
        issueEventCertificate(hospital, {
          commonName: request.signer.name,
          publicKey: request.publicKey,
          binding: { documentDigest, manifestDigest, bindingA, bindingB },
        }),
      );
      return ok({ certificate, chain: [ca.certificate.raw] });
    },
    timeStampSources: [
      {
        name: 'own',
        anchors: [root.certificate],
        ask: async (query) => ok((await apart(authority.answer(query))).response),
      },
    ],
  };
  const ports: SealingPorts = {
    digest: nodeDigest,
    random: nodeRandom,
    clock: nodeClock,
    verifier: nodeVerifier,
    inflate: nodeInflate,
    deflate: nodeDeflate,
    envelope: nodeEnvelopeCrypto,
    captionFont: createCaptionFont(FONT),
    oneTimeSigner: generateOneTimeSigner,
  };
  const trust: SealingTrust = {
    anchors: [root.certificate],
    custodians: custodians.map(({ certificate }) => certificate),
    policyId: 'bench',
  };
  const takeAwayMs = () => {
    const taken = awayMs;
    awayMs = 0;
    return taken;
  };
  return { services, ports, trust, hospital, takeAwayMs };
}
export type SealingRig = Awaited<ReturnType<typeof sealingRig>>;

const FACTS: ActFacts = {
  task: { taskId: 'bench' },
  stationId: 'bench',
  form: { kind: 'surgery', id: 'B', version: '1', title: '手术知情同意书' },
  slot: 0,
  basis: { capacity: 'patient', name: '张三' },
  reading: { pages: 20, pagesShown: 20, endReached: true },
  clock: { source: 'station', offsetMs: 0 },
  chain: { head: '00'.repeat(32), length: 1 },
  previousManifest: null,
  application: { name: 'InkWitness', version: '0', build: 'bench' },
  timeZoneMinutes: 480,
};

/** Three characters as a pad sent them; decoding happens while the pen writes, not while the act is sealed. */
const INK = captureOf(TRACES[0] as string);
const CAPTURE: ActCapture = { ink: INK, reports: INK.reports, cleared: 0, refused: 0 };

/** A form with its field revision written, ready for the first act. */
export async function formReady(source: string, rig: SealingRig) {
  const folder = await mkdtemp(join(tmpdir(), 'inkwitness-bench-'));
  const path = join(folder, 'form.pdf');
  const anchor = { kind: 'rect', page: 1, x: 60, y: 60, width: 190, height: 60 } as const;
  const form = { sourcePath: source, outPath: path, slots: async () => ok([{ slot: 0, anchor }]) };
  const fields = must(await prepareForm(form, rig.ports, rig.trust));
  return {
    folder,
    path,
    field: fields.fields[0] as PlacedField,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

export type Form = Awaited<ReturnType<typeof formReady>>;

/** What an act's drawing and evidence come to; made before the confirmation, not while it is sealed. */
async function readyParts(form: Form, rig: SealingRig) {
  const caption = captionOf(FACTS.basis, Date.now(), FACTS.timeZoneMinutes);
  const font = must(await rig.ports.captionFont.fontFor(`${caption.who}${caption.when}`));
  const { width, height } = form.field.box;
  const appearance = must(signatureAppearance({ width, height, ink: INK, caption, font }));
  const file = (name: string, bytes: number) =>
    ({ name, mime: 'application/octet-stream', relationship: 'Data', bytes: nodeRandom.bytes(bytes) }) as const;
  return { appearance, associatedFiles: [file('manifest.json', 1_800), file('evidence.p7m', 157_000)] };
}

/** The work that a library's `sign` does too: revision, digest, key, CMS with its token, durable file. Answers a lane. */
export async function cryptoAndFileLane(
  form: Form,
  rig: SealingRig,
  level: 'B-B' | 'B-T' = 'B-T',
): Promise<() => Promise<number>> {
  const parts = await readyParts(form, rig);
  const { ports, services } = rig;
  const request = { taskId: 'bench', slot: 0, signer: FACTS.basis, signingTimeMs: Date.now() };
  const others = {
    manifestDigest: nodeRandom.bytes(32),
    bindingA: nodeRandom.bytes(32),
    bindingB: nodeRandom.bytes(32),
  };
  return async () => {
    rig.takeAwayMs();
    const started = performance.now();
    const base = await openFile(form.path);
    const state = await FileDigest.ofFile(form.path);
    const doc = must(await openPdf(base, { inflate: ports.inflate }));
    const preparation = {
      fieldName: form.field.fieldName,
      signingTimeMs: Date.now(),
      timeZoneMinutes: 480,
      docMdp: 2,
    } as const;
    const prepared = must(await prepareSignature(doc, { ...preparation, contentsBytes: 16_384, ...parts }, ports));
    await base.close();
    const documentDigest = state.byteRangeDigest(prepared.tail, prepared.byteRange);
    const signer = ports.oneTimeSigner();
    const { publicKey } = signer;
    const issued = must(await services.eventCertificate({ ...request, ...others, publicKey, documentDigest }));
    const timeStamp = trustedTime(services, ports);
    const basic = { documentDigest, signer, ...issued, contentsBytes: 16_384, digest: nodeDigest };
    const signing = level === 'B-B' ? basic : { ...basic, timeStamp };
    const tail = must(embedContents(prepared, must(await signPades(signing)).cms));
    must(
      await writeRevision(
        { path: form.path, size: base.size },
        tail,
        join(form.folder, level === 'B-B' ? 'basic.pdf' : 'sealed.pdf'),
      ),
    );
    return performance.now() - started - rig.takeAwayMs();
  };
}

/** One act from capture to a validated, durable file. Answers milliseconds without the authority's own work. */
export async function sealOnce(form: Form, rig: SealingRig): Promise<number> {
  const outPath = join(form.folder, 'sealed.pdf');
  rig.takeAwayMs();
  const started = performance.now();
  const base = await openFile(form.path);
  const baseDigest = await FileDigest.ofFile(form.path);
  const prepared = await prepareAct(
    { base, baseDigest, field: form.field, certify: true, facts: FACTS, capture: CAPTURE },
    rig.ports,
    rig.trust,
  );
  await base.close();
  const act = must(prepared);
  const input = {
    act,
    basePath: form.path,
    baseDigest,
    outPath,
    ourFields: new Set([act.fieldName]),
    withoutTime: 'pending' as const,
  };
  must(await sealAct(input, rig.services, rig.ports, rig.trust));
  return performance.now() - started - rig.takeAwayMs();
}
