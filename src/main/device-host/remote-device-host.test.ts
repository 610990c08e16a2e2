import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { HostProbe, hasSocat } from '../../../test/support/host-probe';
import { readPenTrace } from '../../../test/support/virtual-pad/pen-trace';
import { startVirtualPads, type VirtualPads } from '../../../test/support/virtual-pads';
import type { DisplayMessage } from '../../contracts/ipc';
import type { DeviceHostEvent, DisplayPort } from './device-host';
import { parseSerialSettings } from './named-devices';
import { type DeviceHostCarrier, remoteDeviceHost } from './remote-device-host';
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

  it('reports and display points come across; killed or aborted mid-stroke it is back, with no ink of before', async () => {
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

    const { reports } = readPenTrace('fixtures/pen-traces/wacom/stu-540/three-characters.ndjson');
    const down = reports.findIndex(({ bytes }) => ((bytes[1] as number) & 0x70) !== 0);
    const isLast = (event: DeviceHostEvent): boolean =>
      event.type === 'report' && (event.sample?.sequence ?? -1) % 65_536 === pads.pen.lastSequence;
    for (const signal of ['SIGKILL', 'SIGABRT'] as const) {
      await pads.playSignature({ speed: 0, reports: down + 20 });
      expect(await probe.until(isLast)).toMatchObject({ sample: { tipSwitch: true } });
      const from = probe.events.length;
      children.at(-1)?.kill(signal);
      expect(await probe.padIs('lost', from)).toMatchObject({ code: 'DEVICE_HOST_CRASHED' });
      await Promise.all([probe.padIs('ready', from), probe.fingerPadIs('ready', from)]);
      host.send({ type: 'start-ink' });
      await expect.poll(() => pads.pen.heard.at(-1)?.[0]).toBe(0x20);
      await pads.playSignature({ speed: 0, reports: 30 });
      await probe.until(isLast, from);
      expect(probe.events.slice(from).filter((event) => event.type === 'report' && event.sample)).toHaveLength(30);
    }
    expect(children).toHaveLength(3);
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

  /** A host whose processes end when they are told to, on a clock that the test turns. */
  function frail() {
    vi.useFakeTimers();
    const carriers: FakeCarrier[] = [];
    const start = (): FakeCarrier => {
      carriers.push(new FakeCarrier());
      return carriers.at(-1) as FakeCarrier;
    };
    const crashes: number[] = [];
    const ports = { onCrash: (code: number) => crashes.push(code), nowMs: () => Date.now() };
    const host = remoteDeviceHost(start, { serialPorts: [] }, ports);
    const probe = new HostProbe(host);
    const last = (): FakeCarrier => carriers.at(-1) as FakeCarrier;
    /** The process ends; a new one is there after the pause and not before. */
    const crash = (pauseMs: number): void => {
      const before = carriers.length;
      last().exit(1);
      vi.advanceTimersByTime(pauseMs - 1);
      expect(carriers).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(carriers).toHaveLength(before + 1);
    };
    return { host, probe, carriers, crashes, last, crash };
  }
  const pad = (state: 'ready' | 'opening') => ({ type: 'events', events: [{ type: 'pad', state }] }) as const;

  it('starts again within a second; crash upon crash it says that devices do not answer, and goes on trying', async () => {
    const { host, probe, carriers, crashes, last, crash } = frail();
    for (const pauseMs of [200, 400, 800, 1000, 1000]) {
      last().tell(pad('opening'));
      crash(pauseMs);
    }
    expect(probe.states('finger-pad')).toEqual([]);
    expect(probe.states('pad').at(-1)).toBe('lost DEVICE_HOST_CRASHED');
    for (let time = 0; time < 3; time++) {
      last().tell(pad('ready'));
      crash(30_000);
      expect(probe.states('pad').at(-1)).toBe('failed DEVICE_HOST_DOWN');
      expect(probe.states('finger-pad').at(-1)).toBe('failed DEVICE_HOST_DOWN');
    }
    // it lives: the next crash is the first again
    vi.advanceTimersByTime(60_000);
    last().tell(pad('ready'));
    crash(200);
    expect(probe.states('pad').at(-1)).toBe('lost DEVICE_HOST_CRASHED');
    const count = carriers.length;
    await host.close();
    vi.advanceTimersByTime(60_000);
    expect(carriers).toHaveLength(count);
    // each crash is told, with its code; the end that was asked for is none
    expect(crashes).toEqual(Array(count - 1).fill(1));
    expect(carriers.every(({ sent }) => sent[0]?.type === 'options')).toBe(true);
  });

  it('hears nothing more of a process that has ended: its ink is void', () => {
    const { probe, carriers, crash } = frail();
    crash(200);
    // the new one is told, for a hand may be writing on
    const told = carriers.map(({ sent }) => sent[0]?.type === 'options' && sent[0].options.afterCrash);
    expect(told).toEqual([undefined, true]);
    const report = { hostTimeUs: 1, bytes: Uint8Array.of(1) };
    for (const carrier of carriers) carrier.tell({ type: 'events', events: [{ type: 'report', report }] });
    expect(probe.of('report')).toHaveLength(1);
  });

  it('while the computer is left a new process opens nothing either, until somebody is back', () => {
    const { host, carriers, crash } = frail();
    const commands = (): string[] =>
      carriers.map(({ sent }) => sent.map((one) => (one.type === 'command' ? one.command.type : one.type)).join(' '));
    host.send({ type: 'suspend' });
    crash(200);
    host.send({ type: 'resume' });
    crash(400);
    expect(commands()).toEqual(['options suspend', 'options suspend resume', 'options']);
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
