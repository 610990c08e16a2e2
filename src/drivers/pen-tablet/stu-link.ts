import { err, ok, type Result } from '../../core/base';
import {
  decodeReport,
  encodeFrame,
  type FrameCounters,
  FrameReader,
  getReport,
  REPORT,
  type StuReport,
} from '../report/wacom-stu';
import { Listeners, type Transport } from '../transport';

/** How long the vendor's SDK waits for an answer. */
const ANSWER_MS = 3000;

export interface StuArrival {
  readonly bytes: Uint8Array;
  readonly report: StuReport | undefined;
}

/** Questions and answers over the serial framing of a pad, one at a time; everything that arrives is also heard. */
export class StuLink {
  private readonly reader = new FrameReader();
  private readonly arrivals = new Listeners<StuArrival>();
  private queue: Promise<unknown> = Promise.resolve();
  private readonly unlisten: () => void;

  constructor(private readonly transport: Transport) {
    this.unlisten = transport.onData((chunk) =>
      this.reader.push(chunk, (bytes) => this.arrivals.emit({ bytes: bytes.slice(), report: decodeReport(bytes) })),
    );
  }

  get counters(): Readonly<FrameCounters> {
    return this.reader.counters;
  }

  onArrival(listener: (arrival: StuArrival) => void): () => void {
    return this.arrivals.add(listener);
  }

  /** Asks for a report by its id. DEVICE_NO_ANSWER, DEVICE_REFUSED, DEVICE_LOST. */
  get(id: number, timeoutMs = ANSWER_MS): Promise<Result<StuReport>> {
    return this.ask(getReport(id), id, timeoutMs);
  }

  /** Sends a setting and waits for its result. */
  async set(report: Uint8Array, timeoutMs = ANSWER_MS): Promise<Result<void>> {
    const answer = await this.ask(report, REPORT.setResult, timeoutMs);
    if (!answer.ok) return answer;
    return ok(undefined);
  }

  close(): void {
    this.unlisten();
    this.arrivals.clear();
  }

  private ask(report: Uint8Array, answerId: number, timeoutMs: number): Promise<Result<StuReport>> {
    const turn = this.queue.then(() => this.exchange(report, answerId, timeoutMs));
    this.queue = turn;
    return turn;
  }

  private async exchange(report: Uint8Array, answerId: number, timeoutMs: number): Promise<Result<StuReport>> {
    const answer = this.answer(answerId, timeoutMs);
    const sent = await this.transport.write(encodeFrame(report));
    if (!sent.ok) {
      answer.cancel();
      return sent;
    }
    return answer.result;
  }

  /** A setResult other than 0 refuses whatever was asked (vendor SDK: result codes). */
  private answer(id: number, timeoutMs: number): { result: Promise<Result<StuReport>>; cancel: () => void } {
    let settle: (result: Result<StuReport>) => void = () => undefined;
    const result = new Promise<Result<StuReport>>((resolve) => {
      settle = resolve;
    });
    const finish = (outcome: Result<StuReport>): void => {
      clearTimeout(timer);
      stopArrivals();
      stopEnd();
      settle(outcome);
    };
    const timer = setTimeout(() => finish(err('DEVICE_NO_ANSWER', `report ${id}`)), timeoutMs);
    const stopArrivals = this.arrivals.add(({ bytes, report }) => {
      if (report?.kind === 'setResult' && report.result !== 0) finish(err('DEVICE_REFUSED', `result ${report.result}`));
      else if (bytes[0] === id) finish(report ? ok(report) : err('DEVICE_GARBLED', `report ${id}`));
    });
    let stopEnd: () => void = () => undefined;
    stopEnd = this.transport.onEnd(() => finish(err('DEVICE_LOST')));
    return { result, cancel: () => finish(err('DEVICE_LOST')) };
  }
}
