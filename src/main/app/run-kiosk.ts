import { join } from 'node:path';
import { app, dialog, type MessageBoxOptions, protocol } from 'electron';
import { attemptAsync, type Failure, Refusal } from '../../core/base';
import { nodeClock } from '../../platform/node';
import { alarming, bugFields, createLog, type Log, type LogLevel, systemLog } from '../log';
import { APP_SCHEME } from '../protocol';
import { readSettings } from '../settings';
import { lockAllContents } from '../windows';
import { FLAVOUR, VERSION } from './flavour';
import type { Instance } from './instance';
import { KEY_CODES, keyMessage } from './key-message';
import { openBedside } from './open-bedside';
import { checkProgram } from './program-check';
import { settingsMessage } from './settings-message';

/** sysexits.h EX_SOFTWARE: a bug ended the kiosk; what was confirmed is in the journal. */
const EXIT_BUG = 70;
/** sysexits.h EX_CONFIG: what the hospital set cannot be followed. */
const EXIT_CONFIG = 78;
/** sysexits.h EX_TEMPFAIL: closed to be replaced; what starts the kiosk must not start it at once (shell-launcher.xml). */
export const EXIT_UPDATING = 75;
/** A device or a request that does not let go must not keep the kiosk from closing. */
const CLOSE_LIMIT_MS = 5_000;
/** Dying sooner than this after the start, it would only die again. */
const RELAUNCH_AFTER_MS = 15_000;

/** The kiosk's life: before Electron is ready, open, closing. */
export function runKiosk(instance: Instance): void {
  let least: LogLevel = 'info';
  const folder = join(instance.home, 'kiosk');
  const nowMs = () => nodeClock.nowMs();
  const written = createLog({ folder: join(folder, 'logs'), nowMs });
  const log = alarming({ written, tell: systemLog(), nowMs, least: () => least });
  log('info', 'start', { version: VERSION, flavour: FLAVOUR, electron: process.versions['electron'] });
  endOnBugs(log);
  beforeReady();
  lockAllContents(app, log);

  app.whenReady().then(async () => {
    const read = await readSettings(folder);
    if (!read.ok) return refuse('settings.broken', read.error, settingsMessage(read.error.detail), log);
    const { settings, stories } = read.value;
    least = settings.logLevel;
    for (const { key, refused } of stories) if (refused.length > 0) log('warn', 'settings.refused', { key });
    let exitCode = 0;
    const leave = () => {
      exitCode = EXIT_UPDATING;
      app.quit();
    };
    const opened = await attemptAsync(() => openBedside(instance, settings, log, { hopeless: hopeless(log), leave }));
    if (!opened.ok) return refuseKey(opened.error, settings.support, log);
    closeInOrder(
      () => opened.value.close(),
      () => app.exit(exitCode),
      log,
    );
    log('info', 'open');
    void checkProgram(__dirname, log);
  }, fatal(log));
}

function beforeReady(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
  // Software rendering where the end-to-end tests run: no GPU there, and none of its processes to start.
  if (FLAVOUR === 'e2e') app.disableHardwareAcceleration();
  // Windows may close and open again with displays that come and go.
  app.on('window-all-closed', () => undefined);
}

/** There is no bench to tell it on: a window of the system says what IT has to mend. Starting anew would not help. */
async function refuse(event: string, failure: Failure, message: MessageBoxOptions, log: Log): Promise<void> {
  log('error', event, { code: failure.code, detail: failure.detail });
  await dialog.showMessageBox(message);
  app.exit(EXIT_CONFIG);
}

async function refuseKey(failure: Failure, support: string | undefined, log: Log): Promise<void> {
  if (!KEY_CODES.has(failure.code)) throw new Refusal(failure.code, failure.detail);
  await refuse('key.closed', failure, keyMessage(failure, process.platform, support), log);
}

/** Electron would show a dialog with the error's text to whoever stands there. */
function endOnBugs(log: Log): void {
  process.on('uncaughtException', fatal(log));
  process.on('unhandledRejection', fatal(log));
}

const fatal =
  (log: Log) =>
  (error: unknown): void => {
    log('error', 'bug', bugFields(error));
    if (FLAVOUR !== 'product') console.error(error);
    again(log);
  };

const hopeless = (log: Log) => (): void => {
  log('error', 'window.hopeless');
  again(log);
};

/** Ends at once; the journal needs no farewell. Starts anew unless that has just been tried. */
function again(log: Log): void {
  const anew = FLAVOUR === 'product' && process.uptime() * 1000 > RELAUNCH_AFTER_MS;
  log('warn', 'end', { anew });
  if (anew) app.relaunch({ args: [] });
  app.exit(EXIT_BUG);
}

function closeInOrder(close: () => Promise<void>, exit: () => void, log: Log): void {
  let closing = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    const limit = new Promise<void>((done) => setTimeout(done, CLOSE_LIMIT_MS));
    Promise.race([close(), limit])
      .catch((error: unknown) => log('error', 'bug', bugFields(error)))
      .finally(() => {
        log('info', 'closed');
        exit();
      });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
}
