import { statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { INTENTS, type Intent, type IntentOutcome, PAD_TAPS, type WindowName } from '../../contracts/ipc';
import { err, must, type Result, toHex } from '../../core/base';
import { toPem } from '../../core/pki';
import { nodeClock, nodeRandom } from '../../platform/node';
import { openJournal } from '../journal';
import { bugFields } from '../log';
import { FROM_SOURCE } from './about';
import { leaveBed, returnToBed } from './absence';
import { ActDesk } from './act-desk';
import { settingsAsker } from './ask-settings';
import { type Bedside, notify, openRecord } from './bedside';
import { type Connection, openConnection } from './connection';
import { findCaptionFont, nodeSealingPorts, programFolder } from './default-ports';
import { watchDevices } from './device-watch';
import { documentSourceOf } from './document-keys';
import { type IntentContext, obey } from './intent-rules';
import type { Kiosk, KioskOptions } from './kiosk';
import { Lane } from './lane';
import { loggableDetail, missingCharacters } from './missing-characters';
import { pictureForPad } from './pad-picture';
import { pointerMoved } from './pointer-ink';
import { Poll } from './poll';
import { recoverTasks } from './recovery';
import { SealingQueue } from './sealing-queue';
import { sendSigningArea } from './signing-area';
import { SnapshotFeed } from './snapshot-feed';
import { snapshotOf } from './snapshot-view';
import { statusTeller } from './tell-status';
import { updaterOf } from './update-desk';
import { refreshWorklist } from './worklist';

const POLL_MS = 5000;
const AREA = { width: 900, height: 360 };

const sizeOf = (path: string): number | undefined => {
  try {
    return statSync(path).size;
  } catch {
    return undefined;
  }
};

function bedsideOf(options: KioskOptions, folder: string, connection: Connection, changed: () => void): Bedside {
  const clock = options.clock ?? nodeClock;
  const fontPath = options.fontPath ?? findCaptionFont(programFolder());
  return {
    folder,
    version: options.version,
    build: options.build ?? 'development',
    program: options.program ?? FROM_SOURCE,
    clock,
    random: nodeRandom,
    log: options.log ?? (() => undefined),
    ports: options.sealingPorts ?? nodeSealingPorts(fontPath, clock),
    deviceHost: options.deviceHost,
    shell: options.shell ?? {},
    displays: options.displays,
    lane: new Lane(),
    desk: new ActDesk(),
    records: new Map(),
    broken: new Map(),
    connection: options.serverClient === undefined ? connection : { ...connection, client: options.serverClient },
    journal: undefined,
    openTaskId: undefined,
    language: connection.settings.language,
    screens: options.screens ?? { layout: 'one-screen', patientScreen: 'absent' },
    pointerAllowed: connection.settings.pointerAllowed,
    pointerArea: AREA,
    signingBox: undefined,
    pad: { state: 'absent' },
    padBusy: false,
    fingerPad: { state: 'absent' },
    server: connection.enrolment === undefined ? 'not-enrolled' : 'never',
    disk: 'ok',
    clockOffsetMs: null,
    timeAway: false,
    tasks: [],
    worklistState: 'loading',
    update: undefined,
    notice: undefined,
    selfTest: undefined,
    about: undefined,
    conformance: undefined,
    closing: false,
    changed,
  };
}

async function openJournalOf(bedside: Bedside): Promise<void> {
  const { digest, verifier } = bedside.ports;
  const key = { signer: bedside.connection.signer, verifier };
  bedside.journal = await openJournal(join(bedside.folder, 'journal'), { digest, key });
  await recoverTasks(bedside);
}

/**
 * Builds the kiosk of one bed and recovers what its journal holds. Throws for settings or keys that cannot be read:
 * without them there is no kiosk to start.
 */
export async function createKiosk(options: KioskOptions): Promise<Kiosk> {
  const folder = join(options.home, 'kiosk');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const connection = must(await openConnection(folder, options.clock ?? nodeClock, options.shell));
  const bedside = bedsideOf(options, folder, connection, () => feed.changed());
  const feed: SnapshotFeed = new SnapshotFeed((sequence) => snapshotOf(bedside, sequence));
  const queue = new SealingQueue(bedside);
  await openJournalOf(bedside);
  const askSettings = settingsAsker(bedside);
  const tellStatus = statusTeller(bedside);
  const updater = updaterOf(bedside, options.updates);
  await updater?.open();
  const poll = new Poll(async () => {
    await refreshWorklist(bedside, queue)
      .then(askSettings)
      .then(tellStatus)
      .catch((error: unknown) => bug(bedside, 'poll', error));
    queue.kickAll();
    // not waited for: a package takes minutes
    void updater?.look();
  }, options.pollMs ?? POLL_MS);
  const context = { bedside, queue, updater, refresh: () => void poll.now() };
  void poll.now();

  const attempt = (work: () => Promise<Result<unknown>>): Promise<IntentOutcome> =>
    bedside.lane
      .run(() => (updater?.isInstalling === true ? err('UPDATE_INSTALLING') : work()))
      .then(
        (result) => outcomeOf(bedside, result),
        (error: unknown) => outcomeOf(bedside, bug(bedside, 'intent', error)),
      );

  const stopWatching = watchDevices(bedside, (tap) => {
    // the pad belongs to the step of signing only; its button may come late
    void attempt(async () =>
      openRecord(bedside)?.state.act?.step === 'sign'
        ? obey(context, { name: PAD_TAPS[tap], payload: {} })
        : err('SESSION_NOT_NOW'),
    );
  });

  return {
    snapshot: () => feed.current(),
    onSnapshot: (listener) => feed.listen(listener),
    intent: (intent: Intent, from: WindowName) => {
      const allowed: readonly WindowName[] = INTENTS[intent.name].from;
      if (!allowed.includes(from)) return Promise.resolve(outcomeOf(bedside, err('SESSION_NOT_NOW', 'sender')));
      return attempt(() => obey(context, intent));
    },
    pointer: (batch) => pointerMoved(bedside, batch),
    padPicture: (picture) => pictureForPad(bedside, picture),
    trustAnchors: () => (bedside.connection.trust?.anchors ?? []).map(({ raw }) => toPem('CERTIFICATE', raw)).join(''),
    documentSource: (key) => documentSourceOf(bedside, key, sizeOf),
    redeem: (ticket) => attempt(() => openFromTicket(context, ticket)),
    setScreens: (screens) => {
      bedside.screens = screens;
      sendSigningArea(bedside);
      bedside.changed();
    },
    suspend: () => leaveBed(bedside),
    resume: () => {
      // a sleep that nobody announced leaves handles that are dead, and an act before a stranger
      leaveBed(bedside);
      returnToBed(bedside);
      void poll.now();
    },
    close: async () => {
      bedside.closing = true;
      stopWatching();
      await poll.stop();
      await updater?.close();
      await queue.idle();
      await bedside.lane.idle();
      for (const record of bedside.records.values()) await record.journal.close();
      bedside.desk.reset();
      bedside.connection.client.close();
    },
  };
}

async function openFromTicket(context: IntentContext, ticket: string): Promise<Result<unknown>> {
  const { bedside } = context;
  const redeemed = await bedside.connection.client.redeem(ticket);
  if (!redeemed.ok) {
    // Nobody pressed anything here: the nurse clicked in the HIS and looks at this bench for what came of it.
    notify(bedside, 'warning', redeemed.error);
    return redeemed;
  }
  const { taskId, staffId } = redeemed.value;
  context.refresh();
  const opened = await obey(context, { name: 'task.open', payload: { taskId } });
  const record = bedside.records.get(taskId);
  if (opened.ok && record !== undefined) record.staffId = staffId;
  return opened;
}

function bug(bedside: Bedside, at: string, error: unknown): Result<never> {
  bedside.log('error', 'kiosk.bug', { at, ...bugFields(error) });
  return err('KIOSK_BUG');
}

function outcomeOf(bedside: Bedside, result: Result<unknown>): IntentOutcome {
  if (result.ok) return { ok: true };
  const failure = result.error as { code: string; detail?: string; correlationId?: string };
  const correlationId = failure.correlationId ?? toHex(bedside.random.bytes(6));
  const { code } = failure;
  const characters = missingCharacters(failure);
  bedside.log('warn', 'intent.refused', { code, detail: loggableDetail(failure), correlationId });
  return { ok: false, code, correlationId, ...(characters === undefined ? {} : { characters }) };
}
