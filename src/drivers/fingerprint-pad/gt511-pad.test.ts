import { describe, expect, it, vi } from 'vitest';
import { readPgm } from '../../../test/support/virtual-pad/grey-image';
import { Gt511Emulator } from '../../../test/support/virtual-pad/gt511-emulator';
import { must, ok } from '../../core/base';
import { GT511 } from '../device';
import { createReplayTransport, Listeners, type Transport } from '../transport';
import { openFingerprintPad } from './open-finger-pad';

const definition = GT511[0] as (typeof GT511)[number];
const print = readPgm('fixtures/fingers/258x202/good.pgm');
const never = new AbortController().signal;

/** A module at a cable on which only equal rates understand each other. */
function bench(rate = 9600) {
  let hear: (chunk: Uint8Array, rate?: number) => void = () => undefined;
  const data = new Listeners<Uint8Array>();
  const host = { rate };
  const module = new Gt511Emulator({
    onData: (listener) => {
      hear = listener;
    },
    write: (bytes, told) => queueMicrotask(() => told === host.rate && data.emit(bytes)),
  });
  const plain = createReplayTransport({ chunks: [] });
  const transport: Transport = {
    ...plain,
    onData: (listener) => data.add(listener),
    async write(bytes) {
      hear(bytes, host.rate);
      return ok(undefined);
    },
    async setBaudRate(baudRate) {
      host.rate = baudRate;
      return ok(undefined);
    },
  };
  const open = () => openFingerprintPad({ kind: 'serial', port: transport }, definition);
  return { module, host, open, unplug: () => plain.unplug() };
}

describe('a GT-511 reader', () => {
  it('says who it is, goes to the rate of its images, and closes', async () => {
    const { module, host, open } = bench();
    const pad = must(await open());
    expect(pad.device).toMatchObject({
      definitionId: 'gt511-c3',
      firmware: '20140513',
      serial: '000102030405060708090a0b0c0d0e0f',
      transport: 'serial',
    });
    expect([host.rate, module.rate]).toEqual([115_200, 115_200]);
    await pad.close();
    expect(module.log.at(-1)).toBe(0x02);
  });

  it('waits for the finger under its light, reads its image with progress, judges it', async () => {
    const { module, open } = bench();
    const pad = must(await open());
    const progress: number[] = [];
    const reading = pad.read(never, (part) => progress.push(part));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(module.light).toBe(true);
    module.finger = print;
    const outcome = await reading;
    expect(outcome).toMatchObject({
      kind: 'image',
      image: { width: 258, height: 202, dpi: 450, device: { definitionId: 'gt511-c3' } },
      quality: { verdict: 'good' },
    });
    expect(outcome.kind === 'image' && Buffer.compare(outcome.image.pixels, print.pixels)).toBe(0);
    expect(progress.at(-1)).toBe(1);
    expect(progress.every((part, at) => part > (progress[at - 1] ?? 0))).toBe(true);
    expect(module.light).toBe(false);
  });

  it('a spoilt image is a failed reading, told at once; the next one is whole', async () => {
    const { module, open } = bench();
    const pad = must(await open());
    module.finger = print;
    module.change = (packet) => packet.map((byte, at) => (at === 30_000 ? byte ^ 1 : byte));
    expect(await pad.read(never, () => undefined)).toEqual({
      kind: 'failed',
      reason: 'device',
      code: 'DEVICE_GARBLED',
    });
    module.change = undefined;
    module.finger = undefined;
    const again = pad.read(never, () => undefined);
    await new Promise((resolve) => setTimeout(resolve, 10));
    module.finger = print;
    expect(await again).toMatchObject({ kind: 'image', quality: { verdict: 'good' } });
  });

  it('a cut off image, a mute module and an unplugged one end by themselves', async () => {
    const { module, open, unplug } = bench();
    const pad = must(await open());
    module.finger = print;
    module.change = (packet) => packet.subarray(0, -1);
    vi.useFakeTimers();
    const cut = pad.read(never, () => undefined);
    await vi.advanceTimersByTimeAsync(3100);
    expect(await cut).toMatchObject({ code: 'DEVICE_NO_ANSWER' });
    module.mute = true;
    const mute = pad.read(never, () => undefined);
    await vi.advanceTimersByTimeAsync(3100);
    expect(await mute).toMatchObject({ code: 'DEVICE_NO_ANSWER' });
    vi.useRealTimers();
    const codes: string[] = [];
    pad.onLost((code) => codes.push(code));
    const reading = pad.read(never, () => undefined);
    unplug();
    expect(await reading).toMatchObject({ code: 'DEVICE_LOST' });
    expect(codes).toEqual(['DEVICE_LOST']);
  });

  it('is not there at another rate than its own, nor as a silent port', async () => {
    vi.useFakeTimers();
    const { open } = bench(57_600);
    const opening = open();
    await vi.advanceTimersByTimeAsync(600);
    expect(await opening).toMatchObject({ error: { code: 'DEVICE_NO_ANSWER' } });
    vi.useRealTimers();
  });

  it('asks a finger that gives no image three times to keep still; another refusal is a failure', async () => {
    const { module, open } = bench();
    const pad = must(await open());
    module.finger = print;
    module.nextCapture.push(0x100c, 0x1012, 0x100c);
    expect(await pad.read(never, () => undefined)).toEqual({ kind: 'failed', reason: 'moved' });
    module.nextCapture.push(0x100f);
    expect(await pad.read(never, () => undefined)).toMatchObject({ code: 'DEVICE_REFUSED' });
  });

  it('reads the raw image of a firmware that has no other, without a resolution', async () => {
    const { module, open } = bench();
    module.hasImage = false;
    const pad = must(await open());
    module.finger = print;
    const outcome = await pad.read(never, () => undefined);
    expect(outcome).toMatchObject({ kind: 'image', image: { width: 160, height: 120 } });
    expect(outcome.kind === 'image' && outcome.image.dpi).toBeUndefined();
  });

  it('stops waiting when told to, with its light off', async () => {
    const { module, open } = bench();
    const pad = must(await open());
    const stop = new AbortController();
    const reading = pad.read(stop.signal, () => undefined);
    stop.abort();
    expect(await reading).toEqual({ kind: 'stopped' });
    expect(module.light).toBe(false);
  });
});
