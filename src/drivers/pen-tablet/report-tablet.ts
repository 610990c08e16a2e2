import type { Result } from '../../core/base';
import type { CaptureDevice, PenSample, RawReport } from '../../core/ink';
import type { PenRange, PenTabletDefinition } from '../device';
import { type DeviceErrorCode, Listeners, type TransportEnd } from '../transport';
import { captureDevice } from './capture-device';
import { type PenReader, penReaderOf, tickOf } from './pen-reader';
import type { PenTablet } from './pen-tablet';

/** What a streaming pad is made of: where its reports come from, who reads them, and how it is let go. */
export interface ReportSource {
  onReport(listener: (report: Uint8Array) => void): () => void;
  onEnd(listener: (end: TransportEnd) => void): () => void;
  clear(): Promise<Result<void>>;
  close(): Promise<void>;
}

/** A streaming pad of which everything is known: its definition, its range, and what it told of itself. */
export function openReportTablet(
  definition: PenTabletDefinition,
  range: PenRange,
  told: Parameters<typeof captureDevice>[2],
  source: ReportSource,
  nowUs: () => number,
): PenTablet {
  const reader = penReaderOf(definition);
  return new ReportTablet(captureDevice(definition, range, { ...told, ...tickOf(reader) }), source, reader, nowUs);
}

interface Arrival {
  readonly report: RawReport;
  readonly sample: PenSample | undefined;
}

/** A pad that only streams: every report is stamped on arrival, decoded, and passed on, known or not. */
export class ReportTablet implements PenTablet {
  private readonly arrivals = new Listeners<Arrival>();
  private readonly lost = new Listeners<DeviceErrorCode>();
  private end: DeviceErrorCode | undefined;
  private silence: NodeJS.Timeout | undefined;

  constructor(
    readonly device: CaptureDevice,
    private readonly source: ReportSource,
    private readonly reader: PenReader,
    private readonly nowUs: () => number,
    readonly reportDescriptor?: Uint8Array,
  ) {
    source.onReport((bytes) => this.arrived(bytes));
    source.onEnd((end) => end === 'lost' && this.finish());
  }

  onReport(listener: (report: RawReport, sample?: PenSample) => void): () => void {
    return this.arrivals.add(({ report, sample }) => listener(report, sample));
  }

  onLost(listener: (code: DeviceErrorCode) => void): () => void {
    if (this.end !== undefined) listener(this.end);
    return this.lost.add(listener);
  }

  clear(): Promise<Result<void>> {
    return this.source.clear();
  }

  async close(): Promise<void> {
    clearTimeout(this.silence);
    this.arrivals.clear();
    this.lost.clear();
    await this.source.close();
  }

  private arrived(bytes: Uint8Array): void {
    const hostTimeUs = this.nowUs();
    const sample = this.reader.read(bytes, hostTimeUs);
    this.listenForSilence(sample);
    this.arrivals.emit({ report: { hostTimeUs, bytes }, sample });
  }

  /** An empty report stands for the time that passed without one, so that a recording of it reads the same. */
  private listenForSilence(sample: PenSample | undefined): void {
    const { silenceMs } = this.reader;
    if (silenceMs === undefined || sample === undefined) return;
    if (!sample.inRange) {
      clearTimeout(this.silence);
      this.silence = undefined;
    } else if (this.silence === undefined) {
      this.silence = setTimeout(() => this.arrived(new Uint8Array(0)), silenceMs);
    } else this.silence.refresh();
  }

  private finish(): void {
    if (this.end !== undefined) return;
    this.end = 'DEVICE_LOST';
    this.lost.emit('DEVICE_LOST');
    void this.close();
  }
}
