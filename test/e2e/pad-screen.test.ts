import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { beginWalk, confirmPatient, identify, openTask, read, startAct } from '../support/journey';
import { pngOf } from '../support/screen-gallery/pad-png';
import { readPenTrace } from '../support/virtual-pad/pen-trace';
import { PtyLine } from '../support/virtual-pad/pty-line';
import { StuEmulator } from '../support/virtual-pad/stu-emulator';
import { STU_MODELS, type StuModel } from '../support/virtual-pad/stu-models';
import { canHaveWard, startWard, type Ward } from '../support/ward';

const ACCENT = '0a5c63';
const WHITE = 'ffffff';
/** Pads at this bed, one plugged at a time. The 540 of the ward is the first; this one here says that it takes 565 at most. */
const OTHERS: Readonly<Record<string, StuModel>> = {
  'wacom-stu-430v': STU_MODELS['wacom-stu-430v'],
  'wacom-stu-500': STU_MODELS['wacom-stu-500'],
  'wacom-stu-530': { ...STU_MODELS['wacom-stu-530'], encodingFlag: 7 },
};

describe.skipIf(!canHaveWard(1))('the screen of a pad (needs Xvfb, socat)', () => {
  const home = mkdtempSync(join(tmpdir(), 'inkwitness-pad-screen-'));
  const lines = new Map(Object.keys(OTHERS).map((id) => [id, new PtyLine(join(home, id))]));
  let ward: Ward;
  beforeAll(async () => {
    ward = await startWard({
      screens: 1,
      home,
      // a pseudo terminal has no baud rate: what a cable takes minutes for is there at once
      settings: { padDrawingSeconds: 300 },
      serialPorts: [...lines].map(([id, { path }]) => `${path}=${id}`),
    });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await ward.pictures(task.name);
  });
  afterAll(async () => {
    for (const line of lines.values()) await line.unplug();
    await ward?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  const colours = (pad: StuEmulator, [left, top, right, bottom] = pad.screen.whole): Set<string> =>
    new Set(pad.screen.rows.slice(top, bottom + 1).flatMap((row) => row.slice(left, right + 1)));
  const isDrawn = (pad: StuEmulator) =>
    vi.waitFor(
      async () => {
        expect(pad.screen.commits.length).toBeGreaterThan(0);
        expect(pad.screen.inkArea).not.toEqual(pad.screen.whole);
        expect((await ward.kiosk.snapshot()).act?.ink.padScreen?.busy).toBe(false);
      },
      { timeout: 60_000, interval: 50 },
    );
  const keep = (pad: StuEmulator, name: string): void => {
    mkdirSync(join('out', 'e2e'), { recursive: true });
    writeFileSync(join('out', 'e2e', `pad-${name}.png`), pngOf(pad.screen.rows));
  };
  const speak = (language: 'zh-CN' | 'en') =>
    ward.kiosk.bench.evaluate(
      (to) => window.kiosk.intent({ name: 'language.set', payload: { language: to } }),
      language,
    );

  it('shows the act in what the pad can, sends what changed, and its areas carry the session on', async () => {
    const { kiosk, pads } = ward;
    const walk = await beginWalk({ kiosk, pads: { playSignature: async () => 0, pressFinger: async () => 0 } });
    const { worklist } = await kiosk.until('worklist', (now) => now.worklist.length > 0);
    const task = await openTask(walk, worklist.find(({ signersTotal }) => signersTotal === 1)?.taskId ?? '');
    await confirmPatient(walk);
    if (task.signers[0]) await startAct(walk, task.signers[0]);
    await identify(walk);
    await read(walk);

    // 24 bits, the whole screen
    const { pen } = pads;
    await isDrawn(pen);
    keep(pen, '540-zh');
    expect(pen.screen.commits).toEqual([{ mode: 4, box: [0, 0, 799, 479], bytes: 800 * 480 * 3 }]);
    const { inkArea } = pen.screen;
    expect([...colours(pen, inkArea)]).toEqual([WHITE]);
    expect(colours(pen)).toContain(ACCENT);
    expect(colours(pen, [0, 0, 799, (inkArea[1] ?? 0) - 8]).size).toBeGreaterThan(20);

    // another language: only what changed, and nothing of it where the pen writes
    await speak('en');
    await vi.waitFor(() => expect(pen.screen.commits.length).toBeGreaterThan(1), { timeout: 60_000 });
    await isDrawn(pen);
    keep(pen, '540-en');
    const changed = pen.screen.commits.slice(1).map(({ box }) => box);
    for (const [, top, , bottom] of changed) expect(bottom < inkArea[1] || top > inkArea[3]).toBe(true);
    await speak('zh-CN');

    // other pads in the middle of it: 565, one bit of another size, one bit of the smallest
    await pads.unplugPen();
    let other = pen;
    for (const [id, mode] of [
      ['wacom-stu-530', 2],
      ['wacom-stu-500', 0],
      ['wacom-stu-430v', 0],
    ] as const) {
      await kiosk.until('gone', ({ health }) => health.pad.state !== 'ready');
      for (const line of lines.values()) await line.unplug();
      const line = lines.get(id) as PtyLine;
      other = new StuEmulator(line, OTHERS[id] as StuModel);
      await line.plug();
      await isDrawn(other);
      keep(other, `${id.slice(10)}-zh`);
      expect(other.screen.commits).toMatchObject([{ mode, box: other.screen.whole }]);
      expect(colours(other).has('085d63')).toBe(mode === 2);
      expect([...colours(other, other.screen.inkArea)]).toEqual([WHITE]);
      if (id !== 'wacom-stu-430v') await line.unplug();
    }

    // the areas, by their place on the smallest pad
    const { screen } = other;
    const hasPicture = (): boolean => screen.rows.at(-20)?.at(-20) === '000000';
    const tap = (index: number): void => other.tap(Math.round((320 * (index + 0.5)) / 3), 180);
    const write = async (): Promise<void> => {
      await other.play(readPenTrace('fixtures/pen-traces/wacom/stu-540/cross.ndjson'), { speed: 0 });
      await kiosk.until('ink', ({ act }) => act?.ink.canConfirm === true);
    };
    await write();
    keep(other, '430v-signed');
    expect([...colours(other, screen.inkArea)].sort()).toEqual(['000000', WHITE]);
    tap(1);
    await kiosk.until('wiped', (now) => now.act?.step === 'sign' && now.act.ink.strokes === 0);
    await vi.waitFor(() => expect([...colours(other, screen.inkArea)]).toEqual([WHITE]), { timeout: 60_000 });
    expect(hasPicture()).toBe(true);
    tap(0);
    await kiosk.until('back', (now) => now.act?.step === 'read');
    await vi.waitFor(() => expect([...colours(other)]).toEqual([WHITE]), { timeout: 60_000 });
    await read(walk);
    await vi.waitFor(() => expect(hasPicture()).toBe(true), { timeout: 60_000 });
    await isDrawn(other);
    await write();
    tap(2);
    await kiosk.until('on', (now) => now.act?.step === 'finger' || now.act?.step === 'review');
    await vi.waitFor(() => expect([...colours(other)]).toEqual([WHITE]), { timeout: 60_000 });
  });
});
