import { setTimeout as sleep } from 'node:timers/promises';
import type { PenTrace } from '../virtual-pad/pen-trace';
import { FEATURE_LENGTHS, StuHidPad } from '../virtual-pad/stu-hid-pad';
import { UhidDevice } from './uhid';

/** Input reports and their lengths with the id, as the table of the protocol gives them. */
const INPUT_LENGTHS: Readonly<Record<number, number>> = { 1: 7, 16: 17, 48: 9, 49: 21, 51: 17, 52: 11 };
/** Most reports that leave in one go: what is late comes later, for hidraw holds 64 and a pad sends none in heaps. */
const HEAP = 16;

/**
 * A pen (Digitizer page, so that the kernel's own driver for this vendor takes it) whose reports are bytes of the vendor. What a
 * real STU says of itself is not published; only ids and lengths matter to what is shown here.
 */
function reportDescriptor(): Uint8Array {
  const reports = (lengths: Readonly<Record<number, number>>, main: number): number[] =>
    Object.entries(lengths).flatMap(([id, length]) => [0x85, Number(id), 0x09, 0x01, 0x95, length - 1, main, 0x02]);
  return Uint8Array.from([
    ...[0x05, 0x0d, 0x09, 0x02, 0xa1, 0x01, 0x06, 0x00, 0xff, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08],
    ...reports(INPUT_LENGTHS, 0x81),
    ...reports(FEATURE_LENGTHS, 0xb1),
    0xc0,
  ]);
}

/** The emulated pad on a cable that the kernel believes in. */
export class StuUhidPad extends StuHidPad {
  private cable: UhidDevice | undefined;

  protected override say(report: readonly number[]): void {
    this.cable?.input(Uint8Array.from(report));
  }

  async plug(): Promise<void> {
    this.cable = await UhidDevice.plug({
      name: `Wacom Co.,Ltd. ${this.model.name}`,
      serial: this.model.serial ?? '',
      vendorId: 0x056a,
      productId: this.model.productId,
      release: 0x0100,
      reportDescriptor: reportDescriptor(),
      getFeature: (id) => this.giveFeature(id),
      setReport: (report) => this.takeFeature(report),
    });
  }

  /** The cable is pulled: no power, so nothing of what was set is kept. */
  async pull(): Promise<void> {
    await this.cable?.unplug();
    this.cable = undefined;
    this.reset();
  }

  /** Bytes that the pad's protocol does not know. */
  sayRaw(report: Uint8Array): void {
    this.cable?.input(report);
  }

  /** The pen of a trace, over and over, at a rate by this pad's own clock. Answers the reports sent and the milliseconds it took. */
  async stream(trace: PenTrace, perSecond: number, count: number): Promise<{ sent: number; tookMs: number }> {
    const start = performance.now();
    let due = start;
    for (let sent = 0; sent < count; await sleep(1)) {
      const now = performance.now();
      const late = Math.min(Math.floor(((now - due) * perSecond) / 1000), HEAP, count - sent);
      for (let n = 0; n < late; n++)
        this.numbered((trace.reports[sent++ % trace.reports.length] as { bytes: Uint8Array }).bytes);
      due = late === HEAP ? now : due + (late * 1000) / perSecond;
    }
    return { sent: count, tookMs: Math.round(performance.now() - start) };
  }
}
