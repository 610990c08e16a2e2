import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HostProbe, hasSocat } from '../../../test/support/host-probe';
import { readPgm } from '../../../test/support/virtual-pad/grey-image';
import { readPenTrace } from '../../../test/support/virtual-pad/pen-trace';
import { startVirtualPads, type VirtualPads } from '../../../test/support/virtual-pads';
import { type CaptureDevice, captureStatistics, type PenSample, strokesOf } from '../../core/ink';
import type { DeviceHost } from './device-host';
import { createDeviceHost } from './in-process-host';
import { parseSerialSettings } from './named-devices';

const FAST = { speed: 0 };

describe.skipIf(!hasSocat)('device host on real serial ports (pseudo terminals; skipped without socat)', () => {
  let dir: string;
  let pads: VirtualPads;
  let host: DeviceHost;
  let probe: HostProbe;

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'pads-'));
    pads = await startVirtualPads({ dir });
    host = createDeviceHost({ serialPorts: parseSerialSettings(pads.serial), autoDetect: false }, { retryMs: 30 });
    probe = new HostProbe(host);
    await Promise.all([probe.padIs('ready'), probe.fingerPadIs('ready')]);
  });
  afterEach(async () => {
    await host.close();
    await pads.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const samples = (): PenSample[] => probe.of('report').flatMap(({ sample }) => (sample ? [sample] : []));
  const arrived = (): Promise<unknown> =>
    probe.until(
      (event) => event.type === 'report' && (event.sample?.sequence ?? -1) % 65_536 === pads.pen.lastSequence,
    );
  const device = (): CaptureDevice => {
    const ready = probe.of('pad').find((event) => event.device !== undefined);
    if (ready?.device === undefined) throw new Error('the pad was never ready');
    return ready.device;
  };
  const write = async (options = {}): Promise<void> => {
    await pads.playSignature({ ...FAST, ...options });
    await arrived();
  };

  it('a signature arrives whole: every report, both clocks, fifteen strokes', async () => {
    host.send({ type: 'start-ink' });
    await write();
    const reports = probe.of('report').map(({ report }) => report);
    const statistics = captureStatistics({ device: device(), samples: samples(), reports });
    expect(statistics).toMatchObject({ strokes: 15, lost: 0, duplicates: 0, clock: 'device', rateHz: 200 });
    const times = reports.map((report) => report.hostTimeUs);
    expect(times.every((time, index) => index === 0 || time >= (times[index - 1] as number))).toBe(true);
  });

  it('passes nothing on before start-ink and after stop-ink', async () => {
    await pads.playSignature({ ...FAST, reports: 20 });
    host.send({ type: 'start-ink' });
    host.send({ type: 'stop-ink' });
    await pads.playSignature({ ...FAST, reports: 20 });
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(samples()).toHaveLength(0);
  });

  it('reports that the cable lost show as lost', async () => {
    host.send({ type: 'start-ink' });
    const last = pads.pen.lastSequence + 199;
    await pads.playSignature({ ...FAST, reports: 200, loseEvery: 50 });
    await probe.until((event) => event.type === 'report' && event.sample?.sequence === last);
    // the last of the four was the very last report: nothing came after it to tell
    expect(captureStatistics({ device: device(), samples: samples(), reports: [] }).lost).toBe(3);
  });

  it('garbage on the line does not stop the pen', async () => {
    host.send({ type: 'start-ink' });
    pads.pen.garbage(Uint8Array.from({ length: 300 }, (_, i) => (i * 37) % 256));
    await write({ reports: 100 });
    expect(samples().length).toBeGreaterThanOrEqual(99);
  });

  it('with checksums as well', async () => {
    pads.pen.withCrc = true;
    host.send({ type: 'start-ink' });
    await write({ reports: 100 });
    expect(samples()).toHaveLength(100);
  });

  it('a pad that was reset is armed again', async () => {
    host.send({ type: 'start-ink' });
    await write({ reports: 20 });
    const before = samples();
    pads.pen.reset();
    await pads.playSignature({ reports: 10 });
    await probe.until(() => pads.pen.mode === 3);
    await pads.playSignature({ ...FAST, reports: 5 });
    await probe.until(() => samples().length > before.length && samples().at(-1)?.deviceTime !== undefined);
    expect(samples().at(-1)?.deviceTime).toBeGreaterThan(before.at(-1)?.deviceTime as number);
  });

  it('unplugged in the middle of a stroke: lost at once, ready again when plugged in', async () => {
    const messages: { kind: string; end?: boolean }[] = [];
    host.send({ type: 'display-port', port: { postMessage: (message) => messages.push(message) } });
    host.send({ type: 'start-ink' });
    const { reports } = readPenTrace('fixtures/pen-traces/wacom/stu-540/three-characters.ndjson');
    const down = reports.findIndex(({ bytes }) => ((bytes[1] as number) & 0x70) !== 0);
    await write({ reports: down + 20 });
    expect(samples().at(-1)?.tipSwitch).toBe(true);
    const from = probe.events.length;
    await pads.unplugPen();
    expect(await probe.padIs('lost', from)).toMatchObject({ code: 'DEVICE_LOST' });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(messages.at(-1)).toMatchObject({ kind: 'points', end: true });
    await pads.replugPen();
    await probe.padIs('ready', from);
    expect(probe.states('pad').slice(-3)).toEqual(['lost DEVICE_LOST', 'opening', 'ready']);
    const before = samples().length;
    await pads.playSignature({ ...FAST, reports: 10 });
    await probe.until(() => samples().length === before + 10);
  });

  it.each(['the driver crashed', 'the ink was wiped', 'the pad was pulled'])(
    'a hand that writes on after %s: ink is the next stroke, and every report is kept',
    async (what) => {
      const trace = readPenTrace('fixtures/pen-traces/wacom/stu-540/three-characters.ndjson');
      const isDown = (bytes: Uint8Array): boolean => ((bytes[1] as number) & 0x70) !== 0;
      const next = (wanted: boolean, from: number): number =>
        trace.reports.findIndex(({ bytes }, index) => index >= from && isDown(bytes) === wanted);
      const middle = next(true, 0) + 8;
      const fresh = next(true, next(false, middle));
      // a clock that stands: how busy this machine is makes no difference
      const open = async (afterCrash: boolean): Promise<void> => {
        await host.close();
        const options = { serialPorts: parseSerialSettings(pads.serial), autoDetect: false, afterCrash };
        host = createDeviceHost(options, { retryMs: 30, nowUs: () => 0 });
        probe = new HostProbe(host);
        await probe.padIs('ready');
        host.send({ type: 'start-ink' });
      };
      const play = async (from: number, to: number): Promise<void> => {
        await pads.pen.play({ ...trace, reports: trace.reports.slice(from, to) }, FAST);
        await arrived();
      };
      await open(false);
      await play(0, middle);
      expect(samples().at(-1)?.tipSwitch).toBe(true);
      const from = probe.events.length;
      if (what === 'the driver crashed') await open(true);
      else if (what === 'the ink was wiped') host.send({ type: 'clear-ink' });
      else {
        await pads.unplugPen();
        await probe.padIs('lost', from);
        await pads.replugPen();
        await probe.padIs('ready', from);
        host.send({ type: 'start-ink' });
      }
      const before = samples().length;
      await play(middle, fresh + 12);
      const reports = probe
        .of('report')
        .filter(({ sample }) => sample !== undefined)
        .slice(before);
      const sent = trace.reports.slice(middle, fresh + 12).map(({ bytes }) => isDown(bytes));
      expect(reports.map(({ report }) => isDown(report.bytes))).toEqual(sent);
      expect(reports.map(({ sample }) => sample?.tipSwitch)).toEqual(
        sent.map((down, index) => down && index >= fresh - middle),
      );
    },
  );

  it('is held exclusively: a second host is told so', async () => {
    const second = createDeviceHost(
      { serialPorts: parseSerialSettings(pads.serial), autoDetect: false },
      { retryMs: 30 },
    );
    const other = new HostProbe(second);
    expect(await other.padIs('failed')).toMatchObject({ code: 'DEVICE_BUSY' });
    await host.close();
    await other.padIs('ready');
    await second.close();
  });

  it('asleep in the middle of a stroke: every handle is free, what was under way has ended; awake: armed as anew', async () => {
    host.send({ type: 'start-ink' });
    host.send({ type: 'start-finger' });
    await write({ reports: 300 });
    const [from, heard] = [probe.events.length, pads.pen.heard.length];
    host.send({ type: 'suspend' });
    expect(await probe.padIs('lost', from)).toMatchObject({ code: 'DEVICE_ASLEEP' });
    expect(await probe.fingerPadIs('lost', from)).toMatchObject({ code: 'DEVICE_ASLEEP' });
    // nobody's name stays on the pad
    await probe.until(() => pads.pen.heard.slice(heard).some((report) => report[0] === 0x20), from);
    // somebody else's turn: both ports are free, and stay so
    const serialPorts = parseSerialSettings(pads.serial);
    const other = createDeviceHost({ serialPorts, autoDetect: false }, { retryMs: 30 });
    const others = new HostProbe(other);
    await Promise.all([others.padIs('ready'), others.fingerPadIs('ready')]);
    await other.close();
    expect(probe.of('finger-failed')).toEqual([]);
    const [asleep, before] = [probe.events.length, samples().length];
    expect(probe.states('pad').at(-1)).toBe('lost DEVICE_ASLEEP');
    // its power was off meanwhile
    pads.pen.reset();
    expect(pads.pen.mode).not.toBe(3);
    host.send({ type: 'resume' });
    await Promise.all([probe.padIs('ready', asleep), probe.fingerPadIs('ready', asleep)]);
    expect(pads.pen.mode).toBe(3);
    // nobody has asked for ink since; and a sleep that was not announced: handles of before are closed all the same
    await pads.playSignature({ ...FAST, reports: 20 });
    const again = probe.events.length;
    host.send({ type: 'resume' });
    await probe.padIs('lost', again);
    await Promise.all([probe.padIs('ready', again), probe.fingerPadIs('ready', again)]);
    expect(samples()).toHaveLength(before);
    host.send({ type: 'start-ink' });
    await write({ reports: 10 });
  });

  it('the display gets strokes in frames, a late screen gets all of them', async () => {
    host.send({ type: 'start-ink' });
    await write();
    await new Promise((resolve) => setTimeout(resolve, 30));
    const late: { kind: string; stroke?: number; triples?: Float32Array; end?: boolean }[] = [];
    host.send({ type: 'display-port', port: { postMessage: (message) => late.push(message) } });
    const strokes = strokesOf({ samples: samples() });
    expect(late.map(({ stroke, triples }) => [stroke, triples?.length])).toEqual(
      strokes.map((stroke, index) => [index, stroke.samples.length * 3]),
    );
    expect(late.every(({ end }) => end)).toBe(true);
    host.send({ type: 'clear-ink' });
    expect(late.at(-1)).toEqual({ kind: 'clear' });
    await probe.until(() => pads.pen.heard.some((report) => report[0] === 0x20));
  });

  it('a finger: progress, then the very image', async () => {
    host.send({ type: 'start-finger' });
    await pads.pressFinger();
    const event = await probe.until(({ type }) => type === 'finger-image');
    const { pixels } = readPgm('fixtures/fingers/good.pgm');
    expect(event).toMatchObject({ quality: { verdict: 'good' }, image: { device: { definitionId: 'ef01-zfm-20' } } });
    expect(event.type === 'finger-image' && Buffer.compare(event.image.pixels, pixels)).toBe(0);
    expect(probe.of('finger-progress').length).toBeGreaterThan(100);
  });

  it('a poor print comes with its reason, and the next try works', async () => {
    host.send({ type: 'start-finger' });
    await pads.pressFinger('fixtures/fingers/dry.pgm');
    expect(await probe.until(({ type }) => type === 'finger-image')).toMatchObject({
      quality: { verdict: 'poor', reason: 'too-dry' },
    });
    host.send({ type: 'start-finger' });
    await pads.pressFinger();
    await probe.until((event) => event.type === 'finger-image' && event.quality.verdict === 'good');
  });

  it('a reader pulled out while waiting fails the try, and comes back', async () => {
    host.send({ type: 'start-finger' });
    await pads.unplugFinger();
    expect(await probe.until(({ type }) => type === 'finger-failed')).toMatchObject({
      reason: 'device',
      code: 'DEVICE_LOST',
    });
    const from = probe.events.length;
    await pads.replugFinger();
    await probe.fingerPadIs('ready', from);
  });
});

describe('device host without devices', () => {
  it('says absent, and names a definition that does not exist', async () => {
    const nowhere = join(tmpdir(), 'no-such-port');
    const absent = createDeviceHost({
      serialPorts: [{ path: nowhere, definition: 'wacom-stu-540' }],
      autoDetect: false,
    });
    await new HostProbe(absent).until(
      (event) => event.type === 'pad' && event.code === 'DEVICE_ABSENT' && event.state === 'absent',
    );
    absent.send({ type: 'start-finger' });
    await absent.close();
    const unknown = createDeviceHost({ serialPorts: [{ path: nowhere, definition: 'x' }], autoDetect: false });
    await new HostProbe(unknown).until((event) => event.type === 'pad' && event.code === 'DEVICE_UNKNOWN_DEFINITION');
    await unknown.close();
  });
});

describe('device host on recordings', () => {
  it('writes the trace after each wipe and gives the print, and says that both are recordings', async () => {
    const serialPorts = parseSerialSettings(
      'replay:fixtures/pen-traces/wacom/stu-430v/single-stroke.ndjson=wacom-stu-430v,replay:fixtures/fingers/good.pgm=ef01-zfm-20',
    );
    const replay = createDeviceHost({ serialPorts, autoDetect: false });
    const heard = new HostProbe(replay);
    expect(await heard.padIs('ready')).toMatchObject({ device: { transport: 'replay', evidenceGrade: 'C' } });
    expect(await heard.fingerPadIs('ready')).toMatchObject({ device: { transport: 'replay' } });
    replay.send({ type: 'start-ink' });
    replay.send({ type: 'start-finger' });
    expect(await heard.until(({ type }) => type === 'finger-image')).toMatchObject({ quality: { verdict: 'good' } });
    await heard.until((event) => event.type === 'report' && event.sample?.tipSwitch === true);
    await replay.close();
  });

  it('a file that is no recording is a code', async () => {
    const serialPorts = parseSerialSettings('replay:package.json=wacom-stu-540,replay:nowhere=ef01-zfm-20');
    const broken = createDeviceHost({ serialPorts, autoDetect: false });
    const heard = new HostProbe(broken);
    expect(await heard.padIs('failed')).toMatchObject({ code: 'DEVICE_GARBLED' });
    expect(await heard.fingerPadIs('failed')).toMatchObject({ code: 'DEVICE_GARBLED' });
    await broken.close();
  });
});
