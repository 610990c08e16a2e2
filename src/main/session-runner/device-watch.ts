import type { PadTap } from '../../contracts/ipc';
import type { DeviceHostEvent } from '../device-host';
import { applyStep, beginFinger, beginInk } from './act-steps';
import { type Bedside, notify, openRecord } from './bedside';
import type { TaskRecord } from './task-record';

type Told<T extends DeviceHostEvent['type']> = Extract<DeviceHostEvent, { type: T }>;

/** A report reaches the recorder at once; only what the journal keeps waits for the lane. */
function onReport(bedside: Bedside, event: Told<'report'>): void {
  const { desk } = bedside;
  if (desk.source !== 'pad' || desk.recorder === undefined) return;
  noteStroke(bedside, desk.recorder.add(event.report, event.sample));
}

/** Chains that a stroke was begun: a count, no coordinates. */
export function noteStroke(bedside: Bedside, stroke: number | undefined): void {
  if (stroke === undefined) return;
  bedside.desk.forgetRefused();
  const source = bedside.desk.source === 'pointer' ? 'pointer' : 'pad';
  const record = openRecord(bedside);
  void bedside.lane.run(async () => {
    await record?.apply({ kind: 'stroke-begun', stroke, source });
    bedside.changed();
  });
}

async function padChanged(bedside: Bedside, event: Told<'pad'>): Promise<void> {
  const { state, device, code, screen } = event;
  bedside.padBusy = false;
  const name =
    device === undefined ? {} : { name: `${device.vendor} ${device.product}`, evidenceGrade: device.evidenceGrade };
  bedside.pad = {
    state,
    ...name,
    ...(device ? { device } : {}),
    ...(screen ? { screen } : {}),
    ...(code ? { code } : {}),
  };
  const record = openRecord(bedside);
  const act = record?.state.act;
  if (record !== undefined && act?.step === 'sign') await padWhileSigning(bedside, record);
  if (state === 'ready' && PAD_TROUBLES.has(bedside.notice?.code)) bedside.notice = undefined;
  if (record !== undefined && act?.step === 'interrupted' && PAD_TROUBLES.has(act.interruptedBy) && state === 'ready')
    await applyStep(bedside, record, { kind: 'act-resumed' });
  if (code === 'DEVICE_HOST_DOWN') notify(bedside, 'danger', { code });
  bedside.changed();
}

/** What is over when the pad is ready again. */
const PAD_TROUBLES: ReadonlySet<string | undefined> = new Set(['PAD_LOST', 'DEVICE_HOST_CRASHED', 'DEVICE_HOST_DOWN']);

/** Lost under the pen: the act stops and what was written is void. There at last: the pen may write. */
async function padWhileSigning(bedside: Bedside, record: TaskRecord): Promise<void> {
  const { desk, pad } = bedside;
  if (desk.source === 'pad' && pad.state !== 'ready') {
    const code = pad.code === 'DEVICE_HOST_CRASHED' ? pad.code : 'PAD_LOST';
    await applyStep(bedside, record, { kind: 'act-interrupted', code, identityKept: true });
    notify(bedside, 'danger', { code });
  } else if (desk.source !== 'pad' && pad.state === 'ready' && (desk.recorder?.isEmpty ?? true)) {
    beginInk(bedside);
  }
}

function fingerPadChanged(bedside: Bedside, event: Told<'finger-pad'>): void {
  const { state, device, code } = event;
  const name =
    device === undefined
      ? {}
      : {
          name: `${device.vendor} ${device.product}`,
          definition: `${device.definitionId} ${device.definitionVersion}`,
        };
  bedside.fingerPad = { state, ...name, ...(code ? { code } : {}) };
  const { desk } = bedside;
  if (openRecord(bedside)?.state.act?.step === 'finger' && desk.finger === undefined) {
    if (state === 'ready' || desk.fingerState === 'waiting' || desk.fingerState === 'reading') beginFinger(bedside);
  }
  bedside.changed();
}

async function fingerTaken(bedside: Bedside, event: Told<'finger-image'>): Promise<void> {
  const record = openRecord(bedside);
  if (record?.state.act?.step !== 'finger') return;
  const { image, quality } = event;
  const { desk } = bedside;
  const applied = await record.apply({ kind: 'finger-attempted', verdict: quality.verdict });
  if (!applied.ok) return;
  desk.forgetFinger();
  desk.fingerState = quality.verdict;
  desk.fingerReason = quality.reason;
  if (quality.verdict === 'good') desk.finger = { image, quality };
  bedside.changed();
}

async function fingerFailed(bedside: Bedside, event: Told<'finger-failed'>): Promise<void> {
  const record = openRecord(bedside);
  if (record?.state.act?.step !== 'finger') return;
  const applied = await record.apply({ kind: 'finger-attempted', verdict: 'poor' });
  if (!applied.ok) return;
  bedside.desk.forgetFinger();
  bedside.desk.fingerState = bedside.fingerPad.state === 'ready' ? 'poor' : 'absent';
  bedside.desk.fingerReason = event.reason;
  bedside.changed();
}

/** What the devices tell becomes state, in order with what the screens wish. */
export function watchDevices(bedside: Bedside, onTap: (tap: PadTap) => void): () => void {
  return bedside.deviceHost.onEvent((event) => {
    if (bedside.closing) return;
    switch (event.type) {
      case 'report':
        return onReport(bedside, event);
      case 'finger-progress':
        bedside.desk.fingerState = 'reading';
        bedside.desk.fingerProgress = event.progress;
        return bedside.changed();
      case 'pad-busy':
        bedside.padBusy = event.busy;
        return bedside.changed();
      case 'pad-tap':
        return onTap(event.tap);
      case 'pad':
        return void bedside.lane.run(() => padChanged(bedside, event));
      case 'finger-pad':
        return void bedside.lane.run(() => fingerPadChanged(bedside, event));
      case 'finger-image':
        return void bedside.lane.run(() => fingerTaken(bedside, event));
      case 'finger-failed':
        return void bedside.lane.run(() => fingerFailed(bedside, event));
    }
  });
}
