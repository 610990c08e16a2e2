import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CaptureDevice } from '../../src/core/ink';
import type { PenRange } from '../../src/drivers/device';
import { rigHindrance } from '../support/rig/kernel';
import { type RigOutcome, runInGuest } from '../support/rig/machine';

const hindrance = rigHindrance();

interface TabletSeen {
  readonly device: CaptureDevice;
  readonly axes?: PenRange;
  readonly reports: number;
  readonly read: number;
}

interface KernelVerdict {
  readonly reports: number;
  readonly touched: number;
  readonly count: number;
  readonly different: readonly unknown[];
  readonly kernel: PenRange;
  readonly ours: PenRange;
}

interface Streamed {
  readonly perSecond: number;
  readonly sent: number;
  readonly tookMs: number;
  readonly blocked: number;
}

const whole = (count: number) => ({ sent: count, received: count, lost: 0 });

const title = `a real kernel with virtual devices${hindrance === undefined ? '' : ` (skipped: ${hindrance})`}`;

describe.skipIf(hindrance !== undefined)(title, () => {
  let outcomes: readonly RigOutcome[];
  const reportOf = (scenario: string): unknown => {
    const of = (name: string) => outcomes.find((candidate) => candidate.scenario === name);
    const outcome = of(scenario) ?? of('machine');
    if (!outcome?.ok) throw new Error(`${scenario}: ${String(outcome?.value ?? 'did not run')}`);
    return outcome.value;
  };

  beforeAll(async () => {
    const outdir = resolve('.cache/rig/programs');
    await build({
      entryPoints: ['guest', 'device-host', 'pad-thread'].map((name) => `test/support/rig/${name}.ts`),
      outdir,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      packages: 'external',
      logLevel: 'warning',
    });
    outcomes = await runInGuest(join(outdir, 'guest.mjs'), process.env['RIG_SCENARIOS'] ?? '');
  }, 440_000);

  it('a HID tablet: found, armed, streamed, lost in a stroke, found again', () => {
    expect(reportOf('hid-tablet')).toMatchObject({
      states: ['absent DEVICE_ABSENT', 'opening', 'ready', 'lost DEVICE_LOST', 'opening', 'ready', 'lost DEVICE_LOST'],
      device: { definitionId: 'wacom-ctl-472', transport: 'hid', serial: '0GR0042' },
    });
    const { features, whole, sent } = reportOf('hid-tablet') as { features: string[]; whole: number; sent: number };
    expect(whole).toBe(sent);
    // ours, and the same from the kernel's own driver
    expect(new Set(features)).toEqual(new Set(['0202']));
    expect(features.length).toBeGreaterThanOrEqual(2);
  });

  it('the driver of the kernel and ours read every report of the same pens alike', () => {
    const judged = reportOf('kernel-pen') as Record<string, KernelVerdict>;
    expect(Object.keys(judged)).toHaveLength(8);
    for (const [id, { count, different, reports, touched, kernel, ours }] of Object.entries(judged)) {
      expect({ id, count, different }).toEqual({ id, count: 0, different: [] });
      expect(touched, id).toBeGreaterThan(50);
      expect(reports - touched, id).toBeGreaterThan(50);
      expect(kernel.unitsPerInch, id).toBe(ours.unitsPerInch);
      expect(kernel.pressureMax, id).toBe(ours.pressureMax);
      // of a pen display the kernel gives to others what lies above the picture, 2 mm less on each side
      for (const edge of [ours.xMax - kernel.xMax, ours.yMax - kernel.yMax])
        expect(Math.abs(edge), id).toBeLessThanOrEqual(0.08 * ours.unitsPerInch);
    }
  });

  it('a USB fingerprint reader over USB/IP: found, woken, read, lost, found again', () => {
    const seen = reportOf('usb-finger');
    expect(seen).toMatchObject({
      states: ['absent DEVICE_ABSENT', 'opening', 'ready', 'lost DEVICE_LOST', 'opening', 'ready'],
      device: { definitionId: 'digitalpersona-uru4500', transport: 'usb', serial: '{RIG-4500}' },
      quality: { verdict: 'good' },
    });
    const { log, different } = seen as { log: string[]; different: number };
    // on a busy machine it may have to be woken twice
    const woken = log.indexOf('4e=10') - 2;
    expect(log.slice(woken, woken + 6)).toEqual(['7=81', '7=01', '4e=10', '4e=20', '33=07', '33=08']);
    // the last byte of a scrambled block is not transmitted
    expect(different).toBeLessThanOrEqual(4);
  });

  const day = (): Record<string, unknown> => reportOf('stu-pad') as Record<string, unknown>;

  it('an STU pad is found, told apart and armed: pens with time and number, none lost', () => {
    expect(day()).toMatchObject({
      ready: {
        device: { definitionId: 'wacom-stu-430', transport: 'hid', serial: '3GZQS00001', evidenceGrade: 'A' },
        screen: { width: 320, height: 200 },
      },
      armed: 3,
      written: whole(150),
    });
  });

  it('an STU pad takes a picture whole by feature reports', () => {
    const { uploaded } = day() as { uploaded: { wrong: number; bytes: number } };
    expect(uploaded.wrong).toBe(0);
    // more than one block of 253 bytes
    expect(uploaded.bytes).toBeGreaterThan(5000);
  });

  it('an STU pad that was reset behind our back is armed again, and its picture drawn again', () => {
    expect(day()).toMatchObject({ rearmed: { from: 0, mode: 3, wrong: 0 }, afterReset: whole(60) });
  });

  it('an STU pad pulled in a stroke: told, what came is kept, the stroke ends, nothing is invented; plugged in it is armed by itself', () => {
    expect(day()).toMatchObject({
      gone: { code: 'DEVICE_LOST' },
      cut: { sent: 120, received: 120, tip: true },
      strokeEnds: { end: true },
      again: { mode: 3, handles: 1, invented: 0 },
      afterReplug: whole(60),
    });
  });

  it('an STU pad is let go for a sleep, found on its new node and armed after it', () => {
    expect(day()).toMatchObject({
      inSleep: { code: 'DEVICE_ASLEEP', handles: 0 },
      awake: { mode: 3, handles: 1 },
      afterSleep: whole(60),
      left: 0,
    });
    expect((day()['states'] as string[]).filter((state) => state !== 'opening')).toEqual([
      'absent DEVICE_ABSENT',
      'ready',
      'lost DEVICE_LOST',
      'ready',
      'lost DEVICE_ASLEEP',
      'ready',
    ]);
  });

  it('a stranger is left alone, another model under known ids is told, of two pads one is used and the other its heir', () => {
    expect(reportOf('hid-company')).toMatchObject({
      wrong: { code: 'DEVICE_WRONG' },
      strange: { asked: 0, handles: 0 },
      both: { received: 100, handles: 1, unused: 0 },
      heir: { mode: 3, handles: 1 },
      left: 0,
    });
  });

  it('a pad that sends garbage: the capture tells of it, and the pen is whole after it', () => {
    const { noisy } = reportOf('hid-company') as { noisy: Record<string, number> };
    // two of five kinds the kernel keeps to itself, one of the others is taken for a pen, as it cannot but be
    expect(noisy).toMatchObject({ rubbish: 120, heard: 72, samples: 124, afterNoise: whole(100) });
    expect(noisy['outOfRange']).toBeGreaterThan(10);
    expect(noisy['lost']).toBeGreaterThan(1000);
  });

  it('streams asked for at 200 and 1,000 reports a second arrive whole, also while who listens is blocked 200 ms in every second', () => {
    const streams = (reportOf('hid-streams') as Streamed[][]).map((attempts) => attempts.at(-1) as Streamed);
    const reached = streams.map(
      ({ perSecond, sent, tookMs }) => `${Math.round((sent * 1000) / tookMs)} of ${perSecond}`,
    );
    console.log(`rig: reports a second, reached of asked: ${reached.join(', ')}`);
    expect(streams).toMatchObject([
      { perSecond: 200, ...whole(300), duplicates: 0 },
      { perSecond: 1000, ...whole(1500), duplicates: 0 },
      { perSecond: 1000, ...whole(3000), duplicates: 0 },
    ]);
    expect(streams[2]?.blocked).toBeGreaterThanOrEqual(2);
  });

  it('a tablet that the kernel has switched over is read as its driver lays it out', () => {
    const tablets = reportOf('usb-tablets') as Record<string, TabletSeen>;
    for (const name of ['huion-v2', 'huion-v1']) {
      const { device, axes, ...seen } = tablets[name] as TabletSeen;
      expect(seen, name).toMatchObject({ isAsWritten: true });
      expect(device, name).toMatchObject({ definitionId: 'hid-pen', xMax: axes?.xMax, yMax: axes?.yMax });
      expect(device.pressureMax, name).toBe(axes?.pressureMax);
      expect(seen.read, name).toBe(seen.reports);
    }
    // of the newer kind the driver itself ends the pen after 100 ms without a report, which the emulation reaches in a stroke
    expect(tablets['huion-v1']).toMatchObject({ isAsKernel: true });
  });

  it('a tablet that nobody has switched over: by a string descriptor, by an output report', () => {
    const tablets = reportOf('usb-tablets') as Record<string, TabletSeen>;
    expect(tablets['huion-own']).toMatchObject({
      device: { definitionId: 'huion-tablet', xMax: 50_800, yMax: 31_750, pressureMax: 8191, widthUm: 254_000 },
      asked: [200],
      isAsWritten: true,
    });
    expect(tablets['ugee-v2']).toMatchObject({
      device: { definitionId: 'ugee-m708-v3', xMax: 50_800, yMax: 30_480, pressureMax: 16_383 },
      asked: [100],
      written: ['02b00400000000000000'],
      isAsWritten: true,
    });
  });

  it('a signing pad and a fingerprint module behind CDC-ACM: streamed, uploaded, pulled in a stroke, found again', () => {
    const seen = reportOf('serial-acm') as { states: string[]; set: string[]; sent: number };
    expect(seen).toMatchObject({
      whole: seen.sent,
      isAsWritten: true,
      isGapless: true,
      afterReplug: 120,
      image: [256, 288],
      different: 0,
    });
    expect(seen.states.slice(-5)).toEqual(['opening', 'ready', 'lost DEVICE_LOST', 'opening', 'ready']);
    // 128000 baud (0x1f400), one stop bit, no parity, eight bits; then DTR low and RTS high
    expect(seen.set).toContain('20 0 00f40100000008');
    expect(seen.set).toContain('22 2');
  });

  it('a pad behind an FTDI chip that only streams: read, pulled in a stroke, found again', () => {
    const seen = reportOf('serial-ftdi') as { states: string[]; set: string[] };
    expect(seen).toMatchObject({ isAsWritten: true });
    expect(seen.states.slice(-5)).toEqual(['opening', 'ready', 'lost DEVICE_LOST', 'opening', 'ready']);
    // eight bits, odd parity
    expect(seen.set).toContain('4 108');
  });
});
