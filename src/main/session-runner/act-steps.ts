import { err, ok, type Result, toHex } from '../../core/base';
import { pendingSigner, type SessionEvent, signerOf } from '../../core/session';
import { pointerDevice } from '../../drivers/pen-tablet';
import { openFile } from '../../platform/node';
import { type ActFacts, digestName, type PreparedAct, prepareAct, recordOfAct } from '../sealing';
import { type Bedside, notify } from './bedside';
import { InkRecorder } from './ink-recorder';
import { sendSigningArea } from './signing-area';
import type { TaskRecord } from './task-record';

/** Applies an event and does what the step that it leads to needs: pad on, finger on, preview built. */
export async function applyStep(bedside: Bedside, record: TaskRecord, event: SessionEvent): Promise<Result<void>> {
  const before = record.state.act?.step;
  const next = await record.apply(event);
  if (!next.ok) return next;
  const after = next.value.act?.step;
  if (event.kind === 'act-interrupted') bedside.desk.inkLost ||= bedside.desk.hasInk;
  if (before === 'sign' && after !== 'sign') bedside.deviceHost.send({ type: 'stop-ink' });
  if (before === 'finger' && after !== 'finger') bedside.deviceHost.send({ type: 'stop-finger' });
  const isNew = after !== before;
  if (after === undefined || after === 'declined' || after === 'interrupted') bedside.desk.forgetInk();
  if (isNew && (after === 'identify' || after === 'read')) bedside.desk.forgetInk();
  if (isNew && after === 'sign') {
    bedside.desk.formDigest = toHex((await record.workingDigest()).digest());
    beginInk(bedside);
  }
  if (isNew && after === 'finger') beginFinger(bedside);
  if (isNew && after === 'review') await buildReview(bedside, record);
  bedside.changed();
  return ok(undefined);
}

/** The pen may write: on the pad if it is there, else on the screen if the hospital allows it. */
export function beginInk(bedside: Bedside): void {
  const { desk, pad } = bedside;
  desk.forgetInk();
  if (pad.state === 'ready' && pad.device !== undefined) {
    desk.recorder = new InkRecorder(pad.device);
    desk.source = 'pad';
    bedside.deviceHost.send({ type: 'start-ink' });
    sendSigningArea(bedside);
  } else if (bedside.pointerAllowed) {
    desk.recorder = new InkRecorder(pointerDevice(bedside.pointerArea));
    desk.source = 'pointer';
    bedside.deviceHost.send({ type: 'clear-ink' });
  } else {
    desk.trouble = 'PAD_ABSENT';
  }
}

/** A finger is waited for, once; `finger.again` asks anew. */
export function beginFinger(bedside: Bedside): void {
  const { desk } = bedside;
  desk.forgetFinger();
  desk.trouble = undefined;
  if (bedside.fingerPad.state === 'ready') {
    bedside.deviceHost.send({ type: 'start-finger' });
  } else {
    desk.fingerState = 'absent';
    desk.trouble = 'FINGER_PAD_ABSENT';
  }
}

async function previousManifest(record: TaskRecord): Promise<string | null> {
  const last = record.sealedSlots.at(-1);
  if (last === undefined) return null;
  const act = await record.journal.readAct(last);
  return act.ok ? String(act.value.record['manifestDigest']) : null;
}

async function factsOf(bedside: Bedside, record: TaskRecord): Promise<ActFacts | undefined> {
  const { act } = record.state;
  const { task, fields } = record;
  const basis = act && signerOf(record.state, act.slot)?.basis;
  const stationId = bedside.connection.enrolment?.stationId;
  if (act === undefined || basis === undefined || !task || !fields || stationId === undefined) return undefined;
  const confirmed = record.patientConfirmed;
  const pagesShown = Object.keys(act.pagesMs).length;
  return {
    task: { taskId: record.taskId },
    stationId,
    form: { kind: task.form.kind, id: task.form.id, version: task.form.version, title: task.form.title },
    slot: act.slot,
    basis,
    ...(confirmed ? { identity: { method: confirmed.by, confirmedAtMs: confirmed.atMs } } : {}),
    ...(fields.normalised === undefined ? {} : { normalised: fields.normalised }),
    reading: { pages: fields.pageCount, pagesShown, endReached: String(fields.pageCount) in act.pagesMs },
    clock: {
      source: bedside.clockOffsetMs === null ? 'system' : 'server',
      offsetMs: roundOrNull(bedside.clockOffsetMs),
    },
    chain: record.journal.head,
    previousManifest: await previousManifest(record),
    application: { name: 'InkWitness', version: bedside.version, build: bedside.build },
    timeZoneMinutes: -new Date(bedside.clock.nowMs()).getTimezoneOffset(),
  };
}

/** Null for a distance that is not known, or that only a refusal told. */
const roundOrNull = (value: number | null): number | null =>
  value === null || !Number.isFinite(value) ? null : Math.round(value);

async function prepare(bedside: Bedside, record: TaskRecord): Promise<Result<PreparedAct>> {
  const { trust } = bedside.connection;
  const { act } = record.state;
  const facts = await factsOf(bedside, record);
  const field = act && record.fieldOf(act.slot);
  const capture = act && bedside.desk.capture(act);
  if (!trust || !facts || !field || !capture || !record.fields) return err('SESSION_NOT_NOW', 'nothing to prepare');
  const file = await openFile(record.workingPath);
  try {
    const certify = record.fields.mayCertify && record.sealedSlots.length === 0;
    const input = { base: file, baseDigest: await record.workingDigest(), field, certify, facts, capture };
    return await prepareAct(input, bedside.ports, trust);
  } finally {
    await file.close();
  }
}

/** Builds the revision that the person is asked to confirm. A failure shows as trouble at the review. */
export async function buildReview(bedside: Bedside, record: TaskRecord): Promise<void> {
  const { desk } = bedside;
  desk.trouble = undefined;
  const prepared = await prepare(bedside, record);
  const applied = prepared.ok
    ? await record.apply({ kind: 'review-prepared', digest: digestName(prepared.value) })
    : prepared;
  if (prepared.ok && applied.ok) desk.prepared = prepared.value;
  else if (!applied.ok) {
    desk.trouble = applied.error.code;
    notify(bedside, 'danger', applied.error);
  }
}

/**
 * The person confirmed what stands at the review: prepared act and event are durable before this answers. From here on
 * the act is not lost and not taken back. SESSION_*, JOURNAL_WRITE.
 */
export async function confirmAct(bedside: Bedside, record: TaskRecord): Promise<Result<void>> {
  const { act } = record.state;
  const { prepared } = bedside.desk;
  if (act === undefined || act.step !== 'review' || prepared === undefined) return err('SESSION_NOT_NOW');
  if (pendingSigner(record.state) !== undefined) return err('SESSION_ACT_PENDING');
  const digest = digestName(prepared);
  if (act.preparedDigest !== digest) return err('SESSION_DIGEST_DIFFERS');
  const kept = await record.journal.keepAct(act.slot, prepared.prepared.tail, recordOfAct(prepared));
  if (!kept.ok) return kept;
  const applied = await record.apply({ kind: 'act-confirmed', slot: act.slot, digest });
  if (!applied.ok) return applied;
  bedside.desk.reset();
  bedside.changed();
  return ok(undefined);
}
