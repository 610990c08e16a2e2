import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../src/core/base';
import { fromPem, parseCertificate } from '../../src/core/pki';
import { sampleHis } from '../support/his';
import {
  beginWalk,
  confirmPatient,
  identify,
  type JourneyPads,
  openTask,
  press,
  read,
  runJourney,
  startAct,
} from '../support/journey';
import { validate } from '../support/validate';
import { canHaveWard, startWard, type Ward } from '../support/ward';

/** The recorded hand, eight times as fast: what is tested here is the way, not the speed of the pen. */
const quick = ({ pads }: Ward): JourneyPads => ({
  playSignature: () => pads.playSignature({ speed: 8, trueClock: true }),
  pressFinger: () => pads.pressFinger(),
});

const roots = (home: string) =>
  fromPem(readFileSync(join(home, 'hospital', 'pki', 'root.pem'), 'utf8')).map(({ der }) =>
    must(parseCertificate(der)),
  );

/** Of a DTU-1031: its range, and how far that goes beyond each edge of the picture. */
const PEN_DISPLAY = { x: 22_096, y: 13_960, margin: 200 };

/**
 * A recording on the pen display: the mark of the fixture at the top of the screen, where there is no place to sign, then in
 * the middle. Answers the file and the points of the second mark, in parts of the display.
 */
function penDisplayRecording() {
  const [header, ...rows] = readFileSync('fixtures/pen-traces/wacom/dtu-1031/mark.ndjson', 'utf8').trim().split('\n');
  const reports = rows.map((row) => JSON.parse(row) as [number, string]);
  const points: { x: number; y: number }[] = [];
  const moved = (dx: number, dy: number, laterUs: number): string[] =>
    reports.map(([timeUs, hex]) => {
      const bytes = Buffer.from(hex, 'hex');
      const [x, y] = [bytes.readUInt16BE(3) + dx, bytes.readUInt16BE(5) + dy];
      bytes.writeUInt16BE(x, 3);
      bytes.writeUInt16BE(y, 5);
      const { margin } = PEN_DISPLAY;
      const part = { x: (x - margin) / (PEN_DISPLAY.x - 2 * margin), y: (y - margin) / (PEN_DISPLAY.y - 2 * margin) };
      // it is pressed: bytes 1 and 2 are its pressure
      if (laterUs > 0 && (bytes[2] as number) > 100) points.push(part);
      return JSON.stringify([timeUs + laterUs, bytes.toString('hex')]);
    });
  const lastUs = (reports.at(-1)?.[0] ?? 0) + 100_000;
  return { file: [header, ...moved(0, -1900, 0), ...moved(6000, 4500, lastUs)].join('\n'), points };
}

describe.skipIf(!canHaveWard(2))('two screens (needs Xorg with the dummy driver, socat)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'inkwitness-pen-display-'));
  const recording = join(folder, 'dtu.ndjson');
  let ward: Ward;
  beforeAll(async () => {
    // the pen display is there as soon as its file is
    ward = await startWard({ screens: 2, serialPorts: [`replay:${recording}=wacom-dtu-1031`] });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await ward.pictures(task.name);
  });
  afterAll(async () => {
    await ward?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('two signers, from the worklist to the sealed form at the server', async () => {
    const { taskId } = await runJourney({ kiosk: ward.kiosk, pads: quick(ward), signers: 2 });
    const file = await sampleHis(ward.home, ward.serverUrl).document(taskId);
    const report = await validate(file, roots(ward.home));
    expect(report.verdict).toBe('TOTAL-PASSED');
    expect(report.signatures.map(({ verdict, level }) => [verdict, level])).toEqual([
      ['TOTAL-PASSED', 'B-LTA'],
      ['TOTAL-PASSED', 'B-LTA'],
      ['TOTAL-PASSED', 'document-time-stamp'],
    ]);
    expect(report.signatures.at(-1)?.coversWholeFile).toBe(true);
  });

  it('the log names no patient and no signer', async () => {
    const log = readFileSync(join(ward.home, 'kiosk', 'logs', 'kiosk.log'), 'utf8');
    expect(log).toContain('task.delivered');
    const { worklist } = await ward.kiosk.snapshot();
    for (const { patientName, visitId } of worklist) {
      expect(log).not.toContain(patientName);
      expect(log).not.toContain(visitId);
    }
    expect(log).not.toContain('王建国');
  });

  it('on a pen display the ink appears under the pen, and what is pressed beside the place to sign is none', async () => {
    const { kiosk } = ward;
    const { file, points } = penDisplayRecording();
    writeFileSync(recording, file);
    await ward.pads.unplugPen();
    await kiosk.until('pen display', ({ health }) => health.pad.name?.includes('DTU-1031') === true);
    const walk = await beginWalk({ kiosk, pads: quick(ward) });
    const { worklist } = await kiosk.snapshot();
    const task = await openTask(walk, worklist.find(({ state }) => state === 'waiting')?.taskId ?? '');
    await confirmPatient(walk);
    if (task.signers[0]) await startAct(walk, task.signers[0]);
    await identify(walk);
    await read(walk);
    await kiosk.patient.getByRole('heading', { name: walk.t('sign.title'), exact: true }).waitFor();
    const { act } = await kiosk.until('ink', (now) => now.act?.ink.canConfirm === true);
    expect(act?.ink).toMatchObject({ onScreen: true, strokes: 1 });

    const inked = (at: readonly { x: number; y: number }[]) =>
      kiosk.patient.evaluate((parts) => {
        const canvas = document.querySelector<HTMLCanvasElement>('.writing canvas');
        const box = canvas?.getBoundingClientRect();
        const context = canvas?.getContext('2d');
        if (!canvas || !box || !context) return -1;
        const scale = canvas.width / box.width;
        const isInked = ({ x, y }: { x: number; y: number }): boolean => {
          const [left, top] = [x * innerWidth - box.left, y * innerHeight - box.top];
          return (context.getImageData(left * scale, top * scale, 1, 1).data[3] ?? 0) > 0;
        };
        return parts.filter(isInked).length / parts.length;
      }, at);
    await expect.poll(() => inked(points), { timeout: 10_000 }).toBeGreaterThan(0.95);
    expect(await inked(points.map(({ x, y }) => ({ x: x + 0.03, y: y + 0.1 })))).toBeLessThan(0.2);
    await ward.pictures('pen display');
    await press(kiosk.patient, walk.t('sign.done'));
    await kiosk.until('on', (now) => now.act?.step === 'finger' || now.act?.step === 'review');
  });
});

describe.skipIf(!canHaveWard(1))('one screen (needs Xvfb, socat)', () => {
  let ward: Ward;
  beforeAll(async () => {
    ward = await startWard({ screens: 1 });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await ward.pictures(task.name);
  });
  afterAll(() => ward?.stop());

  it('the device is handed over, in English, and comes back', async () => {
    const { kiosk } = ward;
    const taskId = (await kiosk.until('worklist', (now) => now.worklist.length > 0)).worklist.find(
      ({ signersTotal, formKind }) => signersTotal === 1 && formKind === 'anaesthesia',
    )?.taskId;
    expect((await kiosk.snapshot()).layout).toBe('one-screen');
    const result = await runJourney({ kiosk, pads: quick(ward), language: 'en', ...(taskId ? { taskId } : {}) });
    const file = await sampleHis(ward.home, ward.serverUrl).document(result.taskId);
    expect((await validate(file, roots(ward.home))).verdict).toBe('TOTAL-PASSED');
    expect(kiosk.app.windows()).toHaveLength(1);

    // the nurse checks the finished form in the page that a family uses, without leaving the kiosk
    const walk = await beginWalk({ kiosk, pads: quick(ward), language: 'en' });
    await openTask(walk, result.taskId);
    const opening = kiosk.app.waitForEvent('window');
    await press(kiosk.bench, walk.t('task.verify'));
    const page = await opening;
    await page.locator('.verdict--passed').waitFor({ timeout: 30_000 });
    expect(await page.locator('.anchors li').count()).toBe(1);
    await page.locator('.pages__sheet[data-state=drawn]').waitFor();
    expect(await page.locator('input[type=file]').count()).toBe(0);
    expect(await page.evaluate(() => [typeof window.opener?.kiosk, 'kiosk' in window])).toEqual(['undefined', false]);
    expect(
      await page.evaluate(() =>
        fetch('https://example.invalid/').then(
          () => 'asked',
          () => 'refused',
        ),
      ),
    ).toBe('refused');
    const closed = page.waitForEvent('close');
    // the page may be gone before the click is answered for
    await Promise.all([
      closed,
      page
        .locator('.top')
        .getByRole('button')
        .first()
        .click()
        .catch(() => undefined),
    ]);
    expect(kiosk.app.windows()).toHaveLength(1);
  });

  it('in the hands of the patient nothing else is reachable, until the nurse takes it back', async () => {
    const { kiosk } = ward;
    const locked = () => kiosk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isKiosk());
    await press(kiosk.bench, '中文');
    const walk = await beginWalk({ kiosk, pads: quick(ward) });
    const { worklist } = await kiosk.snapshot();
    const task = await openTask(walk, worklist.find(({ state }) => state === 'waiting')?.taskId ?? '');
    await confirmPatient(walk);
    expect(await locked()).toBe(false);
    const [first] = task.signers;
    if (first) await startAct(walk, first);
    expect(await locked()).toBe(true);
    expect(await kiosk.bench.locator('.worklist').count()).toBe(0);

    await press(kiosk.bench, walk.t('hand.back'));
    const hold = kiosk.bench.getByRole('button', { name: walk.t('hand.back.hold') });
    await hold.click();
    expect(await kiosk.bench.locator('.worklist').count()).toBe(0);
    await hold.hover();
    await kiosk.bench.mouse.down();
    await kiosk.bench.locator('.worklist').waitFor();
    await kiosk.bench.mouse.up();
    await press(kiosk.bench, walk.t('mirror.stop'));
    await press(kiosk.bench, walk.t('stop.patient-called-away'));
    await kiosk.until('stopped', ({ act }) => act === undefined);
    expect(await locked()).toBe(false);
  });
});
