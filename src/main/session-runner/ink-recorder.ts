import type { TimedReport } from '../../core/evidence';
import {
  type CaptureDevice,
  drawnStrokes,
  type InkCapture,
  type PenSample,
  type RawArea,
  type RawReport,
} from '../../core/ink';
import { FreshStroke } from '../device-host';

/** Collects one signer's ink as the device gives it. Memory only. */
export class InkRecorder {
  readonly device: CaptureDevice;
  #samples: PenSample[] = [];
  #reports: TimedReport[] = [];
  readonly #fresh = new FreshStroke();
  #isDown = false;
  #strokes = 0;
  cleared = 0;

  constructor(device: CaptureDevice) {
    this.device = device;
  }

  /** Answers the number of a stroke that begins with this report, else undefined. */
  add(report: RawReport, sample: PenSample | undefined): number | undefined {
    const deviceTime = sample?.deviceTime;
    this.#reports.push(deviceTime === undefined ? report : { ...report, deviceTime });
    if (sample === undefined) return undefined;
    const written = this.#fresh.read(sample);
    this.#samples.push(written);
    const begins = written.tipSwitch && !this.#isDown;
    this.#isDown = written.tipSwitch;
    return begins ? this.#strokes++ : undefined;
  }

  get strokes(): number {
    return this.#strokes;
  }

  get isEmpty(): boolean {
    return this.#strokes === 0;
  }

  /** What was written so far is void, the rest of a stroke under way too; it is forgotten and counted. */
  clear(): void {
    this.#fresh.begin();
    this.#samples = [];
    this.#reports = [];
    this.#isDown = false;
    this.#strokes = 0;
    this.cleared++;
  }

  /** What was written, and where it had to be; undefined when nothing of it is there. */
  capture(area?: RawArea): { readonly ink: InkCapture; readonly reports: readonly TimedReport[] } | undefined {
    const ink = { device: this.device, samples: this.#samples, reports: this.#reports, ...(area && { area }) };
    return drawnStrokes(ink).length === 0 ? undefined : { ink, reports: this.#reports };
  }
}
