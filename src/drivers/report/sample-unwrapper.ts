import type { PenSample } from '../../core/ink';
import type { PenCounters, PenReport } from './pen-report';

interface Seen {
  readonly timeCount: number | undefined;
  readonly sequence: number | undefined;
  readonly hostTimeUs: number;
}

/**
 * Turns pen reports into samples, with counters that go on for ever. A time count wraps within minutes and a pad is silent
 * while no pen is near, so the host's clock says how often it wrapped in between; the device's own ticks decide the rest.
 */
export class SampleUnwrapper {
  private last: Seen | undefined;
  private deviceTime = 0;
  private sequence = 0;
  private restarted = false;

  /** Without counters the samples carry the host's time only. */
  constructor(private readonly counters: PenCounters | undefined) {}

  /** The pad was reset: its counters begin anew, ours go on from where they were. */
  restart(): void {
    this.restarted = this.last !== undefined;
  }

  sample(report: PenReport, hostTimeUs: number): PenSample {
    const { counters } = this;
    const timeCount = counters === undefined ? undefined : report.timeCount;
    const sequence = counters?.sequenceModulus === undefined ? undefined : report.sequence;
    if (counters !== undefined && (timeCount !== undefined || sequence !== undefined)) {
      this.advance({ timeCount, sequence, hostTimeUs }, counters);
      this.last = { timeCount, sequence, hostTimeUs };
    }
    const sample: { -readonly [K in keyof PenSample]: PenSample[K] } = {
      xRaw: report.x,
      yRaw: report.y,
      pressureRaw: report.tipPressure,
      tipSwitch: report.tipSwitch,
      inRange: report.inRange,
      hostTimeUs,
    };
    if (timeCount !== undefined) sample.deviceTime = this.deviceTime;
    if (sequence !== undefined) sample.sequence = this.sequence;
    if (report.xTilt !== undefined) sample.xTilt = report.xTilt;
    if (report.yTilt !== undefined) sample.yTilt = report.yTilt;
    return sample;
  }

  private advance(now: Seen, { tickUs, timeModulus, sequenceModulus }: PenCounters): void {
    const { last } = this;
    if (last === undefined) {
      this.deviceTime = now.timeCount ?? 0;
      this.sequence = now.sequence ?? 0;
      return;
    }
    const hostTicks = Math.max(0, Math.round((now.hostTimeUs - last.hostTimeUs) / tickUs));
    if (this.restarted) {
      this.restarted = false;
      this.deviceTime += hostTicks;
      this.sequence += 1;
      return;
    }
    if (now.timeCount !== undefined && last.timeCount !== undefined) {
      const step = modulo(now.timeCount - last.timeCount, timeModulus);
      const wraps = Math.max(0, Math.round((hostTicks - step) / timeModulus));
      this.deviceTime += step + wraps * timeModulus;
    }
    if (now.sequence !== undefined && last.sequence !== undefined && sequenceModulus !== undefined)
      this.sequence += modulo(now.sequence - last.sequence, sequenceModulus);
  }
}

const modulo = (value: number, modulus: number): number => ((value % modulus) + modulus) % modulus;
