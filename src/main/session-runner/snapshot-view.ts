import type { Task } from '../../contracts/api';
import type {
  ActView,
  DeviceHealth,
  Health,
  KioskSnapshot,
  SignerView,
  TaskState,
  TaskView,
  WorklistItem,
} from '../../contracts/ipc';
import {
  allSealed,
  capacitiesOf,
  maySkipFinger,
  pendingSigner,
  type SignatureTime,
  type SignerProgress,
  signerOf,
  triesOf,
} from '../../core/session';
import { type Bedside, isClockWrong, openRecord } from './bedside';
import { displaysView } from './display-desk';
import { documentKeyOf, preparedKeyOf } from './document-keys';
import { needsServer, wantsClosing } from './sealing-queue';
import { selfTestView } from './self-test';
import { areaView, signingArea } from './signing-area';
import type { TaskRecord } from './task-record';

/** Where a task of this kiosk stands, in the bench's words. */
export function taskStateOf(record: TaskRecord): TaskState {
  const { state } = record;
  if (state.phase === 'delivered' || state.phase === 'refused' || state.phase === 'withdrawn') return state.phase;
  if (state.phase === 'blocked') return 'blocked';
  if (pendingSigner(state) !== undefined || wantsClosing(record)) return 'sealing';
  if (state.act?.step === 'declined') return 'declined';
  if (state.act?.step === 'interrupted') return 'interrupted';
  if (state.act !== undefined) return 'in-progress';
  if (allSealed(state)) return 'signed';
  if (record.stopped) return 'interrupted';
  return record.begun ? 'in-progress' : 'waiting';
}

/** Where a task stands that this kiosk has never opened; undefined: it is not for the list (yet, or any more). */
function remoteStateOf(task: Task): TaskState | undefined {
  switch (task.state) {
    case 'waiting':
    case 'claimed':
      return 'waiting';
    case 'interrupted':
      return 'interrupted';
    case 'sealed':
      return 'delivered';
    case 'refused':
    case 'withdrawn':
      return task.state;
    case 'awaiting-source':
    case 'expired':
      return undefined;
  }
}

const doneCount = (record: TaskRecord): number =>
  record.state.signers.filter((signer) => signer.status === 'sealed').length;

function itemOf(task: Task, state: TaskState, done: number, code: string | undefined): WorklistItem {
  return {
    taskId: task.taskId,
    bed: task.patient.bed,
    patientName: task.patient.name,
    formTitle: task.form.title,
    formKind: task.form.kind,
    state,
    ...(code === undefined ? {} : { code }),
    signersDone: done,
    signersTotal: task.signers.length,
    createdAtMs: task.createdAtMs,
    visitId: task.patient.visitId,
  };
}

/** The server's list joined with what is kept here; what only this kiosk knows stays in sight while the server is away. */
function worklistOf(bedside: Bedside): WorklistItem[] {
  const items = new Map<string, WorklistItem>();
  for (const task of bedside.tasks) {
    const broken = bedside.broken.get(task.taskId);
    const state = broken === undefined ? remoteStateOf(task) : 'blocked';
    const sealed = task.progress.filter((slot) => slot.state === 'sealed').length;
    if (state !== undefined) items.set(task.taskId, itemOf(task, state, sealed, broken));
  }
  for (const record of bedside.records.values()) {
    if (record.task === undefined) continue;
    const code = record.state.blockedBy ?? record.trouble;
    items.set(record.taskId, itemOf(record.task, taskStateOf(record), doneCount(record), code));
  }
  return [...items.values()].sort((a, b) => a.createdAtMs - b.createdAtMs || a.taskId.localeCompare(b.taskId));
}

function signerView(record: TaskRecord, signer: SignerProgress): SignerView {
  const { slot, basis } = signer;
  const relation = basis?.relation ?? slot.relation;
  const patientName = slot.capacity === 'patient' ? record.task?.patient.name : undefined;
  return {
    slot: slot.slot,
    capacity: basis?.capacity ?? slot.capacity,
    allowedCapacities: capacitiesOf(slot),
    name: basis?.name ?? slot.name ?? patientName ?? '',
    ...(relation === undefined ? {} : { relation }),
    fingerprint: slot.fingerprint,
    state: signer.status,
    ...(signer.sealedAtMs === undefined ? {} : { sealedAtMs: signer.sealedAtMs }),
    ...(signer.status === 'sealed' ? { time: timeOf(record, signer) } : {}),
    ...(signer.status === 'confirmed' ? { time: 'pending' as const } : {}),
  };
}

/** A closing document time-stamp that is in the file is trusted time, too. */
const timeOf = ({ state }: TaskRecord, { time = 'trusted' }: SignerProgress): SignatureTime =>
  time === 'closing' && state.closedDigest !== undefined ? 'trusted' : time;

/** What the form waits for before anybody can go on. */
function waitingOf(record: TaskRecord): Pick<TaskView, 'waiting'> {
  const pending = pendingSigner(record.state);
  if (pending?.status === 'confirmed')
    return { waiting: { for: 'certificate', sinceMs: record.confirmedAtMs ?? pending.sealedAtMs ?? 0 } };
  if (pending !== undefined) return { waiting: { for: 'time', sinceMs: pending.sealedAtMs ?? 0 } };
  if (record.secondLookSinceMs !== undefined)
    return { waiting: { for: 'second-look', sinceMs: record.secondLookSinceMs } };
  if (!wantsClosing(record)) return {};
  const lastMs = Math.max(...record.state.signers.map(({ sealedAtMs }) => sealedAtMs ?? 0));
  return { waiting: { for: 'closing', sinceMs: lastMs } };
}

function taskView(record: TaskRecord): TaskView | undefined {
  const { task, state } = record;
  if (task === undefined) return undefined;
  const { name, sex, birthDate, visitId, ward, bed } = task.patient;
  const code = state.blockedBy ?? record.trouble;
  return {
    taskId: record.taskId,
    formTitle: task.form.title,
    formKind: task.form.kind,
    state: taskStateOf(record),
    ...(code === undefined ? {} : { code }),
    patient: { name, sex, birthDate, visitId, ward, bed },
    patientConfirmed: state.patientConfirmed,
    ...(record.fields === undefined ? {} : { documentKey: documentKeyOf(record), pageCount: record.fields.pageCount }),
    ...waitingOf(record),
    signers: state.signers.map((signer) => signerView(record, signer)),
  };
}

/** Why this signature is asked for again, from the refusal until it is done. */
function refusedView({ desk }: Bedside, { state }: TaskRecord): Pick<ActView['ink'], 'refused'> {
  const { refused } = desk;
  if (refused === undefined || state.act?.step !== 'sign') return {};
  const { score, floor, findings, written } = refused;
  return { refused: { findings, score, floor, times: state.act.inkRefused, mayAccept: written !== undefined } };
}

function inkView(bedside: Bedside, record: TaskRecord): ActView['ink'] {
  const { recorder, source, written, inkLost } = bedside.desk;
  const device = bedside.desk.device ?? bedside.pad.device;
  const area = written?.ink.area ?? signingArea(bedside);
  const strokes = recorder?.strokes ?? 0;
  return {
    source,
    strokes,
    canConfirm: strokes > 0,
    ...(inkLost && strokes === 0 ? { again: true } : {}),
    widthUm: device?.widthUm ?? 0,
    heightUm: device?.heightUm ?? 0,
    ...(area && device ? { onScreen: true, ...areaView(area, device) } : {}),
    padHasScreen: source === 'pad' && device?.hasScreen === true,
    ...refusedView(bedside, record),
    ...(source === 'pad' && bedside.pad.screen ? { padScreen: { ...bedside.pad.screen, busy: bedside.padBusy } } : {}),
  };
}

function fingerView(bedside: Bedside, record: TaskRecord): ActView['finger'] {
  const { act } = record.state;
  const { desk } = bedside;
  const need = act && signerOf(record.state, act.slot)?.slot.fingerprint;
  const state = need === 'none' ? 'not-needed' : act?.finger === 'skipped' ? 'skipped' : desk.fingerState;
  return {
    state,
    ...(desk.fingerProgress === undefined ? {} : { progress: desk.fingerProgress }),
    ...(desk.fingerReason === undefined ? {} : { reason: desk.fingerReason }),
    attempts: act?.fingerAttempts ?? 0,
    tries: triesOf(record.state),
    maySkip: maySkipFinger(record.state, bedside.fingerPad.state === 'ready'),
  };
}

function reviewView(bedside: Bedside, record: TaskRecord): Pick<ActView, 'review'> {
  const { act } = record.state;
  const { prepared } = bedside.desk;
  const field = act && record.fieldOf(act.slot);
  if (act?.step !== 'review' || prepared === undefined || field === undefined) return {};
  const { x, y, width, height } = field.box;
  const rect = { x, y, width, height };
  return { review: { documentKey: preparedKeyOf(prepared), page: field.page + 1, rect } };
}

function receiptView(record: TaskRecord): Pick<ActView, 'receipt'> {
  const { act } = record.state;
  const signer = act && signerOf(record.state, act.slot);
  if (act?.step !== 'thanks' || signer?.sealedDigest === undefined || record.task === undefined) return {};
  const signedAtMs = record.confirmedAtMs ?? signer.sealedAtMs ?? 0;
  const sealedTime = timeOf(record, signer);
  const time = sealedTime === 'closing' ? 'pending' : sealedTime;
  const digest = (time === 'pending' ? signer.confirmedDigest : undefined) ?? signer.sealedDigest;
  const of = time === 'pending' ? 'SHA-256/ByteRange' : 'SHA-256';
  return {
    receipt: {
      formTitle: record.task.form.title,
      signedAtMs,
      time,
      digest,
      qr: `INKWITNESS/1 ${record.taskId} ${new Date(signedAtMs).toISOString()} ${of} ${digest}`,
      lastSigner: record.state.signers.every((other) => other.status === 'sealed' || !other.slot.required),
    },
  };
}

function actView(bedside: Bedside, record: TaskRecord): ActView | undefined {
  const { act } = record.state;
  const signer = act && signerOf(record.state, act.slot);
  if (act === undefined || signer?.basis === undefined) return undefined;
  const { basis } = signer;
  const sentence = record.task?.signers.find((slot) => slot.slot === act.slot)?.sentence;
  const trouble = act.interruptedBy ?? (act.step === 'sealing' ? record.trouble : bedside.desk.trouble);
  return {
    slot: act.slot,
    step: act.step,
    signerName: basis.name,
    capacity: basis.capacity,
    ...(basis.relation === undefined ? {} : { relation: basis.relation }),
    ...(sentence === undefined ? {} : { sentence }),
    ...(bedside.desk.formDigest === undefined ? {} : { formDigest: bedside.desk.formDigest }),
    pagesSeen: Object.keys(act.pagesMs).map(Number),
    readAloud: act.readAloud,
    ink: inkView(bedside, record),
    finger: fingerView(bedside, record),
    ...reviewView(bedside, record),
    ...receiptView(record),
    ...(trouble === undefined ? {} : { trouble: { code: trouble } }),
  };
}

const deviceHealth = ({ state, name, code, evidenceGrade }: DeviceHealth): DeviceHealth => ({
  state,
  ...(name === undefined ? {} : { name }),
  ...(code === undefined ? {} : { code }),
  ...(evidenceGrade === undefined ? {} : { evidenceGrade }),
});

function timeSourceOf(bedside: Bedside): Health['timeSource'] {
  if (isClockWrong(bedside)) return 'clock-wrong';
  return bedside.server === 'reachable' && !bedside.timeAway ? 'trusted' : 'away';
}

/** How the kiosk is. */
export function healthOf(bedside: Bedside): Health {
  return {
    pad: deviceHealth(bedside.pad),
    fingerPad: deviceHealth(bedside.fingerPad),
    patientScreen: bedside.screens.patientScreen,
    server: bedside.server,
    timeSource: timeSourceOf(bedside),
    queue: [...bedside.records.values()].filter(needsServer).length,
    disk: bedside.disk,
    pointerAllowed: bedside.pointerAllowed,
    ...(bedside.update === undefined ? {} : { update: bedside.update }),
  };
}

/** The whole state that the screens draw from. */
export function snapshotOf(bedside: Bedside, sequence: number): KioskSnapshot {
  const record = openRecord(bedside);
  const task = record && taskView(record);
  const act = record && actView(bedside, record);
  const { enrolment } = bedside.connection;
  const displays = displaysView(bedside);
  return {
    sequence,
    language: bedside.language,
    layout: bedside.screens.layout,
    station: { id: enrolment?.stationId ?? '', ward: enrolment?.ward ?? '' },
    version: bedside.version,
    testBuild: bedside.program.kind !== 'official',
    health: healthOf(bedside),
    worklist: worklistOf(bedside),
    worklistState: bedside.worklistState,
    ...(task === undefined ? {} : { task }),
    ...(act === undefined ? {} : { act }),
    ...(bedside.notice === undefined ? {} : { notice: bedside.notice }),
    ...(bedside.selfTest === undefined ? {} : { selfTest: selfTestView(bedside.selfTest, bedside.language) }),
    ...(displays === undefined ? {} : { displays }),
    ...(bedside.about === undefined ? {} : { about: bedside.about }),
  };
}
