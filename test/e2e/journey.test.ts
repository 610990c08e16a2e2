import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../src/core/base';
import { fromPem, parseCertificate } from '../../src/core/pki';
import { sampleHis } from '../support/his';
import { beginWalk, confirmPatient, type JourneyPads, openTask, press, runJourney, startAct } from '../support/journey';
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

describe.skipIf(!canHaveWard(2))('two screens (needs Xorg with the dummy driver, socat)', () => {
  let ward: Ward;
  beforeAll(async () => {
    ward = await startWard({ screens: 2 });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await ward.pictures(task.name);
  });
  afterAll(() => ward?.stop());

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
    await page.locator('.top').getByRole('button').first().click();
    await closed;
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
