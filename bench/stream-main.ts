import { app } from 'electron';
import { forkDeviceHost } from '../src/main/app/device-host-process';
import { parseSerialSettings, remoteDeviceHost } from '../src/main/device-host';
import type { StreamSeen } from './stream-seen';

/**
 * A main process that only counts: the product's device host in its utility process, reports by the pad's own numbers, and the
 * memory of both processes. It hangs for 200 ms of every second, as in a slow disk.
 */
const BLOCKED_MS = 200;
const nobodyWakes = new Int32Array(new SharedArrayBuffer(4));

function run(program: string): void {
  const host = remoteDeviceHost(() => forkDeviceHost(program, () => undefined), {
    serialPorts: parseSerialSettings(process.env['INKWITNESS_SERIAL'] ?? ''),
    autoDetect: false,
  });
  const seen: StreamSeen = { received: 0, missing: 0, mainKiB: [], hostKiB: [] };
  const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
  let last: number | undefined;
  host.onEvent((event) => {
    if (event.type === 'pad' && event.state === 'ready') {
      host.send({ type: 'start-ink' });
      say({ ready: true });
    }
    if (event.type !== 'report' || event.sample?.sequence === undefined) return;
    const { sequence } = event.sample;
    if (last !== undefined) seen.missing += sequence - last - 1;
    last = sequence;
    seen.received++;
  });
  setInterval(() => Atomics.wait(nobodyWakes, 0, 0, BLOCKED_MS), 1000);
  setInterval(() => {
    for (const { type, memory } of app.getAppMetrics()) {
      if (type === 'Browser') seen.mainKiB.push(memory.workingSetSize);
      if (type === 'Utility') seen.hostKiB.push(memory.workingSetSize);
    }
  }, 500);
  process.stdin.on('data', (chunk: Buffer) => {
    // a signature is done, the next one begins
    for (const word of chunk.toString().split('\n')) {
      if (word === 'next') host.send({ type: 'start-ink' });
      if (word === 'end') {
        say(seen);
        void host.close().then(() => app.exit(0));
      }
    }
  });
}

void app.whenReady().then(() => run(process.env['BENCH_DEVICE_HOST'] as string));
