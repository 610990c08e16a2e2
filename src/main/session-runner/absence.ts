import type { SessionEvent } from '../../core/session';
import { applyStep } from './act-steps';
import { type Bedside, notify, openRecord } from './bedside';
import type { TaskRecord } from './task-record';

/** What a restart or a sleep means to the act that was on the screen. Nobody sits there now for sure. */
export function eventOfAbsence(record: TaskRecord, code: string): SessionEvent | undefined {
  const { act } = record.state;
  switch (act?.step) {
    case undefined:
    case 'declined':
      return undefined;
    case 'sealing':
    case 'thanks':
      return { kind: 'receipt-handed-back' };
    case 'interrupted':
      if (!act.identified) return undefined;
  }
  return { kind: 'act-interrupted', code, identityKept: false };
}

/**
 * The computer goes to sleep or is locked: the devices are let go at once. Ink and print that nobody confirmed are void and
 * have to be given again by somebody who is asked anew who he is; what was confirmed goes its way.
 */
export function leaveBed(bedside: Bedside): void {
  bedside.deviceHost.send({ type: 'suspend' });
  void bedside.lane.run(async () => {
    const record = openRecord(bedside);
    const event = record && eventOfAbsence(record, 'STATION_SLEPT');
    if (record === undefined || event === undefined) return;
    await applyStep(bedside, record, event);
    if (event.kind === 'act-interrupted') notify(bedside, 'warning', { code: 'STATION_SLEPT' });
  });
}

/** Somebody is back: the devices are looked for as after a start. */
export function returnToBed(bedside: Bedside): void {
  bedside.deviceHost.send({ type: 'resume' });
}
