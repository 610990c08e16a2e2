import { stat } from 'node:fs/promises';
import { type Failure, fromBase64, ok, type Result, toBase64, toHex } from '../../core/base';
import { allSealed, pendingSigner } from '../../core/session';
import {
  actOfRecord,
  FileDigest,
  judgeSealed,
  type SealedAct,
  type SealingServices,
  type SealingTrust,
  sealAct,
} from '../sealing';
import type { ServerClient } from '../server-client';
import { type Bedside, notify } from './bedside';
import type { TaskRecord } from './task-record';

/** The server's two services as sealing wants them. */
export const sealingServices = (client: ServerClient): SealingServices => ({
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
  timeStamp: (query) => client.timeStamp(query),
});

/** Failures that mean "not now": the act stays confirmed and is tried again. */
const isPending = (failure: Failure & { retryable?: boolean }): boolean =>
  failure.retryable === true ||
  /^(SERVER_|SECOND_READER_UNABLE|TSP_|CLOCK_|AUTH_CLOCK|API_BUSY|SEAL_TIME|SEAL_WRITE)/.test(failure.code);

/**
 * A file that a crash left between its rename and its event: it is the seal of this very act if our own reader says so
 * and its ByteRange digest is the confirmed one. Then nothing is signed again.
 */
async function sealedBefore(
  bedside: Bedside,
  record: TaskRecord,
  slot: number,
  trust: SealingTrust,
): Promise<SealedAct | undefined> {
  const path = record.journal.revisionPath(record.workingRevision + 1);
  const facts = await stat(path).catch(() => undefined);
  const field = record.fieldOf(slot);
  const kept = await record.journal.readAct(slot);
  if (facts === undefined || field === undefined || !kept.ok) return undefined;
  const act = actOfRecord(slot, kept.value.record, kept.value.tail);
  if (!act.ok || facts.size !== act.value.prepared.size) return undefined;
  const judged = await judgeSealed(path, field.fieldName, record.ourFields, bedside.ports, trust);
  if (!judged.ok || judged.value.documentDigest !== toHex(act.value.documentDigest)) return undefined;
  const digestState = await FileDigest.ofFile(path);
  const fileDigest = toHex(digestState.digest());
  return { size: facts.size, fileDigest, digestState, sealedAtMs: Math.round(facts.mtimeMs) };
}

async function sealNow(
  bedside: Bedside,
  record: TaskRecord,
  slot: number,
  trust: SealingTrust,
): Promise<Result<SealedAct>> {
  const before = await sealedBefore(bedside, record, slot, trust);
  if (before !== undefined) return ok(before);
  const kept = await record.journal.readAct(slot);
  if (!kept.ok) return kept;
  const act = actOfRecord(slot, kept.value.record, kept.value.tail);
  if (!act.ok) return act;
  const input = {
    act: act.value,
    basePath: record.workingPath,
    baseDigest: await record.workingDigest(),
    outPath: record.journal.revisionPath(record.workingRevision + 1),
    ourFields: record.ourFields,
  };
  return sealAct(input, sealingServices(bedside.connection.client), bedside.ports, trust);
}

const FIRST_WAIT_MS = 5000;
const LONGEST_WAIT_MS = 300_000;

/** Seals what is confirmed, delivers what is whole, reports what ended otherwise; again and again until it worked. */
export class SealingQueue {
  readonly #bedside: Bedside;
  readonly #busy = new Set<string>();
  readonly #running = new Set<Promise<void>>();
  /** When a task whose last try failed on the server's side is worth another one. */
  readonly #waits = new Map<string, { failures: number; untilMs: number }>();

  constructor(bedside: Bedside) {
    this.#bedside = bedside;
  }

  /** Works on one task; at once when nothing else of it is under way. */
  kick(record: TaskRecord): void {
    if (this.#busy.has(record.taskId) || this.#bedside.closing) return;
    this.#busy.add(record.taskId);
    const work = this.#work(record).finally(() => {
      this.#busy.delete(record.taskId);
      this.#running.delete(work);
      this.#bedside.changed();
    });
    this.#running.add(work);
  }

  /** Every task that waits for the server; `atOnce` when a person asks, else with growing pauses after refusals. */
  kickAll(atOnce = false): void {
    if (atOnce) this.#waits.clear();
    const nowMs = this.#bedside.clock.nowMs();
    for (const record of this.#bedside.records.values()) {
      const isDue = (this.#waits.get(record.taskId)?.untilMs ?? 0) <= nowMs;
      if (isDue && needsServer(record)) this.kick(record);
    }
  }

  /** Resolves when nothing is under way any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async #work(record: TaskRecord): Promise<void> {
    try {
      if (pendingSigner(record.state) !== undefined) await this.#seal(record);
      if (wantsDelivery(record)) await this.#deliver(record);
      if (wantsReport(record)) await this.#report(record);
    } catch (error) {
      this.#bedside.log('error', 'kiosk.bug', { at: 'queue', message: error instanceof Error ? error.message : '' });
      record.trouble = 'KIOSK_BUG';
    }
  }

  async #seal(record: TaskRecord): Promise<void> {
    const bedside = this.#bedside;
    const { trust } = bedside.connection;
    const slot = pendingSigner(record.state)?.slot.slot;
    if (trust === undefined || slot === undefined) return;
    const startedMs = bedside.clock.nowMs();
    const sealed = await sealNow(bedside, record, slot, trust);
    await bedside.lane.run(async () => {
      if (!sealed.ok) return this.#failed(record, sealed.error);
      const { fileDigest, digestState, sealedAtMs } = sealed.value;
      const applied = await record.apply({ kind: 'act-sealed', slot, fileDigest, atMs: sealedAtMs });
      if (!applied.ok) return this.#failed(record, applied.error);
      record.digest = digestState;
      this.#waits.delete(record.taskId);
      record.trouble = undefined;
      bedside.server = 'reachable';
      bedside.log('info', 'act.sealed', { taskId: record.taskId, slot, ms: bedside.clock.nowMs() - startedMs });
      bedside.changed();
    });
  }

  #failed(record: TaskRecord, failure: Failure): void {
    const bedside = this.#bedside;
    const first = record.trouble !== failure.code;
    record.trouble = failure.code;
    if (failure.code === 'SERVER_AWAY' || failure.code === 'SERVER_TIMEOUT') bedside.server = 'away';
    else this.#wait(record.taskId);
    bedside.log('warn', 'queue.failed', { taskId: record.taskId, code: failure.code, detail: failure.detail });
    if (first) notify(bedside, isPending(failure) ? 'warning' : 'danger', failure);
    bedside.changed();
  }

  /** What the server refused once it will hardly take a moment later, and each try may cost a certificate. */
  #wait(taskId: string): void {
    const failures = (this.#waits.get(taskId)?.failures ?? 0) + 1;
    const pauseMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
    this.#waits.set(taskId, { failures, untilMs: this.#bedside.clock.nowMs() + pauseMs });
  }

  async #deliver(record: TaskRecord): Promise<void> {
    const bedside = this.#bedside;
    const digest = await record.workingDigest();
    const file = { path: record.workingPath, size: digest.size, sha256: toHex(digest.digest()) };
    const key = `deliver-${file.sha256.slice(0, 48)}`;
    const answer = await bedside.connection.client.putDocument(record.taskId, file, { idempotencyKey: key });
    await bedside.lane.run(async () => {
      if (!answer.ok) {
        const disagrees = /^(DOCUMENT_|SECOND_READER_DISAGREES)/.test(answer.error.code);
        return this.#failed(record, disagrees ? { ...answer.error, code: 'READERS_DISAGREE' } : answer.error);
      }
      const applied = await record.apply({ kind: 'task-delivered' });
      if (!applied.ok) return this.#failed(record, applied.error);
      record.trouble = undefined;
      bedside.log('info', 'task.delivered', { taskId: record.taskId });
      bedside.changed();
    });
  }

  async #report(record: TaskRecord): Promise<void> {
    const bedside = this.#bedside;
    const { state } = record;
    const isRefused = state.phase === 'refused';
    const { head, length } = record.journal.head;
    const answer = await bedside.connection.client.outcome(
      record.taskId,
      {
        outcome: isRefused ? 'refused' : 'interrupted',
        reason: isRefused ? 'signer-declined' : 'document-unusable',
        ...(state.blockedBy === undefined ? {} : { code: state.blockedBy }),
        atMs: bedside.clock.nowMs(),
        chainHead: head,
        chainLength: length,
      },
      { idempotencyKey: `outcome-${head.slice(0, 48)}` },
    );
    await bedside.lane.run(async () => {
      const isOver = answer.ok || answer.error.code === 'TASK_STATE_CONFLICT';
      if (isOver) await record.apply({ kind: 'outcome-reported' });
      else if (!answer.ok) this.#failed(record, answer.error);
      bedside.changed();
    });
  }
}

const wantsDelivery = (record: TaskRecord): boolean =>
  record.state.phase === 'open' && record.deliveryWanted && allSealed(record.state);

const wantsReport = (record: TaskRecord): boolean =>
  (record.state.phase === 'refused' || record.state.phase === 'blocked') && !record.state.reported;

/** Something of this task is kept here that the server has not got yet. */
export const needsServer = (record: TaskRecord): boolean =>
  pendingSigner(record.state) !== undefined || wantsDelivery(record) || wantsReport(record);
