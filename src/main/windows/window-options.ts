import type { BrowserWindowConstructorOptions, Session } from 'electron';
import type { WindowName } from '../../contracts/ipc';
import type { DisplayFacts } from './display-choice';

/** Background of each window before its first paint, DESIGN.md: cool grey bench, warm paper for the patient. */
const SURFACE: Readonly<Record<WindowName, string>> = { bench: '#F4F6F8', patient: '#FBFAF6' };

export interface WindowWish {
  readonly name: WindowName;
  readonly display: DisplayFacts;
  /** No frame, whole display, nothing of the desktop reachable. */
  readonly locked: boolean;
  readonly session: Session;
  readonly preload: string;
  /** Developer tools: never in the product. */
  readonly devTools: boolean;
}

/** Electron's options for a window of the kiosk. Created hidden, on its display, shown when it has painted. */
export function windowOptions({ name, display, locked, session, preload, devTools }: WindowWish) {
  return {
    ...display.bounds,
    minWidth: 640,
    minHeight: 480,
    show: false,
    frame: !locked,
    skipTaskbar: name === 'patient',
    backgroundColor: SURFACE[name],
    autoHideMenuBar: true,
    webPreferences: {
      session,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      spellcheck: false,
      devTools,
      navigateOnDragDrop: false,
      disableDialogs: true,
      safeDialogs: true,
      // The bench's mirror and timers go on while another program of the nurse is in front.
      backgroundThrottling: false,
    },
  } satisfies BrowserWindowConstructorOptions;
}
