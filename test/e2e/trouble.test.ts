import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  beginWalk,
  confirmPatient,
  identify,
  inkAndFinger,
  openTask,
  press,
  read,
  review,
  startAct,
  type Walk,
} from '../support/journey';
import { canHaveWard, startWard, type Ward } from '../support/ward';

/** What a ward sees on a bad day. */
describe.skipIf(!canHaveWard(1))('trouble at the bed (needs Xvfb, socat)', () => {
  let ward: Ward;
  beforeEach(async () => {
    ward = await startWard({ screens: 1 });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await ward.pictures(task.name);
    await ward?.stop();
  });

  const pads = () => ({
    playSignature: () => ward.pads.playSignature({ speed: 8, trueClock: true }),
    pressFinger: () => ward.pads.pressFinger(),
  });

  /** Opens the first waiting task with so many signers and brings its first signer to the pad. */
  async function toThePad(signers: number): Promise<{ walk: Walk; taskId: string }> {
    const walk = await beginWalk({ kiosk: ward.kiosk, pads: pads() });
    const { worklist } = await ward.kiosk.until('worklist', (now) => now.worklist.length > 0);
    const taskId = worklist.find((item) => item.state === 'waiting' && item.signersTotal === signers)?.taskId ?? '';
    const task = await openTask(walk, taskId);
    await confirmPatient(walk);
    const [first] = task.signers;
    if (!first) throw new Error('no signer');
    await startAct(walk, first);
    await identify(walk);
    await read(walk);
    return { walk, taskId };
  }

  /** Writes until strokes are on the screen; answers what ends when the hand has stopped. */
  async function writeSome(reports = 900): Promise<Promise<unknown>[]> {
    await ward.kiosk.until('pad', ({ act }) => act?.step === 'sign' && act.ink.source === 'pad');
    const playing = ward.pads.playSignature({ speed: 4, reports }).catch(() => 0);
    await ward.kiosk.until('some ink', ({ act }) => (act?.ink.strokes ?? 0) > 1);
    return [playing];
  }

  it('the pad goes in the middle of a stroke (unplugged, its driver killed, asleep): nothing half-signed, and back it goes on', async () => {
    const { walk } = await toThePad(1);
    const { kiosk } = ward;
    const [playing] = await writeSome();
    await ward.pads.unplugPen();
    const lost = await kiosk.until('pad lost', ({ health }) => health.pad.state === 'lost');
    await playing;
    expect(lost.act?.trouble ?? lost.act?.step).toBeDefined();
    await kiosk.patient.getByRole('heading', { name: /请稍等一下|先停在这里/ }).waitFor();
    expect(lost.task?.signers.map(({ state }) => state)).not.toContain('sealed');

    await ward.pads.replugPen();
    const back = await kiosk.until('pad back', ({ health, act }) => health.pad.state === 'ready' && !act?.trouble);
    expect(back.act).toMatchObject({ step: 'sign', ink: { strokes: 0, canConfirm: false, again: true } });
    await kiosk.patient.getByRole('heading', { name: walk.t('sign.title.again') }).waitFor();

    // the hand stops before the driver is back, within a second: its next strokes would be new ink
    const [killed] = await writeSome(300);
    const pid = await driverProcess();
    process.kill(pid, 'SIGKILL');
    await killed;
    const anew = await kiosk.until('driver back', ({ act }) => act?.step === 'sign' && act.ink.again === true);
    expect(anew).toMatchObject({ act: { ink: { strokes: 0, source: 'pad' } }, health: { pad: { state: 'ready' } } });
    expect(anew.notice).toBeUndefined();
    expect(await driverProcess()).not.toBe(pid);

    const [slept] = await writeSome();
    await power('suspend');
    await slept;
    const asleep = await kiosk.until('asleep', ({ health }) => health.fingerPad.code === 'DEVICE_ASLEEP');
    expect(asleep).toMatchObject({ act: { trouble: { code: 'STATION_SLEPT' } }, health: { pad: { state: 'lost' } } });
    await kiosk.patient.getByRole('heading', { name: walk.t('interrupted.title') }).waitFor();
    await power('resume');
    await kiosk.until('awake', ({ health }) => health.pad.state === 'ready' && health.fingerPad.state === 'ready');
    await kiosk.bench.evaluate(() => window.kiosk.intent({ name: 'act.start', payload: { slot: 0 } }));
    await kiosk.until('who is there', ({ act }) => act?.step === 'identify');
    await identify(walk);
    await kiosk.until('once more', ({ act }) => act?.ink.again === true && act.ink.strokes === 0);
    await inkAndFinger(walk, 'signer-1');
    await review(walk, 'signer-1');
    await kiosk.until('thanks', ({ act }) => act?.step === 'thanks');
    await press(kiosk.patient, walk.t('thanks.hand-back'));
  });

  /** The process that the drivers run in. */
  const driverProcess = async (): Promise<number> => {
    const pid = await ward.kiosk.app.evaluate(
      ({ app }) => app.getAppMetrics().find(({ name }) => name === 'InkWitness devices')?.pid,
    );
    return pid ?? expect.fail('no process of the drivers');
  };
  /** As the operating system would tell. */
  const power = (event: 'suspend' | 'resume'): Promise<unknown> =>
    ward.kiosk.app.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), event);

  it('killed at the pad: nothing is signed, the task is there again and goes on', async () => {
    const { taskId } = await toThePad(1);
    await ward.kiosk.kill();
    const kiosk = await ward.restartKiosk();
    const item = ({ worklist }: { worklist: readonly { taskId: string; state: string }[] }) =>
      worklist.find((each) => each.taskId === taskId);
    await kiosk.until('interrupted', (now) => item(now)?.state === 'interrupted');
    const walk = await beginWalk({ kiosk, pads: pads() });
    const task = await openTask(walk, taskId);
    await confirmPatient(walk);
    expect(task.signers[0]?.state).not.toBe('sealed');
    const [first] = task.signers;
    if (first) await startAct(walk, first);
    await identify(walk);
    await read(walk);
    const { act } = await kiosk.until('ink source', (now) => now.act?.ink.source === 'pad');
    expect(act?.ink.strokes).toBe(0);
    await inkAndFinger(walk, 'signer-1');
    await review(walk, 'signer-1');
    await kiosk.until('sealed', (now) => now.task?.signers[0]?.state === 'sealed');
  });

  it('killed after the confirmation with the server away: sealed by itself when both are back', async () => {
    const { walk, taskId } = await toThePad(2);
    await inkAndFinger(walk, 'signer-1');
    await ward.stopServer();
    await review(walk, 'signer-1');
    const kept = await ward.kiosk.until('confirmed', ({ task }) => task?.signers[0]?.state === 'confirmed');
    expect(kept.health.queue).toBeGreaterThan(0);
    await ward.kiosk.kill();

    const kiosk = await ward.restartKiosk();
    await kiosk.until('server away', ({ health }) => health.server !== 'reachable' && health.queue > 0);
    await ward.restartServer();
    await kiosk.until('nothing kept here', ({ health }) => health.server === 'reachable' && health.queue === 0, 60_000);
    const again = await beginWalk({ kiosk, pads: pads() });
    const { signers } = await openTask(again, taskId);
    expect(signers[0]).toMatchObject({ state: 'sealed', time: 'trusted' });
    expect(signers[1]).toMatchObject({ state: 'waiting' });
  });
});
