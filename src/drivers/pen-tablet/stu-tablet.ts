import { err, ok, type Result } from '../../core/base';
import type { CaptureDevice, PenSample, RawReport } from '../../core/ink';
import type { PenTabletDefinition } from '../device';
import { SampleUnwrapper } from '../report';
import {
  REPORT,
  STU_COUNTERS,
  setClearScreen,
  setInkingMode,
  setPenDataOptionMode,
  TIME_COUNT_TICK_US,
} from '../report/wacom-stu';
import { type DeviceErrorCode, Listeners, type Transport } from '../transport';
import { captureDevice } from './capture-device';
import type { PenTablet } from './pen-tablet';
import { type StuArrival, StuLink } from './stu-link';

/** A silent pad is asked for its status this often; two silences in a row mean that it is gone. */
const ALIVE = { everyMs: 2000, answerMs: 1500 };

interface Report {
  readonly report: RawReport;
  readonly sample: PenSample | undefined;
}

/**
 * Brings a Wacom STU pad to streaming: information, capability, serial number, inking, penDataOptionMode 3. Owns the
 * transport from here on, also when it fails. DEVICE_NO_ANSWER, DEVICE_WRONG, DEVICE_REFUSED, DEVICE_GARBLED, DEVICE_LOST.
 */
export async function openStuTablet(
  transport: Transport,
  definition: PenTabletDefinition<'wacom-stu'>,
  nowUs: () => number,
): Promise<Result<PenTablet>> {
  const link = new StuLink(transport);
  const opened = await identify(link, definition);
  if (opened.ok) return ok(new StuTablet(transport, link, opened.value, nowUs));
  link.close();
  await transport.close();
  return opened;
}

async function identify(link: StuLink, definition: PenTabletDefinition<'wacom-stu'>): Promise<Result<CaptureDevice>> {
  const { codec } = definition;
  const information = await link.get(REPORT.information);
  if (!information.ok) return information;
  if (information.value.kind !== 'information') return err('DEVICE_GARBLED', 'information');
  if (!information.value.model.includes(codec.modelPattern)) return err('DEVICE_WRONG', information.value.model);
  const capability = await link.get(REPORT.capability);
  if (!capability.ok) return capability;
  if (capability.value.kind !== 'capability') return err('DEVICE_GARBLED', 'capability');
  const { maxX, maxY, maxPressure, resolution } = capability.value;
  if (maxX === 0 || maxY === 0) return err('DEVICE_GARBLED', 'capability without a size');
  const serial = await link.get(codec.serialReport);
  const inking = await link.set(setInkingMode(definition.hasScreen));
  if (!inking.ok) return inking;
  const armed = await link.set(setPenDataOptionMode());
  if (!armed.ok) return armed;
  const unitsPerInch = resolution > 0 ? resolution : codec.unitsPerInch;
  const range = { xMax: maxX, yMax: maxY, pressureMax: maxPressure, unitsPerInch };
  return ok(
    captureDevice(definition, range, {
      ...(serial.ok && serial.value.kind === 'serial' && serial.value.serial !== ''
        ? { serial: serial.value.serial }
        : {}),
      firmware: information.value.firmware,
      transport: 'serial',
      deviceTickUs: TIME_COUNT_TICK_US,
    }),
  );
}

class StuTablet implements PenTablet {
  private readonly reports = new Listeners<Report>();
  private readonly lost = new Listeners<DeviceErrorCode>();
  private readonly unwrapper = new SampleUnwrapper(STU_COUNTERS);
  private arming = false;
  private silences = 0;
  private heard = true;
  private end: DeviceErrorCode | undefined;
  private readonly alive: NodeJS.Timeout;

  constructor(
    private readonly transport: Transport,
    private readonly link: StuLink,
    readonly device: CaptureDevice,
    private readonly nowUs: () => number,
  ) {
    link.onArrival((arrival) => this.arrived(arrival));
    transport.onEnd((end) => end === 'lost' && this.finish('DEVICE_LOST'));
    this.alive = setInterval(() => void this.askAlive(), ALIVE.everyMs);
    this.alive.unref();
  }

  onReport(listener: (report: RawReport, sample?: PenSample) => void): () => void {
    return this.reports.add(({ report, sample }) => listener(report, sample));
  }

  onLost(listener: (code: DeviceErrorCode) => void): () => void {
    if (this.end !== undefined) listener(this.end);
    return this.lost.add(listener);
  }

  clear(): Promise<Result<void>> {
    return this.link.set(setClearScreen());
  }

  async close(): Promise<void> {
    clearInterval(this.alive);
    this.reports.clear();
    this.lost.clear();
    this.link.close();
    await this.transport.close();
  }

  private arrived({ bytes, report }: StuArrival): void {
    const hostTimeUs = this.nowUs();
    this.heard = true;
    // the plain pen report after option mode 3 was set: the pad was reset behind our back and forgot it
    if (bytes[0] === REPORT.penData) void this.arm();
    const sample = report?.kind === 'pen' ? this.unwrapper.sample(report, hostTimeUs) : undefined;
    this.reports.emit({ report: { hostTimeUs, bytes }, sample });
  }

  private async arm(): Promise<void> {
    if (this.arming) return;
    this.arming = true;
    this.unwrapper.restart();
    await this.link.set(setPenDataOptionMode());
    this.arming = false;
  }

  private async askAlive(): Promise<void> {
    if (this.heard) {
      this.heard = false;
      this.silences = 0;
      return;
    }
    const answer = await this.link.get(REPORT.status, ALIVE.answerMs);
    this.silences = answer.ok ? 0 : this.silences + 1;
    if (this.silences >= 2) this.finish('DEVICE_NO_ANSWER');
  }

  private finish(code: DeviceErrorCode): void {
    if (this.end !== undefined) return;
    this.end = code;
    this.lost.emit(code);
    void this.close();
  }
}
