import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '../src/core/base';
import { decodeRawReports, readPayload } from '../src/core/evidence';
import { sampleHis } from '../test/support/his';
import {
  beginWalk,
  confirmPatient,
  finish,
  identify,
  inkAndFinger,
  openTask,
  read,
  review,
  startAct,
} from '../test/support/journey';
import { openedEvidence } from '../test/support/judge-sealed';
import { canHaveWard, startWard, type Ward } from '../test/support/ward';

/** A bed where a patient has read the form and holds the pen. */
export interface BedAtThePad {
  readonly ward: Ward;
  /** Goes on to the sealed form, and opens its evidence with the notary's key: every report in it, as the pad sent it. */
  sealedReports(): Promise<Uint8Array[]>;
}

/** Brings the sample task with one signer to the pad, on two displays where this machine can have them. */
export async function bedAtThePad(): Promise<BedAtThePad> {
  const ward = await startWard({ screens: canHaveWard(2) ? 2 : 1 });
  try {
    const { kiosk, pads } = ward;
    // The bench itself plays the pen, before the walk goes on.
    const hand = { playSignature: async () => 0, pressFinger: () => pads.pressFinger() };
    const walk = await beginWalk({ kiosk, pads: hand });
    const { worklist } = await kiosk.until('worklist', (now) => now.worklist.length > 0);
    await kiosk.until('pads', ({ health }) => health.pad.state === 'ready' && health.fingerPad.state === 'ready');
    const one = worklist.find((item) => item.state === 'waiting' && item.signersTotal === 1);
    if (one === undefined) throw new Error('no sample task with one signer');
    const task = await openTask(walk, one.taskId);
    await confirmPatient(walk);
    for (const signer of task.signers) await startAct(walk, signer);
    await identify(walk);
    await read(walk);
    await padListens(ward);
    return {
      ward,
      sealedReports: async () => {
        await inkAndFinger(walk, 'signer');
        await review(walk, 'signer');
        await kiosk.until('thanks', ({ act }) => act?.step === 'thanks');
        await kiosk.patient.getByRole('button', { name: walk.t('thanks.hand-back'), exact: true }).click();
        await finish(walk, one.taskId);
        return reportsIn(ward, await sampleHis(ward.home, ward.serverUrl).document(one.taskId));
      },
    };
  } catch (error) {
    await ward.stop();
    throw error;
  }
}

/**
 * Ink may come, and the pad's picture is there: it begins a moment after ink may come, and while it comes in a pad hears no pen,
 * which its screen says to the patient.
 */
async function padListens({ kiosk, pads }: Ward): Promise<void> {
  const isDrawn = (): boolean => pads.pen.screen.commits.length > 0;
  await kiosk.until('pad listens', ({ act }) => act?.ink.padScreen?.busy === false && isDrawn());
}

async function reportsIn({ home }: Ward, form: Uint8Array): Promise<Uint8Array[]> {
  const path = join(home, 'sealed.pdf');
  await writeFile(path, form);
  const payload = await openedEvidence(path, 'InkWitnessSigner1', join(home, 'hospital', 'custodians', 'notary'));
  const raw = must(readPayload(payload)).entries.find(({ name }) => name === 'pen.raw');
  return must(decodeRawReports(raw?.data ?? new Uint8Array(0))).map(({ bytes }) => bytes);
}
