import { constants } from 'node:fs';
import { access, copyFile, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type Anchor, DOCUMENT_MAX_BYTES } from '../../contracts/api';
import { attemptAsync, must, ok, type RandomAccess, Refusal, type Result, toHex } from '../../core/base';
import { EventChain } from '../../core/evidence';
import type { SignerBasis } from '../../core/session';
import {
  type ActFacts,
  FileDigest,
  type PreparedForm,
  prepareAct,
  prepareForm,
  type SealingPorts,
  type SealingTrust,
  type SlotToPlace,
  sealAct,
  validateFile,
} from '../../main/sealing';
import { sealingServices } from '../../main/session-runner';
import { openFile } from '../../platform/node';
import { BUILD } from '../../server/version';
import { defaultPlaces } from './default-places';
import { recordedHand } from './recorded-hand';
import type { SigningStation } from './signing-station';

/** Folder beside the signed forms. */
const ORIGINALS = 'originals';
const PATIENT = '示例患者';
const FORM = { kind: 'other', id: 'command-line', version: '1', title: '命令行签署' } as const;

const basisOf = (slot: number): SignerBasis =>
  slot === 0 ? { capacity: 'patient', name: PATIENT } : { capacity: 'witness', name: `示例见证人${slot}` };

interface Job {
  readonly station: SigningStation;
  readonly ports: SealingPorts;
  readonly trust: SealingTrust;
  readonly version: string;
}

export interface SignedFile {
  readonly signatures: number;
  /** Why the form was written anew; empty when its own bytes stand at the beginning of the signed file. */
  readonly normalised: readonly string[];
  readonly ms: number;
}

/** Makes the task as a HIS would and takes it as a kiosk would; answers its id. */
async function openTask(job: Job, path: string, anchors: readonly Anchor[]): Promise<string> {
  const bytes = new Uint8Array(await readFile(path));
  const { his, connection, stationId } = job.station;
  const created = await his.createTask({
    stationId,
    businessId: `command-line-${toHex(job.ports.random.bytes(8))}`,
    patient: { name: PATIENT, sex: 'unknown', birthDate: '1950-01-01', visitId: '0', ward: '-', bed: '-' },
    form: FORM,
    document: { sha256: toHex(job.ports.digest.hash('SHA-256', bytes)), size: bytes.length },
    signers: anchors.map((anchor, slot) => {
      const { capacity } = basisOf(slot);
      return { slot, capacity, allowedCapacities: [capacity], anchor };
    }),
  });
  await his.putSource(created.taskId, bytes);
  must(await connection.client.claim(created.taskId));
  return created.taskId;
}

/** One signer after the other, each on the file that the one before sealed. Answers the last revision's path. */
async function sealAll(job: Job, folder: string, taskId: string, form: PreparedForm): Promise<string> {
  const { ports, trust, station } = job;
  const services = sealingServices(station.connection);
  const chain = new EventChain(ports.digest);
  const ourFields = new Set(form.fields.map((field) => field.fieldName));
  let path = join(folder, 'revision-1.pdf');
  let digest = await FileDigest.ofFile(path);
  let previousManifest: string | null = null;
  for (const [index, field] of form.fields.entries()) {
    must(chain.append({ atMs: ports.clock.nowMs(), kind: 'act-started', data: { slot: index } }));
    const facts: ActFacts = {
      task: { taskId },
      stationId: station.stationId,
      form: FORM,
      slot: index,
      basis: basisOf(index),
      ...(form.normalised === undefined ? {} : { normalised: form.normalised }),
      reading: { pages: form.pageCount, pagesShown: 0, endReached: false },
      clock: { source: 'system', offsetMs: null },
      chain: chain.head,
      previousManifest,
      application: { name: 'InkWitness', version: job.version, build: BUILD },
      timeZoneMinutes: -new Date(ports.clock.nowMs()).getTimezoneOffset(),
    };
    const base = await openFile(path);
    const certify = index === 0 && form.mayCertify;
    const input = { base, baseDigest: digest, field, certify, facts, capture: await recordedHand() };
    const prepared = await prepareAct(input, ports, trust).finally(() => base.close());
    const act = must(prepared);
    const outPath = join(folder, `revision-${index + 2}.pdf`);
    const sealed = await sealAct(
      { act, basePath: path, baseDigest: digest, outPath, ourFields, withoutTime: 'pending' },
      services,
      ports,
      trust,
    );
    if (must(sealed).time !== 'trusted') throw new Refusal('TSP_NO_SOURCE');
    digest = must(sealed).digestState;
    previousManifest = toHex(act.manifestDigest);
    path = outPath;
  }
  return path;
}

/** The server verifies what it gets with its own reader: a second opinion before anybody hears "sealed". */
async function deliver(job: Job, taskId: string, path: string): Promise<void> {
  const digest = await FileDigest.ofFile(path);
  const file = { path, size: digest.size, sha256: toHex(digest.digest()) };
  must(await job.station.connection.client.putDocument(taskId, file));
}

/** A form that was written anew does not hold the bytes that came: they stay beside it, under their own name. */
async function keepOriginal(path: string, outPath: string): Promise<void> {
  const folder = join(dirname(outPath), ORIGINALS);
  await mkdir(folder, { recursive: true });
  await copyFile(path, join(folder, basename(outPath)));
}

/** What the server is not asked about passes the same second reader before it counts as signed. */
async function readAgain({ ports, trust, station }: Job, source: { path: string; size: number }, path: string) {
  const report = must(await validateFile(path, ports, trust));
  must(await station.secondReader.read({ path, source, claims: report.signatures, foreignUpTo: source.size }));
}

async function signInto(job: Job, folder: string, path: string, outPath: string, signers: number): Promise<SignedFile> {
  await access(path, constants.R_OK).catch(() => {
    throw new Refusal('CLI_FILE_UNREADABLE');
  });
  const { size } = await stat(path).catch(() => {
    throw new Refusal('CLI_FILE_UNREADABLE');
  });
  if (size > DOCUMENT_MAX_BYTES) throw new Refusal('API_TOO_LARGE', `${size} bytes`);
  const started = job.ports.clock.monotonicUs();
  let anchors: Anchor[] = [];
  const slots = async (source: RandomAccess): Promise<Result<SlotToPlace[]>> => {
    anchors = must(await defaultPlaces(source, signers, job.ports));
    return ok(anchors.map((anchor, slot) => ({ slot, anchor })));
  };
  const outFirst = join(folder, 'revision-1.pdf');
  const form = must(await prepareForm({ sourcePath: path, outPath: outFirst, slots }, job.ports, job.trust));
  const taskId = await openTask(job, path, anchors);
  const last = await sealAll(job, folder, taskId, form);
  // Signatures that came with the form are not of this hospital: its server would not vouch for them.
  if (form.mayCertify) await deliver(job, taskId, last);
  else await readAgain(job, { path, size }, last);
  await copyFile(last, outPath);
  if (form.normalised !== undefined) await keepOriginal(path, outPath);
  return {
    signatures: signers,
    normalised: form.normalised?.reasons ?? [],
    ms: Math.round((job.ports.clock.monotonicUs() - started) / 100) / 10,
  };
}

/** Signs one form from file to file by the kiosk's own sealing path. Codes: PDF_*, SEAL_*, SERVER_*, API_*, … */
export function signFile(job: Job, path: string, outPath: string, signers: number): Promise<Result<SignedFile>> {
  return attemptAsync(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'inkwitness-sign-'));
    try {
      return await signInto(job, folder, path, outPath, signers);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}
