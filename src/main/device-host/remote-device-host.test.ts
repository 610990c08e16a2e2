import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { HostProbe, hasSocat } from '../../../test/support/host-probe';
import { startVirtualPads, type VirtualPads } from '../../../test/support/virtual-pads';
import type { DisplayMessage } from '../../contracts/ipc';
import type { DisplayPort } from './device-host';
import { type DeviceHostCarrier, remoteDeviceHost } from './remote-device-host';
import { parseSerialSettings } from './serial-settings';
import type { FromHost, ToHost } from './wire';

/** Gives the entry of the process what Electron's utility process has; a port is a way back over the same pipe. */
const PARENT_PORT = `process.parentPort = {
  on: (event, listener) => process.on(event, ({ message, ports }) => listener({
    data: message,
    ports: Array.from({ length: ports }, () => ({ postMessage: (display) => process.send({ display }) })),
  })),
  postMessage: (message) => process.send({ message }),
};`;
type FromChild = { readonly message: FromHost } | { readonly display: DisplayMessage };

describe.skipIf(!hasSocat)('device host in a process of its own (a child of this one; skipped without socat)', () => {
  const scratch = resolve('.cache', 'device-host-test');
  const entry = join(scratch, 'device-host.cjs');
  let dir: string;
  let pads: VirtualPads;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    mkdirSync(scratch, { recursive: true });
    dir = mkdtempSync(join(tmpdir(), 'pads-'));
    pads = await startVirtualPads({ dir });
    await build({
      entryPoints: ['src/main/device-host/device-host-process.ts'],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node18',
      external: ['serialport', 'usb'],
      banner: { js: PARENT_PORT },
      outfile: entry,
    });
  });
  afterAll(async () => {
    await pads.close();
    rmSync(dir, { recursive: true, force: true });
    rmSync(scratch, { recursive: true, force: true });
  });

  const start = (): DeviceHostCarrier => {
    const child = fork(entry, [], { serialization: 'advanced' });
    children.push(child);
    let display: DisplayPort | undefined;
    return {
      postMessage(message, ports = []) {
        display = (ports[0] as DisplayPort | undefined) ?? display;
        child.send({ message, ports: ports.length });
      },
      onMessage: (listener) =>
        void child.on('message', (sent: FromChild) => {
          if ('display' in sent) display?.postMessage(sent.display);
          else listener(sent.message);
        }),
      onExit: (listener) => void child.on('exit', (code) => listener(code ?? 1)),
      kill: () => void child.kill('SIGKILL'),
    };
  };

  it('reports and display points come across, a crash is told and mended within a second', async () => {
    const host = remoteDeviceHost(start, { serialPorts: parseSerialSettings(pads.serial), autoDetect: false });
    const probe = new HostProbe(host);
    await probe.padIs('ready');
    const seen: { kind: string; triples?: unknown }[] = [];
    host.send({ type: 'display-port', port: { postMessage: (message) => seen.push(message) } });
    host.send({ type: 'start-ink' });
    // the host's first word to the screen says that it listens to the pen now
    await expect.poll(() => seen.length, { timeout: 20_000 }).toBeGreaterThan(0);
    await pads.playSignature({ speed: 4, reports: 120 });
    await probe.until((event) => event.type === 'report' && event.sample?.sequence === pads.pen.lastSequence);
    expect(probe.of('report').filter(({ sample }) => sample !== undefined)).toHaveLength(120);
    expect(seen[0]).toEqual({ kind: 'clear' });
    expect(seen.some(({ triples }) => triples instanceof Float32Array)).toBe(true);

    const from = probe.events.length;
    children[0]?.kill('SIGKILL');
    expect(await probe.padIs('lost', from)).toMatchObject({ code: 'DEVICE_HOST_CRASHED' });
    await probe.padIs('ready', from);
    expect(children).toHaveLength(2);
    await host.close();
  });
});

describe('remoteDeviceHost', () => {
  class FakeCarrier implements DeviceHostCarrier {
    readonly sent: ToHost[] = [];
    message: (message: unknown) => void = () => undefined;
    private readonly exits: ((code: number) => void)[] = [];
    postMessage = (message: unknown): void => {
      this.sent.push(message as ToHost);
      if ((message as ToHost).type === 'close') this.exit(0);
    };
    onMessage = (listener: (message: unknown) => void): void => {
      this.message = listener;
    };
    onExit = (listener: (code: number) => void): void => void this.exits.push(listener);
    kill = (): void => this.exit(9);
    exit(code: number): void {
      for (const listener of this.exits) listener(code);
    }
    tell(message: FromHost): void {
      this.message(message);
    }
  }
  afterEach(() => vi.useRealTimers());

  it('starts again with growing pauses up to a second, and not after close', async () => {
    vi.useFakeTimers();
    const carriers: FakeCarrier[] = [];
    const host = remoteDeviceHost(
      () => {
        const carrier = new FakeCarrier();
        carriers.push(carrier);
        return carrier;
      },
      { serialPorts: [] },
    );
    for (const pause of [200, 400, 800, 1000, 1000]) {
      const before = carriers.length;
      carriers.at(-1)?.exit(1);
      vi.advanceTimersByTime(pause - 1);
      expect(carriers).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(carriers).toHaveLength(before + 1);
    }
    carriers.at(-1)?.tell({ type: 'events', events: [] });
    carriers.at(-1)?.exit(1);
    vi.advanceTimersByTime(200);
    expect(carriers).toHaveLength(7);
    await host.close();
    vi.advanceTimersByTime(5000);
    expect(carriers).toHaveLength(7);
    expect(carriers.every(({ sent }) => sent[0]?.type === 'options')).toBe(true);
  });

  it('tells a late listener how the devices stand', () => {
    const carrier = new FakeCarrier();
    const host = remoteDeviceHost(() => carrier, { serialPorts: [] });
    carrier.tell({ type: 'events', events: [{ type: 'pad', state: 'ready' }] });
    const heard: string[] = [];
    host.onEvent((event) => heard.push(event.type));
    expect(heard).toEqual(['pad']);
  });
});
