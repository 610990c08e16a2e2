import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordedHand } from '../../src/cli/sign/recorded-hand';
import { reportText } from '../../src/cli/verify/report-text';
import { createDeviceHost, type DeviceHost, parseSerialSettings } from '../../src/main/device-host';
import { createKiosk, type Kiosk } from '../../src/main/session-runner';
import {
  bench,
  chooseSigner,
  type Hand,
  inkAndFinger,
  openForm,
  patient,
  postTask,
  readForm,
  type ServerProcess,
  sampleApplication,
  signSlot,
  startServer,
  testHome,
  until,
} from '../support/bedside';
import { filesBelow, openedEvidence, pdfsigText, qpdfExit, reportOf } from '../support/judge-sealed';
import { hasTool } from '../support/judges';
import { startVirtualPads, type VirtualPads } from '../support/virtual-pads';

const home = testHome();
const rootPem = join(home.path, 'hospital/pki/root.pem');
let server: ServerProcess;
let pads: VirtualPads;
let deviceHost: DeviceHost;
let kiosk: Kiosk;
let hand: Hand;

const journalOf = (taskId: string): string => join(home.path, 'kiosk/journal', taskId);
const AT_ONCE = { speed: 0, trueClock: true } as const;
const lastRevision = (taskId: string): string => {
  const names = readdirSync(journalOf(taskId)).filter((name) => name.startsWith('revision-'));
  return join(journalOf(taskId), `revision-${Math.max(...names.map((name) => Number(/\d+/.exec(name)?.[0])))}.pdf`);
};

describe.skipIf(!hasTool('socat', '-V'))('the kiosk at a bed, with a real server and pads on serial ports', () => {
  beforeAll(async () => {
    server = await startServer(home.path);
    pads = await startVirtualPads({ dir: join(home.path, 'pads') });
    deviceHost = createDeviceHost({ serialPorts: parseSerialSettings(pads.serial), autoDetect: false });
    kiosk = await createKiosk({ home: home.path, deviceHost, version: 'test', pollMs: 500 });
    hand = { sign: () => pads.playSignature(AT_ONCE), press: () => pads.pressFinger() };
    const { health } = await until(
      kiosk,
      'pads',
      (now) => now.health.pad.state === 'ready' && now.health.fingerPad.state === 'ready',
    );
    expect(health.pad).toMatchObject({ state: 'ready', evidenceGrade: 'A' });
  });
  afterAll(async () => {
    await kiosk?.close();
    await deviceHost?.close();
    await pads?.close();
    await server?.kill();
    home.remove();
  });

  it('the pad shows what it is given while somebody signs, and a tap on it is a button of the patient screen', async () => {
    const pad = pads.pen;
    const padIs = async (what: string, is: () => boolean): Promise<void> => {
      for (let time = 0; time < 300; time++) {
        if (is() && kiosk.snapshot().act?.ink.padScreen?.busy !== true) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error(`never ${what}`);
    };
    const isBlack = (): boolean => pad.screen.rows[0]?.[0] === '000000';
    const pixels = new Uint8Array(800 * 480 * 4).map((_, at) => (at < 800 * 4 * 8 ? 0 : 255));
    const taps = (['cancel', 'clear', 'confirm'] as const).map((tap, index) => ({
      tap,
      area: { x: index * 260, y: 400, width: 250, height: 80 },
    }));
    const picture = { width: 800, height: 480, pixels, ink: { x: 0, y: 100, width: 800, height: 300 }, taps };

    await openForm(kiosk, await postTask(home.path, server.url));
    await chooseSigner(kiosk, 0);
    kiosk.padPicture(picture); // nobody signs yet
    await readForm(kiosk, 0);
    const { act } = await until(kiosk, 'pad', (now) => now.act?.ink.padScreen?.busy === false);
    expect(act?.formDigest).toMatch(/^[0-9a-f]{64}$/);
    expect(pad.screen.commits).toHaveLength(0);
    kiosk.padPicture(picture);
    await padIs('shown', isBlack);
    pad.tap(600, 440); // nothing is written: it stays
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(kiosk.snapshot().act?.step).toBe('sign');
    await hand.sign();
    await until(kiosk, 'ink', (now) => now.act?.ink.canConfirm === true);
    pad.tap(300, 440);
    await until(kiosk, 'wiped', (now) => now.act?.ink.strokes === 0);
    await padIs('wiped', isBlack);
    pad.tap(100, 440);
    await until(kiosk, 'back', (now) => now.act?.step === 'read');
    await padIs('white', () => !isBlack());
    await patient(kiosk, { name: 'document.read', payload: {} });
    kiosk.padPicture(picture);
    await padIs('shown again', isBlack);
    await hand.sign();
    await until(kiosk, 'ink', (now) => now.act?.ink.canConfirm === true);
    pad.tap(600, 440);
    await until(kiosk, 'done', (now) => now.act?.step === 'finger');
    await padIs('white', () => !isBlack());
    await bench(kiosk, { name: 'act.stop', payload: { reason: 'other' } });
    await bench(kiosk, { name: 'task.close', payload: {} });
  });

  it('brings a form with two signers from the worklist to the HIS', async () => {
    const taskId = await openForm(kiosk, await postTask(home.path, server.url));
    for (const slot of [0, 1]) await signSlot(kiosk, slot, hand);
    expect(kiosk.snapshot().task?.state).toBe('signed');
    await bench(kiosk, { name: 'task.finish', payload: {} });
    await until(kiosk, 'delivered', (now) => now.task?.state === 'delivered');
    const sealed = lastRevision(taskId);
    const report = await reportOf(sealed, rootPem);
    expect(report.signatures.map(({ verdict, level, evidence }) => [verdict, level, evidence.state])).toEqual([
      ['TOTAL-PASSED', 'B-T', 'intact'],
      ['TOTAL-PASSED', 'B-T', 'intact'],
    ]);
    expect(report.signatures.map(({ coversWholeFile }) => coversWholeFile)).toEqual([false, true]);
    expect([0, undefined]).toContain(qpdfExit(sealed));
    const judged = pdfsigText(sealed, rootPem);
    if (judged !== undefined) {
      expect(judged.match(/Signature is Valid\./g)).toHaveLength(2);
      expect(judged.match(/Certificate is Trusted\./g)).toHaveLength(2);
      expect(judged.match(/- Total document signed/g)).toHaveLength(1);
    }
    await bench(kiosk, { name: 'task.close', payload: {} });
  });

  it('asks again for what the cable lost, and after three times the nurse may take it and says why', async () => {
    const lossy = async () => {
      await until(kiosk, 'pad', (now) => now.act?.ink.source === 'pad');
      await pads.playSignature({ ...AT_ONCE, loseEvery: 8 });
      await until(kiosk, 'ink', (now) => now.act?.ink.canConfirm === true);
      await patient(kiosk, { name: 'ink.done', payload: {} });
      return kiosk.snapshot().act;
    };
    const accept = { name: 'ink.accept', payload: { reason: 'signer-unable' } } as const;
    const taskId = await postTask(home.path, server.url, 'surgery.pdf');
    const { ticket } = await sampleApplication(home.path, server.url).createLaunchTicket(taskId, 'nurse-7');
    expect(await kiosk.redeem(ticket)).toEqual({ ok: true });
    await bench(kiosk, { name: 'patient.confirm', payload: { by: 'asked' } });
    await chooseSigner(kiosk, 0);
    await readForm(kiosk, 0);
    const asked = await lossy();
    expect(asked?.ink.refused?.findings[0]).toBe('reports-lost');
    expect(asked).toMatchObject({
      step: 'sign',
      ink: { strokes: 0, refused: { floor: 35, times: 1, mayAccept: false } },
    });
    expect(await kiosk.intent(accept, 'bench')).toMatchObject({ code: 'SESSION_NOT_NOW' });
    await inkAndFinger(kiosk, hand);
    await patient(kiosk, { name: 'review.confirm', payload: {} });
    await until(kiosk, 'receipt', (now) => now.act?.receipt !== undefined);
    await patient(kiosk, { name: 'receipt.hand-back', payload: {} });

    await chooseSigner(kiosk, 1);
    await readForm(kiosk, 1);
    for (const times of [1, 2, 3]) {
      expect((await lossy())?.ink.refused).toMatchObject({ times, mayAccept: times === 3 });
    }
    await pads.playSignature({ ...AT_ONCE, loseEvery: 8, reports: 300 }); // a new stroke: the last one is gone
    await until(kiosk, 'stroke', (now) => now.act?.ink.refused?.mayAccept === false);
    expect(await kiosk.intent(accept, 'bench')).toMatchObject({ code: 'SESSION_NOT_NOW' });
    await bench(kiosk, { name: 'ink.clear', payload: {} });
    expect((await lossy())?.ink.refused).toMatchObject({ times: 4, mayAccept: true });
    expect(await kiosk.intent(accept, 'patient')).toMatchObject({ ok: false });
    await bench(kiosk, accept);
    if (kiosk.snapshot().act?.step === 'finger') {
      await hand.press();
      await until(kiosk, 'finger', (now) => now.act?.finger.state === 'good');
      await patient(kiosk, { name: 'finger.done', payload: {} });
    }
    await until(kiosk, 'review', (now) => now.act?.review !== undefined);
    await patient(kiosk, { name: 'review.confirm', payload: {} });
    await until(kiosk, 'receipt', (now) => now.act?.receipt !== undefined);
    await patient(kiosk, { name: 'receipt.hand-back', payload: {} });
    await bench(kiosk, { name: 'task.finish', payload: {} });
    // the server's own validator takes it: a waiver is told, it makes no signature worse
    await until(kiosk, 'delivered', (now) => now.task?.state === 'delivered');

    const report = await reportOf(lastRevision(taskId), rootPem);
    expect(report.verdict).toBe('TOTAL-PASSED');
    const [good, waived] = report.signatures.map(({ evidence }) => evidence.facts?.recording);
    expect(good).toMatchObject({ refused: 1, lost: 0, outOfRange: 0, evidenceGrade: 'A' });
    expect(good?.pressureLevels).toBeGreaterThan(100);
    expect(good?.conformance).toBeGreaterThanOrEqual(35);
    expect(good).not.toHaveProperty('waiver');
    expect(waived).toMatchObject({
      refused: 4,
      waiver: { floor: 35, reason: 'signer-unable', acceptedBy: 'nurse-7' },
    });
    expect(waived?.conformance).toBeLessThan(35);
    expect(waived?.lostInStroke).toBeGreaterThan(20);
    expect(waived?.waiver?.findings[0]).toBe('reports-lost');
    const text = reportText('form.pdf', report, 'en');
    expect(text.match(/Recorded below the floor/g)).toHaveLength(1);
    expect(text).toContain("below the hospital's floor of 35");
    expect(text).toContain('staff number nurse-7');
    const chain = readFileSync(join(journalOf(taskId), 'events.jsonl'), 'utf8');
    expect(chain.match(/"kind":"ink-refused"/g)).toHaveLength(5);
    expect(chain.match(/"kind":"ink-waived"/g)).toHaveLength(1);
    await bench(kiosk, { name: 'task.close', payload: {} });
  });

  it('keeps no clear ink and no clear print on the disk, before and after the confirmation', async () => {
    const { reports, finger } = await recordedHand();
    const secrets = [
      // pressure and position of ten reports (time and sequence are the device's own), and rows in the middle of the print
      ...reports.slice(200, 210).map((report) => Buffer.from(report.bytes.subarray(1, 7))),
      Buffer.from(finger?.image.pixels.subarray(256 * 140 + 64, 256 * 140 + 192) ?? []),
    ];
    const found = () =>
      filesBelow(join(home.path, 'kiosk')).flatMap(({ path, bytes }) =>
        secrets.filter((secret) => bytes.includes(secret)).map(() => path),
      );
    const taskId = await openForm(kiosk, await postTask(home.path, server.url));
    await chooseSigner(kiosk, 0);
    await readForm(kiosk, 0);
    await inkAndFinger(kiosk, hand);
    expect(found()).toEqual([]);
    await patient(kiosk, { name: 'review.confirm', payload: {} });
    await until(kiosk, 'receipt', (now) => now.act?.receipt !== undefined);
    expect(found()).toEqual([]);
    expect(readdirSync(journalOf(taskId))).toContain('act-0.tail');
    // the same bytes are in the evidence, behind a custodian's key: so the search above could have found them
    const payload = await openedEvidence(
      lastRevision(taskId),
      'InkWitnessSigner1',
      join(home.path, 'hospital/custodians/notary'),
    );
    expect(secrets.map((secret) => payload.includes(secret))).toEqual(secrets.map(() => true));
    await bench(kiosk, { name: 'task.close', payload: {} });
  });

  it('shows at the review the very bytes that are sealed', async () => {
    const taskId = await openForm(kiosk, await postTask(home.path, server.url));
    await chooseSigner(kiosk, 0);
    await readForm(kiosk, 0);
    await inkAndFinger(kiosk, hand);
    const { act } = kiosk.snapshot();
    const shown = kiosk.documentSource(act?.review?.documentKey as string);
    expect(shown).toBeDefined();
    const preview = Buffer.from((await shown?.read(0, shown.size)) as Uint8Array);
    await patient(kiosk, { name: 'review.confirm', payload: {} });
    const { act: thanks } = await until(kiosk, 'receipt', (now) => now.act?.receipt !== undefined);
    const sealed = filesBelow(journalOf(taskId)).find(({ path }) => path.endsWith('revision-2.pdf'))?.bytes as Buffer;
    expect(sealed.length).toBe(preview.length);
    let differing = 0;
    for (let at = 0; at < sealed.length; at++) if (sealed[at] !== preview[at]) differing++;
    // only the hexadecimal digits of Contents were filled in
    expect(differing).toBeGreaterThan(1000);
    expect(differing).toBeLessThanOrEqual(2 * 16_384);
    expect(thanks?.receipt?.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(kiosk.documentSource(act?.review?.documentKey as string)).toBeUndefined();
    await bench(kiosk, { name: 'task.close', payload: {} });
  });

  it('stops the act when the pad is pulled out mid-stroke, and goes on when it is back', async () => {
    const taskId = await openForm(kiosk, await postTask(home.path, server.url));
    await chooseSigner(kiosk, 0);
    await readForm(kiosk, 0);
    await until(kiosk, 'pad', (now) => now.act?.ink.source === 'pad');
    await pads.playSignature({ ...AT_ONCE, reports: 300 });
    await until(kiosk, 'stroke', (now) => (now.act?.ink.strokes ?? 0) > 0);
    await pads.unplugPen();
    const lost = await until(kiosk, 'interruption', (now) => now.act?.step === 'interrupted');
    expect(lost.act?.trouble?.code).toBe('PAD_LOST');
    expect(lost.task?.state).toBe('interrupted');
    expect(await kiosk.intent({ name: 'ink.done', payload: {} }, 'patient')).toMatchObject({ ok: false });
    expect(readdirSync(journalOf(taskId)).filter((name) => name.startsWith('act-'))).toEqual([]);
    await pads.replugPen();
    const back = await until(kiosk, 'pen again', (now) => now.act?.step === 'sign' && now.act.ink.source === 'pad');
    expect(back.act?.ink.strokes).toBe(0);

    await pads.playSignature({ speed: 0, reports: 300 });
    await until(kiosk, 'stroke', (now) => (now.act?.ink.strokes ?? 0) > 0);
    kiosk.suspend();
    const asleep = await until(kiosk, 'sleep', (now) => now.health.fingerPad.code === 'DEVICE_ASLEEP');
    expect(asleep.act).toMatchObject({ step: 'interrupted', trouble: { code: 'STATION_SLEPT' }, ink: { strokes: 0 } });
    expect(asleep.notice?.code).toBe('STATION_SLEPT');
    kiosk.resume();
    await until(
      kiosk,
      'pads again',
      ({ health }) => health.pad.state === 'ready' && health.fingerPad.state === 'ready',
    );
    // nobody knows who sits there now: the nurse looks, the person says who he is, and writes once more
    expect(kiosk.snapshot().act?.step).toBe('interrupted');
    await bench(kiosk, { name: 'act.start', payload: { slot: 0 } });
    await patient(kiosk, { name: 'identity.answer', payload: { itIsMe: true } });
    const awake = await until(kiosk, 'pen again', (now) => now.act?.step === 'sign' && now.act.ink.source === 'pad');
    expect(awake.act?.ink.strokes).toBe(0);
    await inkAndFinger(kiosk, hand);
    await patient(kiosk, { name: 'review.confirm', payload: {} });
    await until(kiosk, 'receipt', (now) => now.act?.receipt !== undefined);
    const report = await reportOf(lastRevision(taskId), rootPem);
    expect(report.signatures[0]?.verdict).toBe('TOTAL-PASSED');
    await bench(kiosk, { name: 'task.close', payload: {} });
  });

  it('records that a person declined, and tells the server', async () => {
    const taskId = await openForm(kiosk, await postTask(home.path, server.url, 'anaesthesia.pdf'));
    await chooseSigner(kiosk, 0);
    await readForm(kiosk, 0);
    await patient(kiosk, { name: 'act.decline', payload: {} });
    expect(kiosk.snapshot().task?.state).toBe('declined');
    await bench(kiosk, { name: 'task.record-refusal', payload: {} });
    await until(kiosk, 'refusal', (now) => now.task?.state === 'refused' && now.health.queue === 0);
    expect(readdirSync(journalOf(taskId)).filter((name) => name.startsWith('act-'))).toEqual([]);
    await bench(kiosk, { name: 'task.close', payload: {} });
  });

  it('says what is wrong with a wish that does not fit, and changes nothing', async () => {
    const taskId = await postTask(home.path, server.url, 'transfusion.pdf');
    const code = async (intent: Parameters<Kiosk['intent']>[0], from: 'bench' | 'patient' = 'bench') => {
      const outcome = await kiosk.intent(intent, from);
      return outcome.ok ? 'ok' : outcome.code;
    };
    expect(await code({ name: 'act.start', payload: { slot: 0 } })).toBe('TASK_NOT_OPEN');
    expect(await code({ name: 'task.open', payload: { taskId: 'task-unknown' } })).toBe('API_NOT_FOUND');
    await until(kiosk, 'worklist', (now) => now.worklist.some((item) => item.taskId === taskId));
    expect(await code({ name: 'task.open', payload: { taskId } })).toBe('ok');
    const wrong = { by: 'wristband', scanned: 'another' } as const;
    expect(await code({ name: 'patient.confirm', payload: wrong })).toBe('WRISTBAND_MISMATCH');
    expect(await code({ name: 'act.start', payload: { slot: 0 } })).toBe('SESSION_PATIENT_NOT_CONFIRMED');
    const relative = { slot: 1, capacity: 'close-relative', name: '王建国' } as const;
    expect(await code({ name: 'signer.choose', payload: relative })).toBe('SESSION_RELATION_REQUIRED');
    const rare = { ...relative, name: '王\u{2A6D6}\u{E123}', relation: '20' } as const;
    const refused = await kiosk.intent({ name: 'signer.choose', payload: rare }, 'bench');
    expect(refused).toMatchObject({ code: 'PDF_GLYPH_MISSING', characters: expect.stringContaining('\u{E123}') });
    expect(await code({ name: 'review.confirm', payload: {} }, 'patient')).toBe('SESSION_NOT_NOW');
    expect(await code({ name: 'review.confirm', payload: {} }, 'bench')).toBe('SESSION_NOT_NOW');
    expect(await code({ name: 'task.finish', payload: {} })).toBe('SESSION_NOT_ALL_SEALED');
    await bench(kiosk, { name: 'task.close', payload: {} });
  });
});
