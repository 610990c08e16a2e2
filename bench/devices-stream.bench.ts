import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from '../scripts/build.mjs';
import { electronCommand } from '../scripts/electron-runtime.mjs';
import { kioskEnvironment } from '../test/support/electron-kiosk';
import { canHaveOneDisplay, startDisplays } from '../test/support/virtual-displays';
import { startVirtualPads } from '../test/support/virtual-pads';
import { type BenchOptions, type Figure, median, ratio } from './figure';
import { handAtRate } from './hand-at-rate';
import type { StreamSeen } from './stream-seen';

const RATE = 1000;
/** What was on the way has arrived by then. */
const SETTLE_MS = 2000;
const MOST_GROWTH = 1.1;

interface Stream extends StreamSeen {
  readonly sent: number;
  readonly seconds: number;
}

/** One signature after the other at 1,000 reports a second over a pseudo terminal, into the product's device host. */
async function stream(minutes: number): Promise<Stream> {
  const home = mkdtempSync(join(tmpdir(), 'inkwitness-stream-'));
  const displays = await startDisplays([{ width: 640, height: 480 }]);
  const pads = await startVirtualPads({ dir: join(home, 'pads') });
  const { command, args } = await electronCommand(join('.cache', 'bench', 'stream-app'));
  const env = {
    ...kioskEnvironment({ home, displays, serialPorts: [pads.serial] }),
    BENCH_DEVICE_HOST: resolve('dist/kiosk/device-host.cjs'),
  };
  const electron = spawn(command, [...args, '--no-sandbox', `--user-data-dir=${home}`], {
    env,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  try {
    const lines = createInterface({ input: electron.stdout });
    await once(lines, 'line');
    const [hand] = handAtRate(RATE, 1);
    if (hand === undefined) throw new Error('no hand');
    const started = performance.now();
    let sent = 0;
    while (performance.now() - started < minutes * 60_000) {
      sent += await pads.pen.play(hand);
      electron.stdin.write('next\n');
    }
    const seconds = (performance.now() - started) / 1000;
    await sleep(SETTLE_MS);
    const answer = once(lines, 'line');
    electron.stdin.write('end\n');
    const [line] = (await answer) as [string];
    return { ...(JSON.parse(line) as StreamSeen), sent, seconds };
  } finally {
    electron.kill();
    await pads.close();
    await displays.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

/** Last quarter of the time beside the first. */
function growth(name: string, kib: readonly number[]): Figure {
  const quarter = Math.max(1, Math.floor(kib.length / 4));
  const [first, last] = [median(kib.slice(0, quarter)) / 1024, median(kib.slice(-quarter)) / 1024];
  const aim = `at most ${MOST_GROWTH}x of the first quarter`;
  return {
    name,
    value: last,
    unit: 'MiB',
    floor: first,
    ratioToFloor: ratio(last, first),
    aim,
    met: last <= MOST_GROWTH * first,
  };
}

/** Nothing is lost and nothing grows while main hangs for 200 ms of every second. `--minutes 10` is the issue's own length. */
export async function figures({ minutes }: BenchOptions): Promise<Figure[]> {
  if (!canHaveOneDisplay()) throw new Error('needs Xvfb and socat');
  await build();
  const { sent, received, missing, seconds, mainKiB, hostKiB } = await stream(minutes);
  const lost = Math.max(sent - received, missing);
  const length = `${Math.round(seconds)} s`;
  return [
    {
      name: `reports lost of ${sent.toLocaleString('en')} in ${length}, main blocked 200 ms a second`,
      value: lost,
      unit: '',
      aim: 'none',
      met: lost === 0,
    },
    { name: 'reports sent a second', value: sent / seconds, unit: '' },
    growth(`memory of the device host, last quarter of ${length} (floor: first)`, hostKiB),
    growth(`memory of main, last quarter of ${length} (floor: first)`, mainKiB),
  ];
}
