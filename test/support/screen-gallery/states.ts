import type {
  ActView,
  DisplayMessage,
  Health,
  KioskSnapshot,
  Language,
  TaskView,
  WindowName,
} from '../../../src/contracts/ipc';
import { fingerPattern } from './finger-pattern';
import { act, HEALTHY, NOW_MS, PATIENT_SIGNER, RELATIVE_SIGNER, SEALED, snapshot, task } from './fixture-world';
import { handwriting } from './handwriting';
import { UPKEEP } from './upkeep-states';

/** One picture of the gallery: a window, what it is told, and what a hand does before the picture is taken. */
export interface GalleryState {
  readonly name: string;
  readonly window: WindowName;
  readonly snapshot: KioskSnapshot;
  /** What main says in the reader's language. */
  readonly says?: (language: Language) => Partial<KioskSnapshot>;
  readonly display?: readonly DisplayMessage[];
  /** Accessible names (by catalogue key) of buttons to press, in order; with `?` only where it is there. */
  readonly press?: readonly string[];
  /** The picture waits for a drawn page. */
  readonly hasPage?: boolean;
}

const INK = { ...act().ink, strokes: 18, canConfirm: true };
const RECEIPT: NonNullable<ActView['receipt']> = {
  formTitle: '手术知情同意书',
  signedAtMs: NOW_MS,
  time: 'trusted',
  digest: '9f4b1c07e2a85d3360ba77f1c2d4988e0a6b5f3e7d1c2b4a5968778695a4b3c2',
  qr: 'https://verify.example/r#9f4b1c07e2a85d3360ba77f1c2d4988e0a6b5f3e7d1c2b4a5968778695a4b3c2',
  lastSigner: false,
};
const REVIEW: NonNullable<ActView['review']> = {
  documentKey: 'prepared',
  page: 3,
  rect: { x: 300, y: 560, width: 190, height: 46 },
};
const ZH = { ...act().ink, padHasScreen: false };

const patientAt = (name: string, more: Partial<ActView>, extra: Partial<GalleryState> = {}): GalleryState => ({
  name: `patient-${name}`,
  window: 'patient',
  snapshot: snapshot({ task: task(), act: act(more) }),
  ...extra,
});

const PATIENT: readonly GalleryState[] = [
  { name: 'patient-idle', window: 'patient', snapshot: snapshot() },
  patientAt('identify', {}),
  patientAt('identify-relative', {
    slot: 1,
    signerName: '王晓梅',
    capacity: 'close-relative',
    relation: '30',
  }),
  patientAt('help', {}, { press: ['patient.help'] }),
  patientAt('larger', {}, { press: ['patient.larger', 'patient.larger', 'patient.larger'] }),
  patientAt('read', { step: 'read' }, { hasPage: true }),
  patientAt('read-further', { step: 'read', pagesSeen: [1] }, { hasPage: true, press: ['read.further?'] }),
  patientAt('read-larger', { step: 'read' }, { hasPage: true, press: ['patient.larger', 'patient.larger'] }),
  patientAt('read-aloud', { step: 'read', readAloud: true, pagesSeen: [1] }, { hasPage: true }),
  patientAt('sign-empty', { step: 'sign', ink: ZH }),
  patientAt('sign-pad', { step: 'sign', ink: INK }, { display: handwriting() }),
  patientAt('sign-pointer', { step: 'sign', ink: { ...ZH, source: 'pointer', widthUm: 0, heightUm: 0 } }),
  patientAt('sign-writing', { step: 'sign', ink: { ...INK, strokes: 9 } }, { display: handwriting(9) }),
  patientAt('sign-again', { step: 'sign', ink: { ...ZH, again: true } }),
  patientAt('sign-refused', { step: 'sign', ink: { ...act().ink, refused: refused(1) } }),
  patientAt('sign-refused-short', {
    step: 'sign',
    ink: { ...ZH, refused: { ...refused(2), findings: ['too-short'] } },
  }),
  patientAt('sign-refused-nurse', { step: 'sign', ink: { ...act().ink, refused: refused(3) } }),
  patientAt('sign-no-pad', { step: 'sign', ink: { ...ZH, source: 'none' } }),
  patientAt('finger-waiting', { step: 'finger', ink: INK }),
  patientAt('finger-reading', reading(), { display: [fingerPattern()] }),
  patientAt('finger-poor', poor(1), { display: [fingerPattern()] }),
  patientAt('finger-third', poor(3), { display: [fingerPattern()] }),
  patientAt('finger-good', good(), { display: [fingerPattern()] }),
  patientAt('finger-absent', { step: 'finger', finger: { state: 'absent', attempts: 0, tries: 3, maySkip: true } }),
  patientAt('review', { step: 'review', ink: INK, review: REVIEW }, { hasPage: true }),
  patientAt('sealing', { step: 'sealing', ink: INK }),
  patientAt('thanks', { step: 'thanks', receipt: RECEIPT }),
  patientAt('thanks-pending', { step: 'thanks', receipt: { ...RECEIPT, time: 'pending' } }),
  patientAt('decline-question', { step: 'review', review: REVIEW }, { press: ['patient.decline'] }),
  patientAt('declined', { step: 'declined' }),
  patientAt('interrupted', { step: 'interrupted' }),
  patientAt('trouble', { step: 'sign', trouble: { code: 'PAD_LOST' } }),
];

function refused(times: number): NonNullable<ActView['ink']['refused']> {
  return { findings: ['reports-lost', 'jitter'], score: 30, floor: 50, times, mayAccept: times >= 3 };
}
function reading(): Partial<ActView> {
  return { step: 'finger', finger: { state: 'reading', progress: 0.6, attempts: 1, tries: 3, maySkip: false } };
}
function poor(attempts: number): Partial<ActView> {
  return { step: 'finger', finger: { state: 'poor', reason: 'too-dry', attempts, tries: 3, maySkip: attempts >= 3 } };
}
function good(): Partial<ActView> {
  return { step: 'finger', finger: { state: 'good', attempts: 2, tries: 3, maySkip: false } };
}

const bench = (name: string, more: Partial<KioskSnapshot> = {}, extra: Partial<GalleryState> = {}): GalleryState => ({
  name: `bench-${name}`,
  window: 'bench',
  snapshot: snapshot(more),
  hasPage: more.task?.documentKey !== undefined && more.act === undefined,
  ...extra,
});
const withHealth = (health: Partial<Health>): Health => ({ ...HEALTHY, ...health });
const half = [{ ...PATIENT_SIGNER, ...SEALED }, RELATIVE_SIGNER];
const whole = [
  { ...PATIENT_SIGNER, ...SEALED },
  { ...RELATIVE_SIGNER, ...SEALED, name: '王晓梅', relation: '30' as const },
];
const closed = (name: string, state: TaskView['state'], more: Partial<TaskView> = {}): GalleryState =>
  bench(name, { task: task({ state, ...more }) });
const signing = (name: string, more: Partial<ActView>, extra: Partial<GalleryState> = {}): GalleryState =>
  bench(
    name,
    { task: task({ signers: [{ ...PATIENT_SIGNER, state: 'signing' }, RELATIVE_SIGNER] }), act: act(more) },
    extra,
  );

const BENCH: readonly GalleryState[] = [
  bench('worklist'),
  bench('empty', { worklist: [] }),
  bench('loading', { worklist: [], worklistState: 'loading' }),
  bench('first-start', {
    worklist: [],
    worklistState: 'never',
    health: withHealth({
      server: 'not-enrolled',
      timeSource: 'away',
      pad: { state: 'absent' },
      fingerPad: { state: 'absent' },
      patientScreen: 'absent',
    }),
    layout: 'one-screen',
  }),
  bench(
    'server-away',
    {
      worklistState: 'stale',
      health: withHealth({ server: 'away', timeSource: 'away', queue: 2 }),
      notice: { id: 1, severity: 'warning', code: 'SERVER_AWAY' },
    },
    { press: ['health.server'] },
  ),
  bench('pad-absent', { health: withHealth({ pad: { state: 'absent' } }) }, { press: ['health.pad'] }),
  bench(
    'pad-wrong',
    { health: withHealth({ pad: { state: 'wrong', name: 'Unknown 056a:00ff' } }) },
    { press: ['health.pad'] },
  ),
  bench('troubles', {
    health: withHealth({
      patientScreen: 'lost',
      fingerPad: { state: 'failed', name: 'EF01' },
      timeSource: 'clock-wrong',
      disk: 'full',
      update: 'waiting',
    }),
    notice: { id: 2, severity: 'danger', code: 'READERS_DISAGREE', correlationId: '7f3a' },
  }),
  bench('update', { health: withHealth({ update: 'waiting' }) }, { press: ['health.update'] }),
  bench('resumed', {
    notice: { id: 3, severity: 'info', code: 'SESSION_RESUMED' },
    task: task({ state: 'interrupted', signers: half }),
  }),
  bench('rare-character', {
    task: task({ state: 'waiting' }),
    notice: { id: 5, severity: 'warning', code: 'PDF_GLYPH_MISSING', characters: '\u{2A6D6}\u{30EDD}' },
  }),
  bench('confirm', { task: task({ patientConfirmed: false, state: 'waiting' }) }),
  bench('start', { task: task({ state: 'waiting' }) }),
  ...UPKEEP,
  bench('devices-down', {
    health: withHealth({
      pad: { state: 'failed', code: 'DEVICE_HOST_DOWN' },
      fingerPad: { state: 'failed', code: 'DEVICE_HOST_DOWN' },
    }),
    notice: { id: 5, severity: 'danger', code: 'DEVICE_HOST_DOWN', correlationId: '7f3a' },
    task: task({ state: 'interrupted', signers: [{ ...PATIENT_SIGNER, state: 'signing' }, RELATIVE_SIGNER] }),
    act: act({ step: 'interrupted', trouble: { code: 'DEVICE_HOST_CRASHED' } }),
  }),
  bench('slept', {
    notice: { id: 6, severity: 'warning', code: 'STATION_SLEPT', correlationId: '7f3b' },
    task: task({ state: 'interrupted', signers: [{ ...PATIENT_SIGNER, state: 'signing' }, RELATIVE_SIGNER] }),
    act: act({ step: 'interrupted', trouble: { code: 'STATION_SLEPT' } }),
  }),
  bench('next-signer', { task: task({ signers: half }) }),
  closed('declined', 'declined'),
  closed('waiting-certificate', 'sealing', {
    waiting: { for: 'certificate', sinceMs: RECEIPT.signedAtMs },
    signers: [{ ...PATIENT_SIGNER, state: 'confirmed', time: 'pending' }, ...whole.slice(1)],
  }),
  bench('waiting-time', {
    health: withHealth({ timeSource: 'away', queue: 1 }),
    notice: { id: 4, severity: 'warning', code: 'TIME_PENDING' },
    task: task({
      state: 'sealing',
      waiting: { for: 'time', sinceMs: RECEIPT.signedAtMs },
      signers: half.map((signer, index) => (index === 0 ? { ...signer, time: 'pending' as const } : signer)),
    }),
  }),
  closed('waiting-closing', 'sealing', {
    waiting: { for: 'closing', sinceMs: RECEIPT.signedAtMs },
    signers: whole.map((signer) => ({ ...signer, time: 'closing' as const })),
  }),
  closed('waiting-second-look', 'signed', {
    waiting: { for: 'second-look', sinceMs: RECEIPT.signedAtMs },
    signers: whole,
  }),
  closed('signed', 'signed', { signers: whole }),
  closed('delivered', 'delivered', { signers: whole }),
  closed('refused', 'refused'),
  closed('withdrawn', 'withdrawn'),
  closed('elsewhere', 'elsewhere'),
  closed('blocked', 'blocked', { code: 'PDF_GLYPH_MISSING' }),
  closed('blocked-unknown', 'blocked', { code: 'PDF_TOO_DEEP' }),
  signing('mirror-read', { step: 'read', pagesSeen: [1, 2] }),
  signing('mirror-ink', { step: 'sign', ink: INK }, { display: handwriting() }),
  signing('mirror-refused', { step: 'sign', ink: { ...act().ink, refused: refused(1) } }),
  signing('mirror-refused-third', { step: 'sign', ink: { ...act().ink, refused: refused(3) } }),
  signing('mirror-accept', { step: 'sign', ink: { ...act().ink, refused: refused(3) } }, { press: ['mirror.accept'] }),
  signing('mirror-pad-lost', { step: 'sign', ink: { ...ZH, source: 'none' }, trouble: { code: 'PAD_LOST' } }),
  signing('mirror-finger', poor(3), { display: [fingerPattern()] }),
  signing('mirror-skip', poor(3), { display: [fingerPattern()], press: ['mirror.skip'] }),
  signing('mirror-stop', { step: 'sign', ink: INK }, { display: handwriting(), press: ['mirror.stop'] }),
  signing('mirror-review', { step: 'review', review: REVIEW }, { hasPage: true }),
  signing('mirror-thanks', { step: 'thanks', receipt: RECEIPT }),
  bench('hand-over', { layout: 'one-screen', task: task(), act: act() }),
  bench('handed', { layout: 'one-screen', task: task(), act: act() }, { press: ['hand.start'] }),
  bench('hand-back', { layout: 'one-screen', task: task(), act: act() }, { press: ['hand.start', 'hand.back'] }),
];

export const GALLERY: readonly GalleryState[] = [...PATIENT, ...BENCH];
