import { err, ok, type Result } from '../../core/base';
import { BLOCK_BYTES, decodeReport, encodeFrame, FrameReader, getReport, REPORT } from '../report/wacom-stu';
import { Listeners, type Transport, type TransportEnd } from '../transport';
import { ANSWER_MS, type StuLink } from './stu-link';

/** Questions and answers over the serial framing of a pad, one at a time. Owns the transport. */
export class StuSerialLink implements StuLink {
  readonly transport = 'serial';
  readonly blockBytes = BLOCK_BYTES.serial;
  /** 128,000 baud, ten bits a byte, eight bytes on the line for seven. */
  readonly bytesPerSecond = 11_000;
  private readonly reader = new FrameReader();
  private readonly reports = new Listeners<Uint8Array>();
  private queue: Promise<unknown> = Promise.resolve();
  private readonly unlisten: () => void;

  constructor(private readonly port: Transport) {
    this.unlisten = port.onData((chunk) => this.reader.push(chunk, (bytes) => this.reports.emit(bytes.slice())));
  }

  get(id: number, timeoutMs = ANSWER_MS): Promise<Result<Uint8Array>> {
    return this.ask(getReport(id), id, timeoutMs);
  }

  async set(report: Uint8Array): Promise<Result<void>> {
    const answer = await this.ask(report, REPORT.setResult, ANSWER_MS);
    return answer.ok ? ok(undefined) : answer;
  }

  send(report: Uint8Array): Promise<Result<void>> {
    return this.set(report);
  }

  onReport(listener: (bytes: Uint8Array) => void): () => void {
    return this.reports.add(listener);
  }

  onEnd(listener: (end: TransportEnd) => void): () => void {
    return this.port.onEnd(listener);
  }

  async close(): Promise<void> {
    this.unlisten();
    this.reports.clear();
    await this.port.close();
  }

  private ask(report: Uint8Array, answerId: number, timeoutMs: number): Promise<Result<Uint8Array>> {
    const turn = this.queue.then(() => this.exchange(report, answerId, timeoutMs));
    this.queue = turn;
    return turn;
  }

  private async exchange(report: Uint8Array, answerId: number, timeoutMs: number): Promise<Result<Uint8Array>> {
    const answer = this.answer(answerId, timeoutMs);
    const sent = await this.port.write(encodeFrame(report));
    if (!sent.ok) {
      answer.cancel();
      return sent;
    }
    return answer.result;
  }

  /** A setResult other than 0 refuses whatever was asked (vendor SDK: result codes). */
  private answer(id: number, timeoutMs: number): { result: Promise<Result<Uint8Array>>; cancel: () => void } {
    let settle: (result: Result<Uint8Array>) => void = () => undefined;
    const result = new Promise<Result<Uint8Array>>((resolve) => {
      settle = resolve;
    });
    const finish = (outcome: Result<Uint8Array>): void => {
      clearTimeout(timer);
      stopReports();
      stopEnd();
      settle(outcome);
    };
    const waitMs = timeoutMs + (this.port.latencyMs ?? 0);
    const timer = setTimeout(() => finish(err('DEVICE_NO_ANSWER', `report ${id}`)), waitMs);
    const stopReports = this.reports.add((bytes) => {
      const report = decodeReport(bytes);
      if (report?.kind === 'setResult' && report.result !== 0) finish(err('DEVICE_REFUSED', `result ${report.result}`));
      else if (bytes[0] === id) finish(ok(bytes));
    });
    let stopEnd: () => void = () => undefined;
    stopEnd = this.port.onEnd(() => finish(err('DEVICE_LOST')));
    return { result, cancel: () => finish(err('DEVICE_LOST')) };
  }
}
