import { err, ok, type Result } from '../../core/base';
import { BLOCK_BYTES, decodeReport, FEATURE_LENGTH, REPORT } from '../report/wacom-stu';
import type { HidDevice, TransportEnd } from '../transport';
import type { StuLink } from './stu-link';

/** The same reports as feature reports of a HID device, each at its full length. Owns the device. */
export class StuHidLink implements StuLink {
  readonly transport = 'hid';
  readonly blockBytes = BLOCK_BYTES.hid;
  /** A feature report of 256 bytes on a full speed bus takes two to three frames of a millisecond. */
  readonly bytesPerSecond = 100_000;

  constructor(private readonly device: HidDevice) {}

  async get(id: number): Promise<Result<Uint8Array>> {
    return this.device.getFeature(id, lengthOf(id));
  }

  /** HID does not say whether a report was taken: the status holds the result of the last command. */
  async set(report: Uint8Array): Promise<Result<void>> {
    const sent = await this.send(report);
    if (!sent.ok) return sent;
    const answer = await this.get(REPORT.status);
    if (!answer.ok) return answer;
    const status = decodeReport(answer.value);
    if (status?.kind !== 'status') return err('DEVICE_GARBLED', 'status');
    return status.lastResult === 0 ? ok(undefined) : err('DEVICE_REFUSED', `result ${status.lastResult}`);
  }

  send(report: Uint8Array): Promise<Result<void>> {
    const padded = new Uint8Array(Math.max(report.length, lengthOf(report[0] as number)));
    padded.set(report);
    return this.device.sendFeature(padded);
  }

  onReport(listener: (bytes: Uint8Array) => void): () => void {
    return this.device.onReport(listener);
  }

  onEnd(listener: (end: TransportEnd) => void): () => void {
    return this.device.onEnd(listener);
  }

  close(): Promise<void> {
    return this.device.close();
  }
}

const lengthOf = (id: number): number => FEATURE_LENGTH[id] ?? 0;
