import { CAPTURE_POLICY } from '../../contracts/api';
import type { Intent, IntentName, IntentPayload } from '../../contracts/ipc';
import { err, ok, type Result } from '../../core/base';
import { conformanceOf } from '../../core/ink';
import { allSealed, mayWaiveInk } from '../../core/session';
import { captionOf } from '../sealing';
import type { Updater } from '../update';
import { lookAbout } from './about';
import type { RefusedInk } from './act-desk';
import { applyStep, beginFinger, beginInk, buildReview, confirmAct } from './act-steps';
import { type Bedside, needRecord, notify, openRecord } from './bedside';
import { choosePatientDisplay, identifyDisplays } from './display-desk';
import { faultsOf, type InkFaults } from './judge-ink';
import { openTask } from './open-task';
import type { SealingQueue } from './sealing-queue';
import { exportSelfTest, startSelfTest } from './self-test';
import { sendSigningArea, signingArea } from './signing-area';
import type { TaskRecord } from './task-record';

export interface IntentContext {
  readonly bedside: Bedside;
  readonly queue: SealingQueue;
  readonly updater: Updater | undefined;
  /** Asks the server for the worklist, without waiting for it. */
  refresh(): void;
}

type Rule<N extends IntentName> = (context: IntentContext, payload: IntentPayload<N>) => Promise<Result<void>>;
type OnTask<N extends IntentName> = (
  context: IntentContext,
  record: TaskRecord,
  payload: IntentPayload<N>,
) => Promise<Result<void>>;

const done = ok(undefined);

/** A rule that needs an open task. */
const onTask =
  <N extends IntentName>(rule: OnTask<N>): Rule<N> =>
  async (context, payload) => {
    const record = needRecord(context.bedside);
    return record.ok ? rule(context, record.value, payload) : record;
  };

/** Sets something that no journal keeps. */
const setting =
  <N extends IntentName>(set: (bedside: Bedside, payload: IntentPayload<N>) => void): Rule<N> =>
  async ({ bedside }, payload) => {
    set(bedside, payload);
    bedside.changed();
    return done;
  };

/** The outcomes that the server hears of when an act was stopped; they are news, not records. */
function tellInterrupted({ bedside }: IntentContext, record: TaskRecord, slot: number, reason: string): void {
  const known = ['patient-called-away', 'wrong-patient', 'needs-explanation', 'device-trouble'] as const;
  const { head, length } = record.journal.head;
  void bedside.connection.client.outcome(record.taskId, {
    outcome: 'interrupted',
    reason: known.find((word) => word === reason) ?? 'other',
    slot,
    atMs: bedside.clock.nowMs(),
    chainHead: head,
    chainLength: length,
  });
}

async function chooseSigner(
  { bedside }: IntentContext,
  record: TaskRecord,
  { slot, capacity, name, relation }: IntentPayload<'signer.choose'>,
): Promise<Result<void>> {
  const basis = { capacity, name, ...(relation === undefined ? {} : { relation }) };
  const font = await bedside.ports.captionFont.fontFor(captionOf(basis, 0, 0).who);
  if (!font.ok) return font;
  const applied = await record.apply({ kind: 'signer-chosen', slot, basis });
  bedside.changed();
  return applied.ok ? done : applied;
}

async function startAct(context: IntentContext, record: TaskRecord, slot: number): Promise<Result<void>> {
  const { bedside } = context;
  if (bedside.disk === 'full') return err('DISK_FULL');
  const { act } = record.state;
  const resumes = act?.step === 'interrupted' && act.slot === slot;
  if (!resumes) bedside.desk.reset();
  return applyStep(bedside, record, resumes ? { kind: 'act-resumed' } : { kind: 'act-started', slot });
}

async function endInk({ bedside }: IntentContext, record: TaskRecord): Promise<Result<void>> {
  const { desk } = bedside;
  const written = record.state.act?.step === 'sign' ? desk.recorder?.capture(signingArea(bedside)) : undefined;
  if (written === undefined) return err(record.state.act?.step === 'sign' ? 'SESSION_INK_EMPTY' : 'SESSION_NOT_NOW');
  if (desk.source === 'pad') bedside.conformance = conformanceOf(written.ink).score;
  const strokes = desk.recorder?.strokes ?? 0;
  const faults = faultsOf(written.ink, record.task?.captureFloor ?? CAPTURE_POLICY.captureFloor);
  if (faults !== undefined) return askAgain(bedside, record, faults, { ...written, strokes });
  desk.written = written;
  return applyStep(bedside, record, { kind: 'ink-done', strokes });
}

/** The pad recorded badly: the ink is void and wiped, unless asking again has not helped so often that the nurse may take it. */
async function askAgain(
  bedside: Bedside,
  record: TaskRecord,
  faults: InkFaults,
  written: NonNullable<RefusedInk['written']>,
): Promise<Result<void>> {
  const { desk } = bedside;
  const applied = await record.apply({ kind: 'ink-refused', ...faults });
  if (!applied.ok) return applied;
  const { score, floor, findings } = faults;
  bedside.log('warn', 'ink.refused', { taskId: record.taskId, score, floor, findings: findings.join(' ') });
  desk.recorder?.clear();
  desk.refused = { ...faults, ...(mayWaiveInk(applied.value) ? { written } : {}) };
  bedside.deviceHost.send({ type: 'clear-ink' });
  bedside.changed();
  return done;
}

/** The nurse takes the capture that was refused last, and says why. */
async function acceptInk(
  { bedside }: IntentContext,
  record: TaskRecord,
  { reason }: IntentPayload<'ink.accept'>,
): Promise<Result<void>> {
  const { desk } = bedside;
  const { refused } = desk;
  if (refused?.written === undefined) return err('SESSION_NOT_NOW', 'nothing to accept');
  const { score, floor, findings, written } = refused;
  const { strokes, ...ink } = written;
  const by = record.staffId === undefined ? {} : { staffId: record.staffId };
  const acceptedAtMs = bedside.clock.nowMs();
  desk.written = ink;
  desk.waiver = { floor, findings, reason, acceptedAtMs, ...by };
  return applyStep(bedside, record, { kind: 'ink-waived', strokes, score, floor, reason, ...by });
}

async function clearInk({ bedside }: IntentContext, record: TaskRecord): Promise<Result<void>> {
  const applied = await record.apply({ kind: 'ink-cleared' });
  if (!applied.ok) return applied;
  bedside.desk.recorder?.clear();
  bedside.desk.cleared++;
  bedside.deviceHost.send({ type: 'clear-ink' });
  bedside.changed();
  return done;
}

async function finish({ bedside, queue }: IntentContext, record: TaskRecord): Promise<Result<void>> {
  if (record.state.phase === 'delivered') return done;
  if (record.state.phase !== 'open' || !allSealed(record.state)) return err('SESSION_NOT_ALL_SEALED');
  record.deliveryWanted = true;
  queue.kick(record);
  bedside.changed();
  return done;
}

async function closeTask({ bedside }: IntentContext): Promise<Result<void>> {
  const record = openRecord(bedside);
  const step = record?.state.act?.step;
  const mayLeave =
    step === undefined || step === 'interrupted' || step === 'declined' || step === 'sealing' || step === 'thanks';
  if (!mayLeave) return err('SESSION_NOT_NOW', 'an act is under way');
  if (record !== undefined && (step === 'sealing' || step === 'thanks'))
    await record.apply({ kind: 'receipt-handed-back' });
  bedside.openTaskId = undefined;
  bedside.desk.reset();
  bedside.changed();
  return done;
}

async function stopAct(
  context: IntentContext,
  record: TaskRecord,
  payload: IntentPayload<'act.stop'>,
): Promise<Result<void>> {
  const slot = record.state.act?.slot ?? 0;
  const applied = await applyStep(context.bedside, record, { kind: 'act-stopped', reason: payload.reason });
  if (applied.ok) {
    context.bedside.desk.reset();
    tellInterrupted(context, record, slot, payload.reason);
  }
  return applied;
}

async function answerIdentity({ bedside }: IntentContext, record: TaskRecord, itIsMe: boolean): Promise<Result<void>> {
  const applied = await applyStep(bedside, record, { kind: 'identity-answered', itIsMe });
  if (applied.ok && !itIsMe) notify(bedside, 'warning', { code: 'SIGNER_NOT_ME' });
  return applied;
}

const RULES: { readonly [N in IntentName]: Rule<N> } = {
  'language.set': setting((bedside, { language }) => {
    bedside.language = language;
  }),
  'worklist.refresh': async ({ refresh }) => {
    refresh();
    return done;
  },
  'task.open': async (context, { taskId }) => {
    const closed = await closeTask(context);
    if (!closed.ok) return closed;
    const opened = await openTask(context.bedside, taskId);
    if (opened.ok || context.bedside.records.has(taskId)) context.bedside.openTaskId = taskId;
    if (opened.ok) opened.value.staffId = undefined;
    context.bedside.changed();
    if (opened.ok) return done;
    context.queue.kickAll();
    return opened;
  },
  'task.close': closeTask,
  'patient.confirm': onTask(async ({ bedside }, record, { by, scanned }) => {
    if (by === 'wristband' && scanned !== undefined && scanned.trim() !== record.task?.patient.visitId)
      return err('WRISTBAND_MISMATCH');
    return applyStep(bedside, record, { kind: 'patient-confirmed', by });
  }),
  'signer.choose': onTask(chooseSigner),
  'act.start': onTask((context, record, { slot }) => startAct(context, record, slot)),
  'act.attest-read-aloud': onTask(({ bedside }, record) => applyStep(bedside, record, { kind: 'read-aloud-attested' })),
  'act.skip-finger': onTask(({ bedside }, record, { reason }) => {
    bedside.desk.forgetFinger();
    bedside.desk.fingerSkipped = reason;
    return applyStep(bedside, record, { kind: 'finger-skipped', reason });
  }),
  'act.stop': onTask(stopAct),
  'task.finish': onTask(finish),
  'task.resume-after-decline': onTask(({ bedside }, record) => applyStep(bedside, record, { kind: 'decline-resumed' })),
  'task.record-refusal': onTask(async ({ bedside, queue }, record) => {
    const applied = await applyStep(bedside, record, { kind: 'refusal-recorded' });
    if (applied.ok) queue.kick(record);
    return applied;
  }),
  'queue.retry': async ({ queue, refresh }) => {
    queue.kickAll(true);
    refresh();
    return done;
  },
  'update.install': async ({ updater }) => updater?.install() ?? err('UPDATE_NONE'),
  'update.later': async ({ updater }) => updater?.later() ?? err('UPDATE_NONE'),
  'pointer.allow': setting((bedside, { allowed }) => {
    bedside.pointerAllowed = allowed;
    // Somebody waits before a pad that is not there.
    if (bedside.desk.source === 'none' && openRecord(bedside)?.state.act?.step === 'sign') beginInk(bedside);
  }),
  'notice.dismiss': setting((bedside) => {
    bedside.notice = undefined;
  }),
  'ink.accept': onTask(acceptInk),
  'self-test.run': async ({ bedside }) => {
    startSelfTest(bedside);
    return done;
  },
  'self-test.export': ({ bedside }) => exportSelfTest(bedside),
  'displays.identify': ({ bedside }) => identifyDisplays(bedside),
  'displays.choose': ({ bedside }, { id }) => choosePatientDisplay(bedside, id),
  'about.look': ({ bedside }) => lookAbout(bedside),
  'ink.clear': onTask(clearInk),
  'finger.again': onTask(async ({ bedside }, record) => {
    if (record.state.act?.step !== 'finger') return err('SESSION_NOT_NOW');
    beginFinger(bedside);
    bedside.changed();
    return done;
  }),
  'act.back': onTask(({ bedside }, record) => applyStep(bedside, record, { kind: 'stepped-back' })),
  'identity.answer': onTask((context, record, { itIsMe }) => answerIdentity(context, record, itIsMe)),
  'page.shown': onTask(({ bedside }, record, { page, ms }) =>
    applyStep(bedside, record, { kind: 'page-shown', page, ms }),
  ),
  'document.read': onTask(({ bedside }, record) => applyStep(bedside, record, { kind: 'document-read' })),
  'ink.done': onTask(endInk),
  'finger.done': onTask(({ bedside }, record) => applyStep(bedside, record, { kind: 'finger-done' })),
  'review.confirm': onTask(async ({ bedside, queue }, record) => {
    if (record.state.act?.step === 'review' && bedside.desk.prepared === undefined) await buildReview(bedside, record);
    const confirmed = await confirmAct(bedside, record);
    if (confirmed.ok) queue.kick(record);
    return confirmed;
  }),
  'review.change': onTask(({ bedside }, record) => applyStep(bedside, record, { kind: 'review-changed' })),
  'act.decline': onTask(({ bedside }, record) => applyStep(bedside, record, { kind: 'act-declined' })),
  'receipt.hand-back': onTask(({ bedside }, record) => applyStep(bedside, record, { kind: 'receipt-handed-back' })),
  'pointer.area': setting((bedside, area) => {
    bedside.pointerArea = area;
    if (bedside.desk.source === 'pointer' && bedside.desk.recorder?.isEmpty === true) bedside.desk.resizePointer(area);
  }),
  'ink.area': setting((bedside, box) => {
    bedside.signingBox = box;
    sendSigningArea(bedside);
  }),
};

/** Does what a screen wishes, or says why not. */
export function obey(context: IntentContext, intent: Intent): Promise<Result<void>> {
  const rule = RULES[intent.name] as Rule<IntentName>;
  return rule(context, intent.payload);
}
