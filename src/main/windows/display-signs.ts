import { BrowserWindow, type Session } from 'electron';
import type { DisplayView, Language } from '../../contracts/ipc';
import { APP_ORIGIN } from '../protocol';

/** Long enough to walk around the bed, short enough to forget nothing there. */
const SHOWN_MS = 6000;
/** Part of the display that the sign covers. */
const PART = 0.5;

/** What stands in the address is all that the sign's page is told: it has no bridge to main. */
function addressOf({ number, label, roles }: DisplayView, language: Language): string {
  const query = new URLSearchParams({
    window: 'display',
    number: String(number),
    label,
    roles: roles.join(),
    language,
  });
  return `${APP_ORIGIN}/index.html?${query}`;
}

function openSign(view: DisplayView, language: Language, session: Session): BrowserWindow {
  const { x, y, width, height } = view.bounds;
  const [w, h] = [Math.round(width * PART), Math.round(height * PART)];
  const window = new BrowserWindow({
    ...{ x: Math.round(x + (width - w) / 2), y: Math.round(y + (height - h) / 2), width: w, height: h },
    show: false,
    frame: false,
    resizable: false,
    focusable: false,
    skipTaskbar: true,
    backgroundColor: '#FFFFFF',
    webPreferences: { session, sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true },
  });
  // above a window in kiosk mode
  window.setAlwaysOnTop(true, 'screen-saver');
  window.once('ready-to-show', () => window.showInactive());
  // A load that fails shows no number; the list on the bench still has it.
  window.loadURL(addressOf(view, language)).catch(() => undefined);
  return window;
}

/** Shows on every display its number, name and roles for some seconds. Answers the function that ends it at once. */
export function showDisplaySigns(views: readonly DisplayView[], language: Language, session: Session): () => void {
  const signs = views.map((view) => openSign(view, language, session));
  const close = (): void => {
    clearTimeout(timer);
    for (const sign of signs.splice(0)) if (!sign.isDestroyed()) sign.destroy();
  };
  const timer = setTimeout(close, SHOWN_MS);
  return close;
}
