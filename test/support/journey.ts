import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { KioskSnapshot, Language, SignerView } from '../../src/contracts/ipc';
import { type TextKey, type Translate, translator } from '../../src/renderer/i18n';
import type { RunningKiosk } from './electron-kiosk';

/** The hand at the devices. */
export interface JourneyPads {
  /** Plays the recorded signature; resolves when the pen is up again. */
  playSignature(): Promise<unknown>;
  /** Lays the finger on the pad; resolves when it is lifted. */
  pressFinger(): Promise<unknown>;
}

export interface JourneyPlan {
  readonly kiosk: RunningKiosk;
  readonly pads: JourneyPads;
  /** Where `01-….png` go; no pictures when left out. */
  readonly outDir?: string;
  readonly language?: Language;
  /** How many sign; the worklist's first task with so many open slots is taken unless `taskId` says which. */
  readonly signers?: number;
  readonly taskId?: string;
}

export interface JourneyResult {
  readonly taskId: string;
  readonly signers: number;
  /** Milliseconds of each step, by its name such as `signer-1 read`. */
  readonly timings: Readonly<Record<string, number>>;
}

/** A journey under way: the words on the screens, a camera, a watch. */
export interface Walk {
  readonly kiosk: RunningKiosk;
  readonly pads: JourneyPads;
  readonly t: Translate;
  picture(name: string): Promise<void>;
  timed<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** Drives both windows as the nurse and the signers would, from the worklist to the finished form. */
export async function runJourney(plan: JourneyPlan): Promise<JourneyResult> {
  const timings: Record<string, number> = {};
  const walk = await beginWalk(plan, timings);
  const { kiosk } = walk;
  await walk.timed('bench ready', () => kiosk.until('worklist', (now) => now.worklist.length > 0, 60_000));
  await kiosk.until('pads', ({ health }) => health.pad.state === 'ready' && health.fingerPad.state === 'ready');
  await chooseLanguage(walk, plan.language ?? 'zh-CN');
  await walk.picture('worklist');

  const taskId = plan.taskId ?? firstTask(await kiosk.snapshot(), plan.signers ?? 2);
  const task = await walk.timed('open', () => openTask(walk, taskId));
  await walk.picture('task');
  await walk.timed('confirm patient', () => confirmPatient(walk));
  for (const [index, signer] of task.signers.entries()) {
    await walk.timed(`signer-${index + 1}`, () => signOne(walk, signer, `signer-${index + 1}`));
  }
  await walk.timed('finish', () => finish(walk, taskId));
  await walk.picture('finished');
  return { taskId, signers: task.signers.length, timings };
}

/** Words, camera and watch for a plan; pictures are numbered in the order in which they are taken. */
export async function beginWalk(plan: JourneyPlan, timings: Record<string, number> = {}): Promise<Walk> {
  const { kiosk, pads, outDir } = plan;
  if (outDir) await mkdir(outDir, { recursive: true });
  let count = 0;
  return {
    kiosk,
    pads,
    t: translator(plan.language ?? 'zh-CN'),
    picture: async (name) => {
      if (!outDir) return;
      const number = String(++count).padStart(2, '0');
      await kiosk.bench.screenshot({ path: join(outDir, `${number}-bench-${name}.png`) });
      if (kiosk.patient !== kiosk.bench) {
        await kiosk.patient.screenshot({ path: join(outDir, `${number}-patient-${name}.png`) });
      }
    },
    timed: async (name, work) => {
      const started = performance.now();
      const result = await work();
      timings[name] = Math.round(performance.now() - started);
      return result;
    },
  };
}

/** Presses the button that carries these words; waits until it may be pressed. */
export async function press(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: words, exact: true }).click();
}

async function chooseLanguage({ kiosk, t }: Walk, language: Language): Promise<void> {
  if ((await kiosk.snapshot()).language === language) return;
  await press(kiosk.bench, t(`language.${language}`));
  await kiosk.until('language', (now) => now.language === language);
}

function firstTask({ worklist }: KioskSnapshot, signers: number): string {
  const found = worklist.find((item) => item.state === 'waiting' && item.signersTotal === signers);
  if (!found) throw new Error(`no task with ${signers} signers is waiting`);
  return found.taskId;
}

/** The nurse presses the row of the worklist. */
export async function openTask({ kiosk }: Walk, taskId: string): Promise<NonNullable<KioskSnapshot['task']>> {
  const { worklist } = await kiosk.snapshot();
  const item = worklist.find((other) => other.taskId === taskId);
  const row = kiosk.bench.locator('.worklist .row', { hasText: item?.formTitle ?? taskId });
  await row
    .filter({ hasText: item?.patientName ?? '' })
    .first()
    .click();
  const { task } = await kiosk.until('task open', (now) => now.task?.taskId === taskId && hasDocument(now));
  if (!task) throw new Error('no task');
  if (task.state !== 'blocked') await kiosk.bench.locator('.preview canvas').waitFor();
  return task;
}

const hasDocument = ({ task }: KioskSnapshot): boolean => task?.documentKey !== undefined || task?.state === 'blocked';

/** The wristband scanner types the number and Enter. */
export async function confirmPatient({ kiosk, t }: Walk): Promise<void> {
  const { task } = await kiosk.snapshot();
  if (task?.patientConfirmed) return;
  const field = kiosk.bench.getByRole('textbox', { name: t('confirm.scan') });
  await field.fill(task?.patient.visitId ?? '');
  await field.press('Enter');
  await kiosk.until('patient confirmed', (now) => now.task?.patientConfirmed === true);
}

/** One signer's whole way: chosen at the bench, then identity, reading, ink, finger, review, receipt. */
export async function signOne(walk: Walk, signer: SignerView, name: string): Promise<void> {
  const { kiosk } = walk;
  await startAct(walk, signer);
  await walk.picture(`${name}-identify`);
  await identify(walk);
  await walk.timed(`${name} read`, () => read(walk));
  await inkAndFinger(walk, name);
  await walk.timed(`${name} review`, () => review(walk, name));
  await walk.timed(`${name} seal`, () => kiosk.until('thanks', ({ act }) => act?.step === 'thanks' && !!act.receipt));
  await walk.picture(`${name}-thanks`);
  await press(kiosk.patient, walk.t('thanks.hand-back'));
  await kiosk.until('act over', ({ act }) => act === undefined);
}

/** At the pad: the signature, then the finger where one is asked for. */
export async function inkAndFinger(walk: Walk, name: string): Promise<void> {
  // As a person: where the pad recorded it badly, the kiosk asks, and it is written again.
  for (let refused = 0; ; refused++) {
    await walk.timed(`${name} ink`, () => sign(walk));
    await walk.picture(`${name}-sign`);
    await press(walk.kiosk.patient, walk.t('sign.done'));
    const { act } = await walk.kiosk.until(
      'ink taken or asked for again',
      (now) => now.act?.step !== 'sign' || (now.act.ink.refused?.times ?? 0) > refused,
    );
    if (act?.step !== 'sign') break;
  }
  await walk.timed(`${name} finger`, () => finger(walk, name));
}

/** The nurse fills in what the form leaves open and starts; on one display she hands the device over. */
export async function startAct({ kiosk, t }: Walk, signer: SignerView): Promise<void> {
  const { bench } = kiosk;
  const relation = bench.getByLabel(t('signer.relation'), { exact: true });
  if ((await relation.count()) > 0 && (await relation.inputValue()) === '') await relation.selectOption('10');
  const signerName = bench.getByLabel(t('signer.name'), { exact: true });
  if ((await signerName.count()) > 0 && (await signerName.inputValue()) === '') await signerName.fill('王建国');
  const start: TextKey[] = ['act.start', 'act.next', 'act.resume'];
  await bench.getByRole('button', { name: new RegExp(`^(${start.map((key) => t(key)).join('|')})$`) }).click();
  await kiosk.until('act', ({ act }) => act?.slot === signer.slot && act.step === 'identify');
  if (kiosk.patient === bench) await press(bench, t('hand.start'));
}

export async function identify({ kiosk, t }: Walk): Promise<void> {
  const { act } = await kiosk.snapshot();
  await press(kiosk.patient, act?.capacity === 'patient' ? t('identify.yes') : t('identify.yes.other'));
  // Somebody who had read it before a crash goes on at the pad.
  await kiosk.until('identified', (now) => now.act?.step === 'read' || now.act?.step === 'sign');
}

/** Presses the one big button until the last page has been read. */
export async function read(walk: Walk): Promise<void> {
  const { kiosk, t } = walk;
  const words: TextKey[] = ['read.further', 'read.next', 'read.done'];
  const button = kiosk.patient.getByRole('button', {
    name: new RegExp(`^(${words.map((key) => t(key)).join('|')})$`),
    disabled: false,
  });
  if ((await kiosk.snapshot()).act?.step !== 'read') return;
  await button.waitFor();
  await walk.picture('read');
  // The words may change between look and press; what ends the reading is the step, not the word.
  for (let presses = 0; presses < 500; presses++) {
    const { act } = await kiosk.snapshot();
    if (act?.step !== 'read') break;
    await button.click({ timeout: 1000 }).catch(() => undefined);
  }
  await kiosk.until('signing', ({ act }) => act?.step === 'sign');
}

/** A signature of the pads of the tests takes a few seconds. */
const HEARD_MS = 20_000;

/** The pen signs; the strokes have arrived when they may be confirmed. */
async function sign({ kiosk, pads }: Walk): Promise<void> {
  // a pad hears no pen while a picture comes in; its screen says so to the patient
  await kiosk.until('ink source', ({ act }) => act?.ink.source === 'pad' && act.ink.padScreen?.busy !== true);
  for (let tries = 1; ; tries++) {
    await pads.playSignature();
    const { act } = await kiosk.until('ink', (now) => now.act?.ink.canConfirm === true, HEARD_MS).catch(kiosk.snapshot);
    if (act?.ink.canConfirm) return;
    // the picture may have begun between the question and the pen: who sees no ink writes again
    if (act?.ink.strokes !== 0 || tries === 3) throw new Error('the pad was written on and there is no ink');
  }
}

async function finger(walk: Walk, name: string): Promise<void> {
  const { kiosk, pads, t } = walk;
  const { act } = await kiosk.until(
    'finger or review',
    (now) => now.act?.step === 'finger' || now.act?.step === 'review',
  );
  if (act?.step !== 'finger') return;
  await kiosk.until('finger asked for', (now) => now.act?.finger.state === 'waiting');
  await walk.picture(`${name}-finger-waiting`);
  await pads.pressFinger();
  await kiosk.until('good print', (now) => now.act?.finger.state === 'good', 60_000);
  await walk.picture(`${name}-finger`);
  await press(kiosk.patient, t('finger.done'));
}

/** Looks once more, and confirms. */
export async function review(walk: Walk, name: string): Promise<void> {
  const { kiosk, t } = walk;
  await kiosk.until('review', ({ act }) => act?.step === 'review' && act.review !== undefined);
  const confirm = kiosk.patient.getByRole('button', { name: t('review.confirm'), exact: true, disabled: false });
  await confirm.waitFor();
  await walk.picture(`${name}-review`);
  await confirm.click();
}

/** The nurse finishes the task; it is over when the server has the document. */
export async function finish({ kiosk, t }: Walk, taskId: string): Promise<void> {
  const state = (now: KioskSnapshot) => now.worklist.find((item) => item.taskId === taskId)?.state ?? now.task?.state;
  const now = await kiosk.until('all sealed', ({ task }) => task?.state === 'signed' || task?.state === 'delivered');
  if (now.task?.state === 'signed') await press(kiosk.bench, t('act.finish'));
  await kiosk.until('delivered', (later) => later.task?.state === 'delivered' || state(later) === 'delivered', 60_000);
}
