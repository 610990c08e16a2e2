import { ok, type Result } from '../../core/base';
import type { CaptureDevice } from '../../core/ink';
import type { PenTabletDefinition } from '../device';
import type { PenTrace } from '../recording';
import { decodeReport, SampleUnwrapper, TIME_COUNT_TICK_US } from '../report/wacom-stu';
import { Listeners } from '../transport';
import type { PenTablet } from './pen-tablet';

const MICROMETRES_PER_INCH = 25_400;
/** From the wiped pad to the first report, as long as a person takes to begin. */
const BEGIN_MS = 800;

/**
 * A pad that is a recording: after each `clear()` its trace is written once, at true speed. It says so in the evidence:
 * transport `replay`, grade C whatever the recorded device was.
 */
export function openReplayTablet(trace: PenTrace, definition: PenTabletDefinition, nowUs: () => number): PenTablet {
  const reports = new Listeners<Parameters<Parameters<PenTablet['onReport']>[0]>>();
  const unwrapper = new SampleUnwrapper();
  let timer: NodeJS.Timeout | undefined;

  const play = (): void => {
    clearTimeout(timer);
    unwrapper.restart();
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
        const report = decodeReport(bytes);
        const sample = report?.kind === 'pen' ? unwrapper.sample(report, hostTimeUs) : undefined;
        reports.emit(sample ? [{ hostTimeUs, bytes }, sample] : [{ hostTimeUs, bytes }]);
      }
    };
    turn();
  };

  return {
    device: recordedDevice(trace, definition),
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

function recordedDevice({ header }: PenTrace, definition: PenTabletDefinition): CaptureDevice {
  const um = (units: number): number => Math.round((units / header.unitsPerInch) * MICROMETRES_PER_INCH);
  return {
    definitionId: definition.id,
    definitionVersion: definition.version,
    vendor: definition.vendor,
    product: `${definition.product} (recording)`,
    transport: 'replay',
    evidenceGrade: 'C',
    xMax: header.maxX,
    yMax: header.maxY,
    pressureMax: header.maxPressure,
    widthUm: um(header.maxX),
    heightUm: um(header.maxY),
    deviceTickUs: TIME_COUNT_TICK_US,
    hasScreen: definition.hasScreen,
  };
}
