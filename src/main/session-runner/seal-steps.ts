import { stat } from 'node:fs/promises';
import { fromBase64, ok, type Result, toBase64, toHex } from '../../core/base';
import {
  type ActToSeal,
  actOfRecord,
  closeForm,
  completeTime,
  FileDigest,
  judgeSealed,
  type OnSourceFailure,
  type PreparedAct,
  type SealedAct,
  type SealedRevision,
  type SealingServices,
  type SealingTrust,
  sealAct,
} from '../sealing';
import type { ServerClient } from '../server-client';
import type { Bedside } from './bedside';
import { type Connection, timeStampSourcesOf } from './connection';
import type { TaskRecord } from './task-record';

/** The server's certificates and everybody's time as sealing wants them. */
export const sealingServices = ({ client, enrolment }: Pick<Connection, 'client' | 'enrolment'>): SealingServices => ({
  eventCertificate: async (request) => {
    const issued = await client.eventCertificate({
      taskId: request.taskId,
      slot: request.slot,
      publicKey: toBase64(request.publicKey),
      signer: request.signer as Parameters<ServerClient['eventCertificate']>[0]['signer'],
      documentDigest: toHex(request.documentDigest),
      manifestDigest: toHex(request.manifestDigest),
      bindingA: toHex(request.bindingA),
      bindingB: toHex(request.bindingB),
      signingTimeMs: request.signingTimeMs,
    });
    if (!issued.ok) return issued;
    const bytes = (text: string) => fromBase64(text) ?? new Uint8Array(0);
    return ok({ certificate: bytes(issued.value.certificate), chain: issued.value.chain.map(bytes) });
  },
  timeStampSources: enrolment === undefined ? [] : timeStampSourcesOf(enrolment, client),
});

/** What sealing a record needs besides the record. */
interface Sealing {
  readonly bedside: Bedside;
  readonly record: TaskRecord;
  readonly trust: SealingTrust;
  readonly onFailure: OnSourceFailure;
}

/** What a signature is when nobody gives the time, as the task wants it. */
const withoutTimeOf = ({ task }: TaskRecord): ActToSeal['withoutTime'] => {
  if (task?.level === 'B-B') return 'claimed';
  return task?.withoutTime === 'document-time-stamp' ? 'closing' : 'pending';
};

async function actOf(record: TaskRecord, slot: number): Promise<Result<PreparedAct>> {
  const kept = await record.journal.readAct(slot);
  return kept.ok ? actOfRecord(slot, kept.value.record, kept.value.tail) : kept;
}

/**
 * A file that a crash left between its rename and its event: it is the seal of this very act if our own reader says so
 * and its ByteRange digest is the confirmed one. Then nothing is signed again.
 */
async function sealedBefore(
  { bedside, record, trust }: Sealing,
  act: PreparedAct,
  path: string,
): Promise<SealedAct | undefined> {
  const facts = await stat(path).catch(() => undefined);
  if (facts === undefined || facts.size !== act.prepared.size) return undefined;
  const judged = await judgeSealed(path, act.fieldName, record.ourFields, bedside.ports, trust);
  if (!judged.ok || judged.value.documentDigest !== toHex(act.documentDigest)) return undefined;
  const digestState = await FileDigest.ofFile(path);
  const fileDigest = toHex(digestState.digest());
  const time = judged.value.level === 'B-T' ? 'trusted' : withoutTimeOf(record);
  return { size: facts.size, fileDigest, digestState, sealedAtMs: Math.round(facts.mtimeMs), time };
}

/** Seals the confirmed act of a slot as the next revision. */
export async function sealSlot(sealing: Sealing, slot: number): Promise<Result<SealedAct>> {
  const { bedside, record, trust, onFailure } = sealing;
  const act = await actOf(record, slot);
  if (!act.ok) return act;
  const outPath = record.journal.revisionPath(record.workingRevision + 1);
  const before = await sealedBefore(sealing, act.value, outPath);
  if (before !== undefined) return ok(before);
  const input = {
    act: act.value,
    basePath: record.workingPath,
    baseDigest: await record.workingDigest(),
    outPath,
    ourFields: record.ourFields,
    withoutTime: withoutTimeOf(record),
  };
  return sealAct(input, sealingServices(bedside.connection), bedside.ports, trust, onFailure);
}

/** Puts the time into the signature that was sealed last and waits for it. */
export async function timeSlot(sealing: Sealing, slot: number): Promise<Result<SealedRevision>> {
  const { bedside, record, trust, onFailure } = sealing;
  const act = await actOf(record, slot);
  if (!act.ok) return act;
  const basePath = record.journal.revisionPath(record.workingRevision - 1);
  const input = { act: act.value, basePath, outPath: record.workingPath, ourFields: record.ourFields };
  return completeTime(input, sealingServices(bedside.connection), bedside.ports, trust, onFailure);
}

/** Closes the form with a document time-stamp as one more revision. */
export async function closeTask(sealing: Sealing): Promise<Result<SealedRevision>> {
  const { bedside, record, trust, onFailure } = sealing;
  const input = {
    basePath: record.workingPath,
    baseDigest: await record.workingDigest(),
    outPath: record.journal.revisionPath(record.workingRevision + 1),
    ourFields: record.ourFields,
  };
  return closeForm(input, sealingServices(bedside.connection), bedside.ports, trust, onFailure);
}
