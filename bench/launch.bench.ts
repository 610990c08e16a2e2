import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from '../scripts/build.mjs';
import { electronCommand } from '../scripts/electron-runtime.mjs';
import { kioskEnvironment } from '../test/support/electron-kiosk';
import { sampleHis } from '../test/support/his';
import { canHaveWard, startWard, type Ward } from '../test/support/ward';
import { type Figure, quantile, ratio } from './figure';

const MOST_LAUNCHES = 6;
const AIM_MS = 300;

/** What the registered link handler does: starts the kiosk once more with the link, or, for the floor, with nothing. */
async function startAgain({ home, displays, pads }: Ward, own: readonly string[]): Promise<ChildProcess> {
  const { command, args } = await electronCommand('dist/kiosk-e2e');
  const env = kioskEnvironment({ home, displays, serialPorts: [pads.serial] });
  return spawn(command, [...args, '--no-sandbox', ...own], { env, stdio: 'ignore' });
}

/** Milliseconds of the wall clock, to compare processes of one machine. */
const now = (): number => performance.timeOrigin + performance.now();

/** Runs in main: notes when it heard of another start. */
const hearLaunches = ({ kiosk }: Ward): Promise<void> =>
  kiosk.app.evaluate(({ app }) => {
    app.prependListener('second-instance', () => {
      (globalThis as unknown as { heardMs: number }).heardMs = performance.timeOrigin + performance.now();
    });
  });
const heardMs = ({ kiosk }: Ward): Promise<number> =>
  kiosk.app.evaluate(() => (globalThis as unknown as { heardMs: number }).heardMs);

/** Runs in the bench's page: the first frame after a page of the form is complete; a page is put in only then. */
const firstPage = ({ kiosk }: Ward): Promise<number> =>
  kiosk.bench.evaluate(
    () =>
      new Promise<number>((done) => {
        const watch = new MutationObserver((changes) => {
          const isPage = changes.some(({ addedNodes }) => [...addedNodes].some((node) => node.nodeName === 'CANVAS'));
          if (!isPage) return;
          watch.disconnect();
          requestAnimationFrame(() => setTimeout(() => done(performance.timeOrigin + performance.now())));
        });
        watch.observe(document.body, { childList: true, subtree: true });
      }),
  );

interface Launch {
  /** From the start of the second process, as the operating system does it at a click, to the page. */
  readonly fromClick: number;
  /** From the moment the running kiosk was told. */
  readonly fromTold: number;
  /** A start without a link, until its process has told and ended: Electron's own. */
  readonly bareStart: number;
}

async function launch(ward: Ward, url: string): Promise<Launch> {
  const bareStarted = now();
  await once(await startAgain(ward, []), 'exit');
  const bareStart = now() - bareStarted;
  const page = firstPage(ward);
  await sleep(200);
  const started = now();
  await startAgain(ward, ['--deep-link', '--', url]);
  const shown = await page;
  return { fromClick: shown - started, fromTold: shown - (await heardMs(ward)), bareStart };
}

async function closeTask({ kiosk }: Ward): Promise<void> {
  await kiosk.bench.evaluate(() => window.kiosk.intent({ name: 'task.close', payload: {} }));
  await kiosk.until('closed', ({ task }) => task === undefined);
  await sleep(500);
}

/**
 * A click in the HIS to the first page of a form that this kiosk has never seen, the kiosk running. Other work on the
 * machine only adds: the lower quartile counts.
 */
export async function figures(): Promise<Figure[]> {
  if (!canHaveWard(1)) throw new Error('needs Xvfb and socat');
  await build();
  const ward = await startWard({ screens: 1 });
  try {
    const { worklist } = await ward.kiosk.until('worklist', (now) => now.worklist.length > 0);
    const his = sampleHis(ward.home, ward.serverUrl);
    await hearLaunches(ward);
    const launches: Launch[] = [];
    for (const item of worklist.filter(({ state }) => state === 'waiting').slice(0, MOST_LAUNCHES)) {
      launches.push(await launch(ward, await his.launchUrl(item.taskId)));
      await closeTask(ward);
    }
    const [first, ...others] = launches;
    const quiet = (part: keyof Launch) =>
      quantile(
        others.map((one) => one[part]),
        0.25,
      );
    const told = quiet('fromTold');
    const [clicked, bare] = [quiet('fromClick'), quiet('bareStart')];
    return [
      { name: 'launch told to first page', value: told, unit: 'ms', aim: 'at most 300 ms', met: told <= AIM_MS },
      { name: 'launch told to first page, first since the start', value: first?.fromTold ?? Number.NaN, unit: 'ms' },
      {
        name: 'launch clicked to first page, floor a bare start of Electron',
        value: clicked,
        unit: 'ms',
        floor: bare,
        ratioToFloor: ratio(clicked, bare),
      },
    ];
  } finally {
    await ward.stop();
  }
}
