import { ok, type Result } from '../../core/base';
import type { CaptureDevice, PenSample, RawReport } from '../../core/ink';
import type { PenTabletDefinition } from '../device';
import { type PenDecoder, SampleUnwrapper } from '../report';
import {
  OPTION_MODE,
  type OptionMode,
  REPORT,
  stuCounters,
  stuPenDecoder,
  TIME_COUNT_TICK_US,
} from '../report/wacom-stu';
import { type DeviceErrorCode, Listeners } from '../transport';
import { captureDevice } from './capture-device';
import type { PadTools } from './pad-screen';
import type { PenTablet } from './pen-tablet';
import { type Armed, arm, identify, type StuIdentity } from './stu-arm';
import type { StuCapture } from './stu-capture';
import type { StuLink } from './stu-link';
import { StuScreen } from './stu-screen';

/** A silent pad is asked for its status this often; two silences in a row mean that it is gone. */
const ALIVE = { everyMs: 2000, answerMs: 1500 };

interface Report {
  readonly report: RawReport;
  readonly sample: PenSample | undefined;
}
type StuDefinition = PenTabletDefinition<'wacom-stu'>;

/**
 * Brings a Wacom STU pad to streaming: information, capability, serial number, inking, the best option mode, encryption if
 * asked for. Owns the link from here on, also when it fails. DEVICE_NO_ANSWER, DEVICE_WRONG, DEVICE_REFUSED,
 * DEVICE_GARBLED, DEVICE_LOST.
 */
export async function openStuTablet(
  link: StuLink,
  definition: StuDefinition,
  nowUs: () => number,
  tools: PadTools = {},
): Promise<Result<PenTablet>> {
  const identity = await identify(link, definition);
  const armed = identity.ok ? await arm(link, definition, tools) : identity;
  if (identity.ok && armed.ok) return ok(new StuTablet(link, definition, identity.value, armed.value, nowUs, tools));
  await link.close();
  return armed as Extract<typeof armed, { ok: false }>;
}

/** The grade follows the mode that the pad took, not the one that its model should take. */
function deviceOf(definition: StuDefinition, link: StuLink, identity: StuIdentity, mode: OptionMode): CaptureDevice {
  const { maxX, maxY, maxPressure, resolution } = identity.capability;
  const unitsPerInch = resolution > 0 ? resolution : definition.codec.unitsPerInch;
  const range = { xMax: maxX, yMax: maxY, pressureMax: maxPressure, unitsPerInch };
  const hasTime = mode === OPTION_MODE.timeCount || mode === OPTION_MODE.timeCountSequence;
  return captureDevice(definition, range, {
    ...(identity.serial === undefined ? {} : { serial: identity.serial }),
    firmware: identity.firmware,
    transport: link.transport,
    evidenceGrade: mode === OPTION_MODE.timeCountSequence ? 'A' : 'B',
    ...(hasTime ? { deviceTickUs: TIME_COUNT_TICK_US } : {}),
  });
}

class StuTablet implements PenTablet {
  readonly device: CaptureDevice;
  readonly screen: StuScreen;
  private readonly reports = new Listeners<Report>();
  private readonly lost = new Listeners<DeviceErrorCode>();
  private readonly decoder: PenDecoder;
  private readonly unwrapper: SampleUnwrapper;
  private readonly mode: OptionMode;
  private capture: StuCapture | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private arming = false;
  /** The capture rests while the screen is drawn: clear reports are no sign of a reset then. */
  private resting = false;
  private silences = 0;
  private heard = true;
  private end: DeviceErrorCode | undefined;
  private readonly alive: NodeJS.Timeout;

  constructor(
    private readonly link: StuLink,
    private readonly definition: StuDefinition,
    identity: StuIdentity,
    armed: Armed,
    private readonly nowUs: () => number,
    private readonly tools: PadTools,
  ) {
    this.mode = armed.mode;
    this.capture = armed.capture;
    this.device = deviceOf(definition, link, identity, armed.mode);
    this.decoder = stuPenDecoder(armed.mode);
    this.unwrapper = new SampleUnwrapper(stuCounters(armed.mode));
    const { screenWidth, screenHeight, encodingFlags } = identity.capability;
    this.screen = new StuScreen(
      link,
      {
        width: screenWidth,
        height: screenHeight,
        encodingFlags: encodingFlags > 0 ? encodingFlags : definition.codec.encodingFlags,
        areas: definition.codec.screenAreas,
      },
      tools,
      (work) => this.alone(() => this.outsideCapture(work)),
    );
    link.onReport((bytes) => this.arrived(bytes));
    link.onEnd((end) => end === 'lost' && this.finish('DEVICE_LOST'));
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
    return this.screen.clear();
  }

  async close(): Promise<void> {
    clearInterval(this.alive);
    this.reports.clear();
    this.lost.clear();
    const { capture } = this;
    this.capture = undefined;
    if (capture !== undefined && this.end === undefined) await capture.end();
    capture?.forget();
    await this.link.close();
  }

  private arrived(bytes: Uint8Array): void {
    const hostTimeUs = this.nowUs();
    this.heard = true;
    // the plain pen report after an option mode was set: the pad was reset behind our back and forgot it
    const isArmed = this.mode !== OPTION_MODE.none || this.capture !== undefined;
    if (bytes[0] === REPORT.penData && isArmed && !this.resting) void this.rearm();
    for (const clear of this.opened(bytes)) {
      const pen = this.decoder.decode(clear);
      const sample = pen && this.unwrapper.sample(pen, hostTimeUs);
      this.reports.emit({ report: { hostTimeUs, bytes: clear }, sample });
    }
  }

  /** In an encrypted session only what its key opens is the pen; evidence holds it in the clear. */
  private opened(bytes: Uint8Array): readonly Uint8Array[] {
    if (this.capture === undefined) return [bytes];
    return this.capture.open(bytes) ?? (this.decoder.decode(bytes) === undefined ? [bytes] : []);
  }

  /** One piece of work with the pad at a time. */
  private alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.queue.then(work);
    this.queue = turn;
    return turn;
  }

  /** A pad that captures takes no pictures and is not wiped: the capture rests meanwhile. */
  private async outsideCapture(work: () => Promise<Result<void>>): Promise<Result<void>> {
    const { capture } = this;
    if (capture === undefined) return work();
    this.resting = true;
    const ended = await capture.end();
    const done = ended.ok ? await work() : ended;
    const resumed = await capture.resume();
    this.resting = false;
    return done.ok ? resumed : done;
  }

  private async rearm(): Promise<void> {
    if (this.arming) return;
    this.arming = true;
    this.unwrapper.restart();
    const armed = await this.alone(() => arm(this.link, this.definition, this.tools));
    if (armed.ok) {
      this.capture?.forget();
      this.capture = armed.value.capture;
      await this.screen.redraw();
    }
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
