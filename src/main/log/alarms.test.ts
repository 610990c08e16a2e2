import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALARMS, type Alarm, alarming, systemLog } from './alarms';
import type { LogLevel } from './log';

const MAIN = join(import.meta.dirname, '..');
const sources = readdirSync(MAIN, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.includes('.test.') && !path.includes('alarms'))
  .map((path) => readFileSync(join(MAIN, path), 'utf8'))
  .join('\n');
const runbook = readFileSync(join(MAIN, '../../docs/runbooks/README.md'), 'utf8');

describe('alarms', () => {
  it('are events that the kiosk logs, with ids of their own, in the runbook', () => {
    const ids = Object.values(ALARMS).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [event, { id }] of Object.entries(ALARMS)) {
      expect(sources, event).toContain(`'${event}'`);
      expect(runbook, event).toContain(`| ${id} | \`${event}\` |`);
      expect(id >= 1 && id <= 1000, event).toBe(true);
    }
  });

  it('are told once an hour, in the log every time, and never with what was being handled', () => {
    let now = 0;
    const logged: string[] = [];
    const told: Alarm[] = [];
    const log = alarming({
      written: (_level, event) => void logged.push(event),
      tell: (alarm) => void told.push(alarm),
      nowMs: () => now,
      least: () => 'info',
    });
    log('error', 'bug', { code: 'EIO', message: 'name of a patient' });
    log('error', 'bug');
    log('info', 'self-test.done', { failing: 0 });
    log('warn', 'intent.refused', { code: 'X' });
    now = 3_600_000;
    log('error', 'bug');
    expect(logged).toEqual(['bug', 'bug', 'self-test.done', 'intent.refused', 'bug']);
    expect(told.map(({ id, level }) => [id, level])).toEqual([
      [101, 'error'],
      [101, 'error'],
    ]);
    expect(told[0]?.text).toMatch(/^bug: .* code=EIO$/);
  });

  it('are told whatever the level of the log is, with the line that they are about; other lines below it are left out', () => {
    let now = 0;
    let least: LogLevel = 'error';
    const logged: string[] = [];
    const told: string[] = [];
    const log = alarming({
      written: (level, event) => void logged.push(`${level} ${event}`),
      tell: ({ id }) => void told.push(String(id)),
      nowMs: () => now,
      least: () => least,
    });
    log('info', 'open');
    log('warn', 'intent.refused');
    log('warn', 'clock.wrong');
    now = 5000;
    // the same trouble within the hour is a line like any other
    log('warn', 'clock.wrong');
    log('error', 'window.gone');
    log('info', 'self-test.done');
    expect(logged).toEqual(['warn clock.wrong', 'error window.gone']);
    least = 'warn';
    log('warn', 'clock.wrong');
    log('info', 'bug');
    expect(logged.slice(2)).toEqual(['warn clock.wrong']);
    expect(told).toEqual(['201']);
  });

  it('go to the Event Log of Windows by its own program, and to journald as a line with its priority', () => {
    const runs: (readonly string[])[] = [];
    const lines: string[] = [];
    const run = (program: string, args: readonly string[]) => void runs.push([program, ...args]);
    const ports = { systemRoot: 'C:\\W', run, stderr: (line: string) => void lines.push(line) };
    const alarm = { id: 201, level: 'warn', text: 'clock.wrong & "x"' } as const;
    systemLog({ ...ports, platform: 'win32' })(alarm);
    systemLog({ ...ports, platform: 'linux' })(alarm);
    const [program, ...args] = runs[0] ?? [];
    expect(program).toMatch(/^C:\\W.System32.eventcreate\.exe$/);
    expect(args.join(' ')).toBe('/L APPLICATION /SO InkWitness /T WARNING /ID 201 /D clock.wrong & "x"');
    expect(lines).toEqual(['<4>InkWitness 201 clock.wrong & "x"\n']);
  });
});
