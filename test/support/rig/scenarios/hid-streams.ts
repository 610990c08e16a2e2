import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { captureStatistics, type PenSample } from '../../../../src/core/ink';
import { type DeviceHostCarrier, remoteDeviceHost } from '../../../../src/main/device-host';
import { HostProbe } from '../../host-probe';
import type { Scenario } from '../guest';
import type { PadOrder, PadStreamed } from '../pad-thread';

/** The device host in a process of its own, as in the product; its program is bundled beside this one. */
function carrier(): DeviceHostCarrier {
  const child = fork(new URL('./device-host.mjs', import.meta.url), [], { serialization: 'advanced' });
  return {
    postMessage: (message) => void child.send({ message }),
    onMessage: (listener) => void child.on('message', ({ message }: { message: unknown }) => listener(message)),
    onExit: (listener) => void child.on('exit', (code) => listener(code ?? 1)),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** Blocks this thread 200 ms in every second; answers how often, when told to stop. */
function blockEverySecond(): () => number {
  const never = new Int32Array(new SharedArrayBuffer(4));
  let times = 0;
  const timer = setInterval(() => {
    times++;
    Atomics.wait(never, 0, 0, 200);
  }, 1000);
  return () => {
    clearInterval(timer);
    return times;
  };
}

const STREAMS: readonly (PadOrder & { readonly blocked: boolean })[] = [
  { perSecond: 200, count: 300, blocked: false },
  { perSecond: 1000, count: 1500, blocked: false },
  { perSecond: 1000, count: 3000, blocked: true },
];
/**
 * hidraw holds 64 reports: where this whole machine stands still for longer, the kernel loses some. Not three times in a row;
 * what the product loses it loses every time.
 */
const ATTEMPTS = 3;

/** Reports at a rate, counted where they arrive: in another process than the drivers, which may be blocked. */
async function hidStreams(): Promise<unknown> {
  const pad = new Worker(new URL('./pad-thread.mjs', import.meta.url));
  const host = remoteDeviceHost(carrier, { serialPorts: [] });
  const probe = new HostProbe(host);
  await probe.padIs('ready');
  const device = probe.of('pad').find((event) => event.device !== undefined)?.device;
  if (device === undefined) throw new Error('ready without a device');

  async function stream({ perSecond, count, blocked }: (typeof STREAMS)[number]) {
    const from = probe.events.length;
    const samples = (): PenSample[] =>
      probe.events.slice(from).flatMap((event) => (event.type === 'report' && event.sample ? [event.sample] : []));
    const stop = blocked ? blockEverySecond() : () => 0;
    const done = once(pad, 'message') as Promise<[PadStreamed]>;
    pad.postMessage({ perSecond, count } satisfies PadOrder);
    host.send({ type: 'start-ink' });
    const [{ tookMs }] = await done;
    for (let time = 0; time < 500 && samples().length < count; time++) await sleep(20);
    const times = stop();
    host.send({ type: 'stop-ink' });
    const { lost, duplicates } = captureStatistics({
      device: device as NonNullable<typeof device>,
      samples: samples(),
      reports: [],
    });
    return { perSecond, sent: count, received: samples().length, lost, duplicates, blocked: times, tookMs };
  }

  const seen: Awaited<ReturnType<typeof stream>>[][] = [];
  for (const wanted of STREAMS) {
    const attempts = [await stream(wanted)];
    while (attempts.at(-1)?.lost !== 0 && attempts.length < ATTEMPTS) attempts.push(await stream(wanted));
    seen.push(attempts);
  }
  const left = once(pad, 'exit');
  pad.postMessage('pull');
  await probe.padIs('lost');
  await left;
  await host.close();
  return seen;
}

export const hidStreamScenarios: Readonly<Record<string, Scenario>> = { 'hid-streams': hidStreams };
