import { type App, type Session, session, type WebContents } from 'electron';
import type { Log } from '../log';
import { APP_ORIGIN } from '../protocol';

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
  contents.on('will-navigate', (event) => {
    log('warn', 'lock.navigation');
    event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => {
    log('warn', 'lock.window-open');
    return { action: 'deny' };
  });
}
