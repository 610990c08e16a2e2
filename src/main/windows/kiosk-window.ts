import { BrowserWindow } from 'electron';
import type { Log } from '../log';
import { APP_ORIGIN } from '../protocol';
import { createCrashBudget } from './crash-budget';
import { type WindowWish, windowOptions } from './window-options';

/** A page that hangs this long is ended and loaded again; what it showed comes back with the snapshot. */
const HUNG_LIMIT_MS = 8_000;
const CRASHES_A_MINUTE = 5;

export interface KioskWindowPorts {
  readonly log: Log;
  readonly nowMs: () => number;
  /** The page is loaded (again): it needs a display port. */
  readonly onLoaded: (window: BrowserWindow) => void;
  /** The page dies again and again; only a new start of the kiosk may help. */
  readonly onHopeless: () => void;
}

/** Opens one window of the kiosk and keeps its page alive. */
export function openKioskWindow(wish: WindowWish, ports: KioskWindowPorts): BrowserWindow {
  const window = new BrowserWindow(windowOptions(wish));
  window.removeMenu();
  keepAlive(window, wish.name, ports);
  window.once('ready-to-show', () => show(window, wish));
  window.webContents.on('did-finish-load', () => ports.onLoaded(window));
  load(window, wish.name);
  return window;
}

function show(window: BrowserWindow, { display, locked }: WindowWish): void {
  // Bounds before kiosk mode: the full screen is that of the display on which the window stands.
  window.setBounds(display.bounds);
  if (locked) window.setKiosk(true);
  else window.maximize();
  window.show();
}

function load(window: BrowserWindow, name: string): void {
  // A load that fails is told by did-fail-load; the promise would only repeat it.
  window.loadURL(`${APP_ORIGIN}/index.html?window=${name}`).catch(() => undefined);
}

function keepAlive(window: BrowserWindow, name: string, { log, nowMs, onHopeless }: KioskWindowPorts): void {
  const mayGoOn = createCrashBudget(CRASHES_A_MINUTE, 60_000, nowMs);
  const again = (): void => {
    if (window.isDestroyed()) return;
    if (mayGoOn()) load(window, name);
    else onHopeless();
  };
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log('error', 'window.gone', { window: name, reason, exitCode });
    if (reason !== 'clean-exit') setTimeout(again, 100);
  });
  window.webContents.on('did-fail-load', (_event, code, _text, _url, isMainFrame) => {
    log('error', 'window.load-failed', { window: name, code });
    // -3 is ERR_ABORTED: another load took over.
    if (isMainFrame && code !== -3) setTimeout(again, 1000);
  });
  window.webContents.on('preload-error', (_event, _path, error) => {
    log('error', 'window.preload-failed', { window: name, detail: error.message });
  });
  window.on('unresponsive', () => {
    log('warn', 'window.hung', { window: name });
    const end = setTimeout(() => window.isDestroyed() || window.webContents.forcefullyCrashRenderer(), HUNG_LIMIT_MS);
    window.once('responsive', () => clearTimeout(end));
  });
}
