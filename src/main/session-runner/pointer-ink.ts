import type { PointerBatch } from '../../contracts/ipc';
import { pointerReport } from '../../drivers/pen-tablet';
import type { Bedside } from './bedside';
import { noteStroke } from './device-watch';

/** Ink of a mouse, touch or passive pen where the bench allowed it (grade C): recorded and shown like a pad's. */
export function pointerMoved(bedside: Bedside, batch: PointerBatch): void {
  const { recorder, source } = bedside.desk;
  if (source !== 'pointer' || recorder === undefined || bedside.closing) return;
  const samples = batch.samples.map((sample) => {
    const hostTimeUs = Math.round(bedside.clock.monotonicUs());
    const told = pointerReport(sample, recorder.device, hostTimeUs);
    noteStroke(bedside, recorder.add(told.report, told.sample));
    return told.sample;
  });
  bedside.deviceHost.send({ type: 'show-ink', device: recorder.device, samples });
}
