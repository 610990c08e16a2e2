import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFINITIONS } from '../../drivers/device';
import { run } from '../run';

async function inkwitness(...args: string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const exit = await run(args, {
    out: (line) => out.push(line),
    error: (line) => errors.push(line),
    language: 'en',
    home: '/nowhere',
    nowMs: () => 0,
  });
  return { exit, out, errors };
}

function file(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'inkwitness-trace-')), 'recording.hid');
  writeFileSync(path, text);
  return path;
}

describe('inkwitness trace replay', () => {
  const recording = `D: 0
N: One by Wacom S
I: 3 056a 037a
E: 0.001000 10 02 e1 98 0c fc 0a 2c 01 0f 00
E: 0.006000 10 c0 00 00 00 00 00 00 00 40 01
E: 0.009000 10 02 80 00 00 00 00 00 00 00 00
`;

  it('prints a sample a line, and skips what is not of the pen', async () => {
    const { exit, out, errors } = await inkwitness('trace', 'replay', '--format', 'hidraw', file(recording));
    expect(exit).toBe(0);
    expect(out.map((line) => JSON.parse(line))).toMatchObject([
      { xRaw: 3224, yRaw: 2812, pressureRaw: 300, tipSwitch: true, inRange: true, hostTimeUs: 1000 },
      { inRange: false, tipSwitch: false, hostTimeUs: 9000 },
    ]);
    expect(errors).toEqual(['3 reports, 2 samples']);
  });

  it('reads a device that nobody knows by its report descriptor', async () => {
    const pen =
      '05 0d 09 02 a1 01 85 01 09 42 09 32 15 00 25 01 75 01 95 02 81 02 95 06 81 03 05 01 26 80 25 75 10 95 01 09 30 81 02 09 31 81 02 c0';
    const { exit, out } = await inkwitness(
      ...['trace', 'replay', '--format', 'hidraw'],
      file(`R: ${pen.split(' ').length} ${pen}\nI: 3 1b96 1000\nE: 0.014968 6 01 03 50 00 f4 1b\n`),
    );
    expect(exit).toBe(0);
    expect(JSON.parse(out[0] as string)).toMatchObject({ xRaw: 80, yRaw: 7156, tipSwitch: true, hostTimeUs: 14_968 });
  });

  it('answers what it cannot do', async () => {
    const replay = (...args: string[]) => inkwitness('trace', 'replay', ...args);
    expect((await inkwitness('trace', 'play', 'x')).exit).toBe(64);
    expect((await replay('--format', 'hidraw')).exit).toBe(64);
    expect((await replay('--format', 'other', file(recording))).exit).toBe(64);
    expect((await replay('--format', 'hidraw', '/nowhere/x')).exit).toBe(3);
    expect((await replay('--format', 'hidraw', file('hello'))).errors[0]).toContain('DEVICE_GARBLED');
    const stranger = file(recording.replace('056a', 'dead'));
    expect((await replay('--format', 'hidraw', stranger)).exit).toBe(64);
    expect((await replay('--format', 'hidraw', '--definition', 'wacom-ctl-472', stranger)).exit).toBe(0);
  });
});

describe('inkwitness devices', () => {
  it('lists every definition', async () => {
    const { out } = await inkwitness('devices', '--json');
    expect(out.map((line) => JSON.parse(line).id)).toEqual(DEFINITIONS.map(({ id }) => id));
    expect((await inkwitness('devices')).out).toHaveLength(DEFINITIONS.length);
  });
});
