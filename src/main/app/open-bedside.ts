import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { app, powerMonitor, safeStorage } from 'electron';
import { PEN_DISPLAYS } from '../../drivers/device';
import { nodeClock } from '../../platform/node';
import { type DeviceHost, namedDevicesFrom, remoteDeviceHost } from '../device-host';
import { closeKioskDoors, openKioskDoors } from '../ipc';
import type { Log } from '../log';
import { APP_SCHEME, kioskProtocol } from '../protocol';
import { deviceKeyPlace } from '../server-client';
import { createKiosk, type Kiosk, type ProgramFacts } from '../session-runner';
import type { Settings } from '../settings';
import { installerFolder } from '../update';
import { type KioskWindows, lockedSession, openKioskWindows } from '../windows';
import { createAwake } from './awake';
import { forkDeviceHost } from './device-host-process';
import { joinDisplay } from './display-ports';
import { BUILD, FLAVOUR, MACHINE, VERSION } from './flavour';
import type { Instance } from './instance';
import { systemSeal } from './key-seal';
import { takeLaunch } from './launches';
import { followPower } from './power';
import { paperPath, programFacts } from './program';
import { storeCarrier } from './store-carrier';

/** What the bundle lies beside: preload, device host, renderer. */
const beside = (name: string): string => join(__dirname, name);

/** How a bed ends but by being closed. */
interface Ends {
  /** Windows do not stay open. */
  readonly hopeless: () => void;
  /** The installer was asked for another version. */
  readonly leave: () => void;
}

/** Opens everything at one bed: devices, kiosk, doors, windows; and takes the launch this start was made for. */
export async function openBedside(instance: Instance, settings: Settings, log: Log, ends: Ends) {
  const kioskFolder = join(instance.home, 'kiosk');
  let windows: KioskWindows | undefined;
  const up = new Set<'devices' | 'screens'>();
  const deviceHost = await openDeviceHost(kioskFolder, settings, log, () => {
    // The display ports of the process before are gone with it.
    for (const window of windows?.all() ?? []) joinDisplay(window, deviceHost);
  });
  deviceHost.onEvent((event) => {
    if (event.type === 'pad' && event.code !== 'DEVICE_HOST_DOWN') up.add('devices');
  });
  const { backend, seal } = await systemSeal(safeStorage, process.platform);
  const program = programFacts(backend);
  const kiosk = await createKiosk({
    home: instance.home,
    deviceHost,
    shell: { keySeal: seal, storeCarrier: storeCarrier(() => nodeClock.nowMs()) },
    clock: nodeClock,
    log,
    version: VERSION,
    build: BUILD,
    program,
    displays: {
      identify: (language) => windows?.identify(language),
      pin: (display) => windows?.pin(display),
    },
    updates: {
      platform: MACHINE,
      installer: installerFolder(process.env, process.platform),
      isUp: () => up.size === 2,
      leave: ends.leave,
    },
  });
  log('info', 'device-key', { kept: await deviceKeyPlace(kioskFolder), store: backend });

  openDoors(
    kiosk,
    () => windows,
    () => up.add('screens'),
    log,
  );
  windows = openWindows({ kiosk, deviceHost, papers: program.papers, settings, log, onHopeless: ends.hopeless });
  const awake = createAwake();
  const stopShowing = kiosk.onSnapshot((snapshot) => {
    windows?.show(snapshot);
    awake(snapshot.act !== undefined);
  });
  const stopPower = followPower(powerMonitor, kiosk, log);
  const launches = { redeem: (ticket: string) => kiosk.redeem(ticket), focusBench: windows.focusBench, log };
  instance.onAgain((argv) => void takeLaunch(argv, launches));
  void takeLaunch(instance.argv, launches);

  return {
    async close(): Promise<void> {
      stopPower();
      stopShowing();
      closeKioskDoors();
      windows?.close();
      await kiosk.close();
      await deviceHost.close();
    },
  };
}

async function openDeviceHost(
  kioskFolder: string,
  { encryptPen, padDrawingSeconds }: Settings,
  log: Log,
  onStart: () => void,
): Promise<DeviceHost> {
  const named = await namedDevicesFrom(kioskFolder, FLAVOUR === 'product' ? undefined : process.env);
  return remoteDeviceHost(
    () => {
      const carrier = forkDeviceHost(beside('device-host.cjs'), log);
      // After the options, which are the first message.
      setImmediate(onStart);
      return carrier;
    },
    { ...named, encryptPen, padDrawingSeconds },
    { onCrash: (code) => log('warn', 'device-host.ended', { code }) },
  );
}

/** `onAsked`: a screen runs and is shown what there is. */
function openDoors(kiosk: Kiosk, windows: () => KioskWindows | undefined, onAsked: () => void, log: Log): void {
  openKioskDoors({
    snapshot: () => {
      onAsked();
      return kiosk.snapshot();
    },
    intent: (intent, from) => kiosk.intent(intent, from),
    pointer: (batch) => kiosk.pointer(batch),
    padPicture: (picture) => kiosk.padPicture(picture),
    windowOf: (id) => windows()?.windowOf(id),
    correlationId: () => randomBytes(6).toString('hex'),
    log,
  });
}

interface WindowParts {
  readonly kiosk: Kiosk;
  readonly deviceHost: DeviceHost;
  readonly papers: ProgramFacts['papers'];
  readonly settings: Settings;
  readonly log: Log;
  readonly onHopeless: () => void;
}

function openWindows({ kiosk, deviceHost, papers, settings, log, onHopeless }: WindowParts): KioskWindows {
  const session = lockedSession(log);
  session.protocol.handle(
    APP_SCHEME,
    kioskProtocol({
      rendererRoot: beside('renderer'),
      verifier: { path: beside('verifier.html'), anchors: () => kiosk.trustAnchors() },
      paper: (name) => paperPath(papers, name),
      documentSource: (key) => kiosk.documentSource(key),
    }),
  );
  return openKioskWindows({
    session,
    preload: beside('preload.cjs'),
    devTools: FLAVOUR !== 'product',
    benchLocked: settings.kioskMode,
    displays: { pinned: settings.patientDisplay, penDisplays: PEN_DISPLAYS },
    log,
    nowMs: () => nodeClock.nowMs(),
    onScreens: (state) => kiosk.setScreens(state),
    onLoaded: (window) => joinDisplay(window, deviceHost),
    onBenchClosed: () => app.quit(),
    onHopeless,
  });
}
