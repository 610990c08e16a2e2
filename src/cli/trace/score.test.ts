import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { run } from '../run';

const STEADY = 'fixtures/pen-traces/wacom/stu-540/cross.ndjson';
const folder = () => mkdtempSync(join(tmpdir(), 'inkwitness-trace-'));

async function trace(...args: string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const exit = await run(['trace', ...args], {
    out: (line) => out.push(line),
    error: (line) => errors.push(line),
    language: 'en',
    home: '/nowhere',
    nowMs: () => 0,
  });
  return { exit, out, errors };
}

describe('inkwitness trace score', () => {
  it('gives a steady pad 100, as text and as JSON', async () => {
    const { exit, out } = await trace('score', STEADY);
    expect(exit).toBe(0);
    expect(out[0]).toBe(`100  ${STEADY}  wacom-stu-540`);
    const [line] = (await trace('score', '--json', STEADY)).out;
    expect(JSON.parse(line as string)).toMatchObject({
      file: STEADY,
      definition: 'wacom-stu-540',
      statistics: { lost: 0, rateHz: 200, outOfRange: 0 },
      conformance: { score: 100, findings: [] },
    });
  });

  it('takes off for reports that were cut out, and says why', async () => {
    const [header, ...lines] = readFileSync(STEADY, 'utf8').trim().split('\n') as [string, ...string[]];
    const file = join(folder(), 'lossy.ndjson');
    writeFileSync(file, [header, ...lines.filter((_, n) => n % 10 !== 5)].join('\n'));
    const { out } = await trace('score', file);
    expect(Number.parseInt(out[0] as string, 10)).toBeLessThan(50);
    expect(out.join('\n')).toContain('reports-lost: reports missing inside strokes');
  });

  it('answers what it cannot read, and scores the others', async () => {
    const { exit, out, errors } = await trace('score', '/nowhere/x', STEADY, 'package.json');
    expect(exit).toBe(3);
    expect(out[0]).toContain('100');
    expect(errors.map((line) => line.split(' ')[0])).toEqual(['CLI_FILE_UNREADABLE', 'DEVICE_GARBLED']);
    expect((await trace('score')).exit).toBe(64);
  });
});

describe('inkwitness trace record', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('writes what the pad sends so that it can be scored, and never over a file', async () => {
    vi.stubEnv('INKWITNESS_SERIAL', `replay:${STEADY}=wacom-stu-540`);
    const file = join(folder(), 'recorded.ndjson');
    const { exit, errors } = await trace('record', '--out', file, '--seconds', '1.6');
    expect({ exit, errors }).toMatchObject({ exit: 0 });
    const text = readFileSync(file, 'utf8');
    expect(JSON.parse(text.split('\n')[0] as string)).toMatchObject({
      format: 'inkwitness-pen-trace/1',
      definition: 'wacom-stu-540',
      transport: 'replay',
      unitsPerInch: 2540,
    });
    const bytesOf = (trace: string) =>
      trace
        .split('\n')
        .slice(1, 21)
        .map((line) => JSON.parse(line)[1]);
    expect(bytesOf(text)).toEqual(bytesOf(readFileSync(STEADY, 'utf8')));
    expect((await trace('score', file)).exit).toBe(0);
    expect((await trace('record', '--out', file, '--seconds', '0.1')).exit).toBe(73);
  });

  it('refuses a command line without sense', async () => {
    expect((await trace('record')).exit).toBe(64);
    expect((await trace('record', '--out', 'x', '--seconds', '601')).exit).toBe(64);
  });
});
