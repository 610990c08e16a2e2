import { ok, type Result } from '../../core/base';
import type { PenTabletDefinition } from '../device';
import type { PenTrace } from '../recording';
import { Listeners } from '../transport';
import type { PenTablet } from './pen-tablet';
import { recordedDevice, recordedReader } from './recorded-capture';

/** From the wiped pad to the first report, as long as a person takes to begin. */
const BEGIN_MS = 800;

/**
 * A pad that is a recording: after each `clear()` its trace is written once, at true speed. It says so in the evidence:
 * transport `replay`, grade C whatever the recorded device was.
 */
export function openReplayTablet(trace: PenTrace, definition: PenTabletDefinition, nowUs: () => number): PenTablet {
  const reports = new Listeners<Parameters<Parameters<PenTablet['onReport']>[0]>>();
  const reader = recordedReader(trace, definition);
  let timer: NodeJS.Timeout | undefined;

  const play = (): void => {
    clearTimeout(timer);
    reader.restart();
    const start = performance.now() + BEGIN_MS;
    let next = 0;
    const turn = (): void => {
      for (; next < trace.reports.length; next++) {
        const { timeUs, bytes } = trace.reports[next] as PenTrace['reports'][number];
        const waitMs = start + timeUs / 1000 - performance.now();
        if (waitMs > 1) {
          timer = setTimeout(turn, waitMs);
          return;
        }
        const hostTimeUs = nowUs();
        const sample = reader.read(bytes, hostTimeUs);
        reports.emit(sample ? [{ hostTimeUs, bytes }, sample] : [{ hostTimeUs, bytes }]);
      }
    };
    turn();
  };

  return {
    device: recordedDevice(trace, definition, reader),
    onReport: (listener) => reports.add((heard) => listener(...heard)),
    onLost: () => () => undefined,
    async clear(): Promise<Result<void>> {
      play();
      return ok(undefined);
    },
    async close() {
      clearTimeout(timer);
      reports.clear();
    },
  };
}
