import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from './log';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const nowMs = () => Date.UTC(2026, 10, 21);

describe('log', () => {
  it('writes JSON lines at once', () => {
    const log = createLog({ folder: join(folder, 'logs'), nowMs });
    log('warn', 'window.gone', { window: 'bench', exitCode: 5 });
    expect(JSON.parse(readFileSync(join(folder, 'logs', 'kiosk.log'), 'utf8'))).toEqual({
      time: '2026-11-21T00:00:00.000Z',
      level: 'warn',
      event: 'window.gone',
      window: 'bench',
      exitCode: 5,
    });
  });

  it('rotates by size and keeps a bounded number', () => {
    const log = createLog({ folder, nowMs, maxBytes: 300, keep: 2 });
    for (let index = 0; index < 20; index++) log('info', 'tick', { index });
    expect(readdirSync(folder).sort()).toEqual(['kiosk.1.log', 'kiosk.2.log', 'kiosk.log']);
    expect(readFileSync(join(folder, 'kiosk.log'), 'utf8')).toContain('"index":19');
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).length).toBeLessThanOrEqual(300);
  });

  it('a name that cannot be had costs no line and no older log', () => {
    writeFileSync(join(folder, 'kiosk.log'), 'x'.repeat(290));
    writeFileSync(join(folder, 'kiosk.1.log'), 'older');
    mkdirSync(join(folder, 'kiosk.2.log', 'held'), { recursive: true });
    createLog({ folder, nowMs, maxBytes: 300, keep: 2 })('info', 'start');
    expect(readFileSync(join(folder, 'kiosk.log'), 'utf8')).toMatch(/^x{290}.*"start"/);
    expect(readFileSync(join(folder, 'kiosk.1.log'), 'utf8')).toBe('older');
  });

  it('goes on after a restart and never throws', () => {
    writeFileSync(join(folder, 'kiosk.log'), 'x'.repeat(290));
    createLog({ folder, nowMs, maxBytes: 300 })('info', 'start');
    expect(readFileSync(join(folder, 'kiosk.1.log'), 'utf8')).toHaveLength(290);
    writeFileSync(join(folder, 'file'), '');
    expect(() => createLog({ folder: join(folder, 'file', 'x'), nowMs })('info', 'start')).not.toThrow();
  });
});
