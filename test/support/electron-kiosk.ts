import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from 'playwright';
import { electronCommand } from '../../scripts/electron-runtime.mjs';
import type { KioskBridge, KioskSnapshot, WindowName } from '../../src/contracts/ipc';
import type { VirtualDisplays } from './virtual-displays';

/** The repository, from test/support as well as from dist/test. */
const ROOT = join(import.meta.dirname, '..', '..');

declare global {
  interface Window {
    readonly kiosk: KioskBridge;
  }
}

export interface KioskStart {
  /** INKWITNESS_HOME: the data folder that the server has made or will make. */
  readonly home: string;
  readonly displays: VirtualDisplays;
  /** `path=definitionId` each. */
  readonly serialPorts?: readonly string[];
  /** Arguments after the driven ones, e.g. `--deep-link -- inkwitness://…`. */
  readonly args?: readonly string[];
}

/** A kiosk that runs in a real Electron and is driven from outside. */
export interface RunningKiosk {
  readonly app: ElectronApplication;
  readonly bench: Page;
  /** The window in which the patient reads and signs: the bench's own where there is one display. */
  readonly patient: Page;
  readonly process: ChildProcess;
  snapshot(): Promise<KioskSnapshot>;
  /** Waits until the snapshot is as wanted; fails with the last one. */
  until(what: string, wanted: (snapshot: KioskSnapshot) => boolean, limitMs?: number): Promise<KioskSnapshot>;
  /** As the nurse would: the application is asked to quit. */
  stop(): Promise<void>;
  /** As a power cut would: SIGKILL for the whole of it. */
  kill(): Promise<void>;
}

const WINDOW_LIMIT_MS = 30_000;

/** Starts dist/kiosk-e2e on the displays. Call `npm run build` (scripts/build.mjs) before. */
export async function startKiosk(start: KioskStart): Promise<RunningKiosk> {
  const { command, args } = await electronCommand(join(ROOT, 'dist', 'kiosk-e2e'));
  const app = await electron.launch({
    executablePath: command,
    args: [...args, '--no-sandbox', ...(start.args ?? [])],
    env: kioskEnvironment(start),
    timeout: WINDOW_LIMIT_MS,
  });
  const bench = await windowOf(app, 'bench');
  const patient = start.displays.sizes.length > 1 ? await windowOf(app, 'patient') : bench;
  return running(app, bench, patient);
}

/** The environment of a kiosk under test: everything of ours but NODE_* (vitest's loaders are not the kiosk's). */
export function kioskEnvironment({ home, displays, serialPorts = [] }: KioskStart): Record<string, string> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(NODE_|VITEST|ELECTRON_RUN_AS_NODE)/.test(name));
  return {
    ...(Object.fromEntries(inherited) as Record<string, string>),
    DISPLAY: displays.name,
    INKWITNESS_HOME: home,
    INKWITNESS_SERIAL: serialPorts.join(','),
  };
}

function running(app: ElectronApplication, bench: Page, patient: Page): RunningKiosk {
  const child = app.process();
  const snapshot = (): Promise<KioskSnapshot> => bench.evaluate(() => window.kiosk.snapshot());
  return {
    app,
    bench,
    patient,
    process: child,
    snapshot,
    until: async (what, wanted, limitMs = 30_000) => {
      const end = Date.now() + limitMs;
      for (;;) {
        const now = await snapshot();
        if (wanted(now)) return now;
        if (Date.now() > end) throw new Error(`never: ${what}. Last: ${JSON.stringify({ ...now, worklist: [] })}`);
        await new Promise((done) => setTimeout(done, 50));
      }
    },
    stop: async () => {
      await app.close();
    },
    kill: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** The page of a window, once its screens are drawn. A second display is found a moment after the start. */
export async function windowOf(app: ElectronApplication, name: WindowName): Promise<Page> {
  const end = Date.now() + WINDOW_LIMIT_MS;
  for (;;) {
    const page = app.windows().find((each) => each.url().includes(`window=${name}`));
    if (page) {
      await page.waitForFunction(() => document.querySelector('#screen')?.childElementCount);
      return page;
    }
    if (Date.now() > end) throw new Error(`the ${name} window did not open`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
