import type { PenSample } from '../../../core/ink';
import { COUNTER_MODULUS, TIME_COUNT_TICK_US } from './constants';
import type { StuReport } from './decode';

type PenReport = Extract<StuReport, { kind: 'pen' }>;

/**
 * Turns pen reports into samples, with counters that go on for ever. The time count wraps every 65 s and a pad is silent
 * while no pen is near, so the host's clock says how often it wrapped in between; the device's own ticks decide the rest.
 */
export class SampleUnwrapper {
  private last: { timeCount: number; sequence: number; hostTimeUs: number } | undefined;
  private deviceTime = 0;
  private sequence = 0;
  private restarted = false;

  /** The pad was reset: its counters begin anew, ours go on from where they were. */
  restart(): void {
    this.restarted = this.last !== undefined;
  }

  sample(report: PenReport, hostTimeUs: number): PenSample {
    const { timeCount, sequence } = report;
    if (timeCount === undefined || sequence === undefined) return plain(report, hostTimeUs);
    this.advance(timeCount, sequence, hostTimeUs);
    this.last = { timeCount, sequence, hostTimeUs };
    return {
      xRaw: report.x,
      yRaw: report.y,
      pressureRaw: report.tipPressure,
      tipSwitch: report.tipSwitch,
      inRange: report.inRange,
      hostTimeUs,
      deviceTime: this.deviceTime,
      sequence: this.sequence,
    };
  }

  private advance(timeCount: number, sequence: number, hostTimeUs: number): void {
    if (this.last === undefined) {
      this.deviceTime = timeCount;
      this.sequence = sequence;
      return;
    }
    const hostTicks = Math.max(0, Math.round((hostTimeUs - this.last.hostTimeUs) / TIME_COUNT_TICK_US));
    if (this.restarted) {
      this.restarted = false;
      this.deviceTime += hostTicks;
      this.sequence += 1;
      return;
    }
    const step = modulo(timeCount - this.last.timeCount);
    const wraps = Math.max(0, Math.round((hostTicks - step) / COUNTER_MODULUS));
    this.deviceTime += step + wraps * COUNTER_MODULUS;
    this.sequence += modulo(sequence - this.last.sequence);
  }
}

const modulo = (value: number): number => ((value % COUNTER_MODULUS) + COUNTER_MODULUS) % COUNTER_MODULUS;

const plain = (report: PenReport, hostTimeUs: number): PenSample => ({
  xRaw: report.x,
  yRaw: report.y,
  pressureRaw: report.tipPressure,
  tipSwitch: report.tipSwitch,
  inRange: report.inRange,
  hostTimeUs,
});
