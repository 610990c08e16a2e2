import { type BrowserWindow, type Display, type Session, screen } from 'electron';
import {
  CHANNELS,
  type DisplayView,
  type KioskSnapshot,
  type Language,
  type Part,
  type WindowName,
} from '../../contracts/ipc';
import {
  chooseDisplays,
  type DisplayChoice,
  type DisplayFacts,
  type DisplayIdentity,
  type DisplayWishes,
  overlaps,
} from './display-choice';
import { showDisplaySigns } from './display-signs';
import { displayViews } from './display-views';
import { type KioskWindowPorts, openKioskWindow } from './kiosk-window';
import { penPlace } from './pen-place';

/** A plug that is pushed in makes several events; the last one counts. */
const SETTLE_MS = 300;

export interface ScreenState {
  readonly layout: KioskSnapshot['layout'];
  readonly patientScreen: KioskSnapshot['health']['patientScreen'];
  /** Where the inside of the window in which the patient signs stands on the display that takes the pen. */
  readonly penPlace?: Part | undefined;
  readonly displays: readonly DisplayView[];
}

export interface KioskWindowsPorts extends KioskWindowPorts {
  readonly session: Session;
  readonly preload: string;
  readonly devTools: boolean;
  /** The whole workstation is the kiosk: the bench has no frame either. */
  readonly benchLocked: boolean;
  readonly displays: DisplayWishes;
  readonly onScreens: (state: ScreenState) => void;
  /** The nurse has closed the bench. */
  readonly onBenchClosed: () => void;
}

export interface KioskWindows {
  windowOf(webContentsId: number): WindowName | undefined;
  all(): readonly BrowserWindow[];
  /** Shows the state on every window, and locks the only window while it is in a patient's hands. */
  show(snapshot: KioskSnapshot): void;
  focusBench(): void;
  /** Every display shows its number for some seconds, until an act begins. */
  identify(language: Language): void;
  /** Another display is the patient's from now on. */
  pin(display: DisplayIdentity | undefined): void;
  close(): void;
}

/** Opens the bench and, where there is a second display, the patient window, and follows displays that come and go. */
export function openKioskWindows(ports: KioskWindowsPorts): KioskWindows {
  const windows = new Map<WindowName, BrowserWindow>();
  let hadPatientScreen = false;
  let now: (ScreenState & { readonly patient: DisplayFacts | undefined }) | undefined;
  let wishes = ports.displays;
  let closeSigns = (): void => undefined;
  let settle: NodeJS.Timeout | undefined;

  const tell = (): void => {
    const window = windows.get('patient') ?? windows.get('bench');
    if (now === undefined || window === undefined || window.isDestroyed()) return;
    const { patient, ...state } = now;
    const all = screen.getAllDisplays().map(factsOf);
    ports.onScreens({
      ...state,
      penPlace: penPlace(window.getContentBounds(), all, patient, wishes.penDisplays),
    });
  };
  const open = (name: WindowName, display: DisplayFacts, locked: boolean): void => {
    const window = openKioskWindow({ ...ports, name, display, locked }, ports);
    windows.set(name, window);
    window.on('move', tell);
    window.on('resize', tell);
    window.on('closed', () => {
      if (windows.get(name) === window) windows.delete(name);
      if (name === 'bench') ports.onBenchClosed();
    });
    // A locked window goes with its display or with the kiosk, never by a key of whoever sits before it.
    if (locked) window.on('close', (event) => event.preventDefault());
  };
  const arrange = (choice: DisplayChoice): void => {
    const there = windows.get('patient');
    const bench = windows.get('bench');
    // the bench first: the patient's display has to be free of it
    if (choice.patient && bench && overlaps({ bounds: bench.getBounds() }, choice.patient))
      giveWay(bench, choice.bench);
    if (choice.patient && there && !isSame(there.getBounds(), choice.patient.bounds)) moveTo(there, choice.patient);
    else if (choice.patient && !there) open('patient', choice.patient, true);
    else if (!choice.patient && there) there.destroy();
    ports.log('info', 'displays', told(choice));
    now = { ...screenState(choice, hadPatientScreen), patient: choice.patient, displays: viewsOf(choice, wishes) };
    hadPatientScreen ||= choice.patient !== undefined;
    tell();
  };
  const arrangeAnew = (): void => {
    closeSigns();
    const choice = currentChoice(wishes);
    if (choice && windows.has('bench')) arrange(choice);
  };
  const follow = (): void => {
    clearTimeout(settle);
    settle = setTimeout(arrangeAnew, SETTLE_MS);
  };

  const first = currentChoice(wishes);
  if (first) {
    open('bench', first.bench, ports.benchLocked);
    arrange(first);
  }
  screen.on('display-added', follow);
  screen.on('display-removed', follow);
  screen.on('display-metrics-changed', follow);

  return {
    all: () => [...windows.values()],
    windowOf: (id) => [...windows].find(([, window]) => window.webContents.id === id)?.[0],
    show: (snapshot) => {
      for (const window of windows.values()) window.webContents.send(CHANNELS.snapshotChanged, snapshot);
      lockForHandOver(windows.get('bench'), snapshot, ports.benchLocked);
      if (snapshot.act !== undefined) closeSigns();
    },
    focusBench: () => raise(windows.get('bench')),
    identify: (language) => {
      closeSigns();
      closeSigns = showDisplaySigns(now?.displays ?? [], language, ports.session);
    },
    pin: (pinned) => {
      wishes = { ...wishes, pinned };
      hadPatientScreen = false;
      arrangeAnew();
    },
    close: () => {
      clearTimeout(settle);
      closeSigns();
      screen.off('display-added', follow);
      screen.off('display-removed', follow);
      screen.off('display-metrics-changed', follow);
      for (const window of windows.values()) window.destroy();
    },
  };
}

function currentChoice(wishes: DisplayWishes): DisplayChoice | undefined {
  return chooseDisplays(screen.getAllDisplays().map(factsOf), screen.getPrimaryDisplay().id, wishes);
}

const factsOf = ({ id, label, bounds, internal, rotation }: Display): DisplayFacts => ({
  ...{ id, label, bounds, internal },
  turned: rotation !== 0,
});

/** For the log: which display was taken or why none, and every one by what the settings can name it with. */
function told({ bench, patient, without }: DisplayChoice): Record<string, string> {
  const name = ({ label, bounds: { x, y, width, height } }: DisplayFacts): string =>
    `${label || 'unnamed'} ${width}x${height} at ${x},${y}`;
  return {
    bench: name(bench),
    patient: patient ? name(patient) : `none: ${without}`,
    all: screen.getAllDisplays().map(factsOf).map(name).join('; '),
  };
}

const viewsOf = (choice: DisplayChoice, { penDisplays }: DisplayWishes): readonly DisplayView[] =>
  displayViews(screen.getAllDisplays().map(factsOf), screen.getPrimaryDisplay().id, choice, penDisplays);

function screenState(
  { patient, without }: DisplayChoice,
  hadPatientScreen: boolean,
): Pick<ScreenState, 'layout' | 'patientScreen'> {
  if (patient) return { layout: 'two-screens', patientScreen: 'present' };
  if (without === 'mirrored' || (without === 'not-found' && !hadPatientScreen))
    return { layout: 'one-screen', patientScreen: without };
  return { layout: 'one-screen', patientScreen: hadPatientScreen ? 'lost' : 'absent' };
}

const isSame = (a: DisplayFacts['bounds'], b: DisplayFacts['bounds']): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

/** The bench stood where the patient's window goes now. */
function giveWay(bench: BrowserWindow, display: DisplayFacts): void {
  const wasLocked = bench.isKiosk();
  bench.setKiosk(false);
  bench.unmaximize();
  bench.setBounds(display.bounds);
  if (wasLocked) bench.setKiosk(true);
  else bench.maximize();
}

function moveTo(window: BrowserWindow, display: DisplayFacts): void {
  window.setKiosk(false);
  window.setBounds(display.bounds);
  window.setKiosk(true);
}

/** In one-screen layout the patient holds the nurse's device: during an act nothing but the act is reachable. */
function lockForHandOver(bench: BrowserWindow | undefined, snapshot: KioskSnapshot, always: boolean): void {
  const locked = always || (snapshot.layout === 'one-screen' && snapshot.act !== undefined);
  if (bench && bench.isKiosk() !== locked) bench.setKiosk(locked);
}

function raise(window: BrowserWindow | undefined): void {
  if (window?.isMinimized()) window.restore();
  window?.show();
  window?.focus();
}
