import { err, ok } from '../../../src/core/base';
import type { HidDevice, HidInfo, TransportEnd } from '../../../src/drivers/transport';
import type { StuModel } from './stu-models';
import { StuPad } from './stu-pad';

/** Feature report lengths with the id, as the table of the protocol gives them: HID takes no other. */
export const FEATURE_LENGTHS: Readonly<Record<number, number>> = {
  3: 5,
  4: 2,
  8: 17,
  9: 17,
  11: 11,
  15: 14,
  19: 17,
  20: 17,
  21: 5,
  22: 2,
  26: 17,
  27: 3,
  32: 2,
  33: 2,
  35: 11,
  36: 11,
  37: 2,
  38: 256,
  39: 2,
  42: 9,
  50: 2,
  64: 68,
  80: 17,
};

/** The pad on USB: feature reports, and input reports to whoever listens. */
export class StuHidPad extends StuPad {
  private listener: (report: Uint8Array) => void = () => undefined;
  private ended: ((end: TransportEnd) => void)[] = [];
  private end: TransportEnd | undefined;

  constructor(model: StuModel) {
    super(model);
  }

  protected say(report: readonly number[]): void {
    if (this.end === undefined) this.listener(Uint8Array.from(report));
  }

  /** False for a length that the report has not. */
  takeFeature(report: Uint8Array): boolean {
    if (report.length !== FEATURE_LENGTHS[report[0] as number]) return false;
    this.set(report.slice());
    return true;
  }

  giveFeature(id: number): Uint8Array | undefined {
    const report = this.answer(id);
    return report && Uint8Array.from(report);
  }

  unplug(end: TransportEnd = 'lost'): void {
    if (this.end !== undefined) return;
    this.end = end;
    for (const tell of this.ended) tell(end);
  }

  /** As the transport would open it. */
  device(): HidDevice {
    const info: HidInfo = {
      path: 'memory',
      vendorId: 0x056a,
      productId: this.model.productId,
      release: 0x0100,
      interface: 0,
    };
    this.end = undefined;
    const lost = err('DEVICE_LOST');
    return {
      info,
      write: async () => err('DEVICE_REFUSED'),
      sendFeature: async (report) =>
        this.end !== undefined ? lost : this.takeFeature(report) ? ok(undefined) : err('DEVICE_REFUSED', 'length'),
      getFeature: async (id, length) => {
        const report = this.end === undefined && length === FEATURE_LENGTHS[id] ? this.giveFeature(id) : undefined;
        if (this.end !== undefined) return lost;
        return report === undefined ? err('DEVICE_REFUSED', `feature ${id}`) : ok(report);
      },
      onReport: (listener) => {
        this.listener = listener;
        return () => undefined;
      },
      onEnd: (listener) => {
        this.ended.push(listener);
        return () => undefined;
      },
      close: async () => this.unplug('closed'),
    };
  }
}
