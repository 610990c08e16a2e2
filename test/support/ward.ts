import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../../scripts/start-server.mjs';
import { type RunningKiosk, startKiosk } from './electron-kiosk';
import {
  canHaveOneDisplay,
  canHaveTwoDisplays,
  type DisplaySize,
  startDisplays,
  type VirtualDisplays,
} from './virtual-displays';
import { startVirtualPads, type VirtualPads } from './virtual-pads';

const BENCH: DisplaySize = { width: 1280, height: 800 };
const PATIENT: DisplaySize = { width: 1280, height: 800 };

export interface WardPlan {
  readonly screens: 1 | 2;
  /** Kept and used again where it is given; else a new one that goes with the ward. */
  readonly home?: string;
  readonly sizes?: readonly DisplaySize[];
  /** Members for kiosk/settings.json beside those that the server has put there. */
  readonly settings?: object;
  /** More serial ports that the kiosk is told of, `path=definitionId` each. */
  readonly serialPorts?: readonly string[];
}

/** One bed with everything around it, each in a process of its own: displays, pads, signing server, kiosk. */
export interface Ward {
  readonly home: string;
  readonly displays: VirtualDisplays;
  readonly pads: VirtualPads;
  readonly serverUrl: string;
  kiosk: RunningKiosk;
  /** Starts the kiosk again, after it was stopped or killed. */
  restartKiosk(args?: readonly string[]): Promise<RunningKiosk>;
  /** Leaves pictures of both windows in out/e2e, for a test that failed. */
  pictures(name: string): Promise<void>;
  stopServer(): Promise<void>;
  /** On the same port, as a server that comes back does. */
  restartServer(): Promise<void>;
  stop(): Promise<void>;
}

export const canHaveWard = (screens: 1 | 2): boolean => (screens === 2 ? canHaveTwoDisplays() : canHaveOneDisplay());

/** Opens a ward; needs a build. The embedded hospital and its sample tasks are made on the way. */
export async function startWard(plan: WardPlan): Promise<Ward> {
  const home = plan.home ?? mkdtempSync(join(tmpdir(), 'inkwitness-ward-'));
  const sizes = plan.sizes ?? (plan.screens === 2 ? [BENCH, PATIENT] : [BENCH]);
  const closers: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closers.reverse()) await close().catch(() => undefined);
    if (plan.home === undefined) rmSync(home, { recursive: true, force: true });
  };
  try {
    const displays = await startDisplays(sizes);
    closers.push(() => displays.stop());
    const pads = await startVirtualPads({ dir: join(home, 'pads') });
    closers.push(() => pads.close());
    let server = await startServer(home, { args: ['--port', '0', '--log-level', 'warn'] });
    closers.push(() => server.stop());
    if (plan.settings) addSettings(join(home, 'kiosk', 'settings.json'), plan.settings);
    const open = (args: readonly string[] = []): Promise<RunningKiosk> =>
      startKiosk({ home, displays, serialPorts: [pads.serial, ...(plan.serialPorts ?? [])], args });
    const ward: Ward = {
      ...{ home, displays, pads, stop, serverUrl: server.url },
      kiosk: await open(),
      restartKiosk: async (args) => {
        ward.kiosk = await open(args);
        return ward.kiosk;
      },
      pictures: (name) => takePictures(ward.kiosk, name),
      stopServer: () => server.stop(),
      restartServer: async () => {
        server = await startServer(home, { args: ['--port', new URL(server.url).port, '--log-level', 'warn'] });
      },
    };
    closers.push(() => ward.kiosk.stop());
    return ward;
  } catch (error) {
    await stop();
    throw error;
  }
}

function addSettings(path: string, more: object): void {
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...more }));
}

async function takePictures({ bench, patient }: RunningKiosk, name: string): Promise<void> {
  const file = (window: string): string => join('out', 'e2e', `${name.replace(/[^a-z0-9]+/gi, '-')}-${window}.png`);
  for (const [window, page] of [
    ['bench', bench],
    ['patient', patient],
  ] as const) {
    await page.screenshot({ path: file(window), timeout: 5000 }).catch(() => undefined);
  }
}
