import { type App, type BrowserWindowConstructorOptions, type Session, session, type WebContents } from 'electron';
import type { Log } from '../log';
import { APP_ORIGIN, VERIFIER_PATH } from '../protocol';

/** In memory only: a kiosk leaves no cookies, cache or storage behind. */
const PARTITION = 'kiosk';

/** The session of both windows: no permission, no network, no download. Electron security guide, item 5. */
export function lockedSession(log: Log): Session {
  const kiosk = session.fromPartition(PARTITION, { cache: false });
  kiosk.setPermissionRequestHandler((_contents, permission, answer) => {
    log('warn', 'lock.permission', { permission });
    answer(false);
  });
  kiosk.setPermissionCheckHandler(() => false);
  kiosk.setDevicePermissionHandler(() => false);
  kiosk.setSpellCheckerEnabled(false);
  kiosk.webRequest.onBeforeRequest((details, answer) => {
    const ours = details.url.startsWith(`${APP_ORIGIN}/`);
    if (!ours) log('warn', 'lock.request', { kind: details.resourceType });
    answer({ cancel: !ours });
  });
  kiosk.on('will-download', (event) => {
    log('warn', 'lock.download');
    event.preventDefault();
  });
  return kiosk;
}

/** Every page that ever comes to be in this process: it stays where it is, opens nothing and embeds nothing. */
export function lockAllContents(app: App, log: Log): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents, log));
}

function lockContents(contents: WebContents, log: Log): void {
  contents.on('will-navigate', (event, url) => {
    // The first load of the window that mayOpen allowed is a navigation, too.
    if (contents.getURL() === '' && isVerifier(url)) return;
    log('warn', 'lock.navigation');
    event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpen(contents.getURL(), url)) return { action: 'allow', overrideBrowserWindowOptions: VERIFIER_WINDOW };
    log('warn', 'lock.window-open');
    return { action: 'deny' };
  });
}

/** The verifier page has no bridge to main: it shows one document and can ask for nothing. */
const VERIFIER_WINDOW = {
  width: 1280,
  height: 800,
  autoHideMenuBar: true,
  backgroundColor: '#F4F6F8',
  webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true },
} satisfies BrowserWindowConstructorOptions;

/** Only the bench opens another window, and only the verifier page over a document. */
function mayOpen(opener: string, url: string): boolean {
  return opener.startsWith(`${APP_ORIGIN}/index.html?window=bench`) && isVerifier(url);
}

const isVerifier = (url: string): boolean =>
  url.startsWith(`${APP_ORIGIN}/`) && VERIFIER_PATH.test(url.slice(APP_ORIGIN.length));
