import { setTimeout as sleep } from 'node:timers/promises';
import type { PenTrace } from './pen-trace';
import { PadCipher } from './stu-cipher';
import type { StuModel } from './stu-models';
import { PadScreen } from './stu-screen';

export interface PlayOptions {
  /** 1 is true speed, 0 without any waiting; default 1. */
  readonly speed?: number;
  /**
   * The pad's clock is the wall's, as under a hand that writes at this speed; else it goes as it went in the trace, and at
   * another speed than 1 a kiosk finds that the two clocks disagree.
   */
  readonly trueClock?: boolean;
  /** Stop after so many reports, pen still down. */
  readonly reports?: number;
  /** Swallow every nth frame: the sequence number goes on, as it does when a cable loses bytes. */
  readonly loseEvery?: number;
}

const be = (value: number): number[] => [Math.floor(value / 256) % 256, value % 256];
const text = (value: string, length: number): number[] => [...Buffer.from(value.padEnd(length, '\0').slice(0, length))];
/** A pad is busy for some questions after what takes it time. */
const BUSY_FOR = 2;

/** A Wacom STU pad as far as the tables tell, whatever it hangs on: it starts without option mode and forgets it when reset. */
export abstract class StuPad {
  private optionMode = 0;
  private inking = 1;
  private sequence = 65_400; // wraps within the first signature
  private readonly bootMs = performance.now() - 60_000; // so does the 16 bit millisecond count
  private clockMs = 0;
  private busy = 0;
  private session: number | undefined;
  private cipher = new PadCipher();
  /** The first half of an encrypted report that carries two. */
  private held: { pen: number[]; time: number; sequence: number } | undefined;
  protected lastResult = 0;
  screen: PadScreen;
  /** Every report that the host sent, for tests. */
  readonly heard: Uint8Array[] = [];
  /** A pad that hangs: hears and says nothing. */
  mute = false;
  /** Reports of a hand that wrote while a picture came in: counted, never sent. */
  unheard = 0;
  /** Carries the session number of somebody else. */
  lies = false;

  constructor(protected readonly model: StuModel) {
    this.screen = new PadScreen(model.screenWidth, model.screenHeight);
  }

  /** A report leaves the pad. */
  protected abstract say(report: readonly number[]): void;

  /** Sequence number of the newest report, as sent: 16 bits. */
  get lastSequence(): number {
    return this.sequence;
  }
  get mode(): number {
    return this.optionMode;
  }
  get isCapturing(): boolean {
    return this.session !== undefined;
  }

  /** A brown-out: settings, keys and picture are gone, nobody is told. */
  reset(): void {
    this.optionMode = 0;
    this.inking = 1;
    this.session = undefined;
    this.cipher = new PadCipher();
    this.screen = new PadScreen(this.model.screenWidth, this.model.screenHeight);
  }

  /** Plays the pen of a trace with this pad's own clock and counter. Resolves with the number of reports sent. */
  async play(
    trace: PenTrace,
    { speed = 1, reports = trace.reports.length, loseEvery = 0, trueClock = false }: PlayOptions = {},
  ): Promise<number> {
    const start = performance.now();
    // a trace played faster than it was written took longer by this pad's clock: that never runs back
    const startMs = Math.max(start - this.bootMs, this.clockMs + 5);
    const first = trace.reports[0]?.timeUs ?? 0;
    const chosen = trace.reports.slice(0, reports);
    for (const [index, report] of chosen.entries()) {
      const dueMs = (report.timeUs - first) / 1000;
      if (speed > 0) {
        const wait = dueMs / speed - (performance.now() - start);
        if (wait > 1) await sleep(wait);
      } else if (index % 64 === 63) await sleep(0);
      this.sequence = (this.sequence + 1) % 65_536;
      if (loseEvery > 0 && index % loseEvery === loseEvery - 1) continue;
      this.penReport(report.bytes, trueClock ? Math.max(startMs, performance.now() - this.bootMs) : startMs + dueMs);
    }
    return chosen.length;
  }

  /** A tap of the pen at a pixel: down and up. */
  tap(x: number, y: number): void {
    const { maxX, maxY, screenWidth, screenHeight } = this.model;
    const at = [
      ...be(Math.round(((x + 0.5) * maxX) / screenWidth)),
      ...be(Math.round(((y + 0.5) * maxY) / screenHeight)),
    ];
    const atMs = Math.max(performance.now() - this.bootMs, this.clockMs);
    for (const [index, first] of [0x91, 0x91, 0x80, 0x80].entries()) {
      this.numbered(Uint8Array.of(0x01, first, first === 0x91 ? 0x40 : 0, ...at), atMs + 5 * (index + 1));
    }
  }

  /** The next report, its pen as recorded; `padMs` is the pad's clock. */
  protected numbered(recorded: Uint8Array, padMs = performance.now() - this.bootMs): void {
    this.sequence = (this.sequence + 1) % 65_536;
    this.penReport(recorded, padMs);
  }

  private penReport(recorded: Uint8Array, padMs: number): void {
    this.clockMs = padMs;
    const pen = [...recorded.subarray(1, 7)];
    if (this.screen.isReceiving) {
      this.unheard++; // no pen while an image comes in
      return;
    }
    const time = Math.floor(padMs) % 65_536;
    if (this.inking === 1 && (pen[0] as number) % 128 >= 16) this.inkAt(pen);
    if (this.session !== undefined) this.sayEncrypted(pen, time, this.sequence);
    else if (this.optionMode === 0) this.say([0x01, ...pen]);
    else if (this.optionMode === 3) this.say([0x34, ...pen, ...be(time), ...be(this.sequence)]);
    else this.say([0x30, ...pen, ...be(this.optionMode === 1 ? time : this.sequence)]);
  }

  private inkAt([, , xHigh = 0, xLow = 0, yHigh = 0, yLow = 0]: readonly number[]): void {
    const { maxX, maxY, screenWidth, screenHeight } = this.model;
    const pixel = (value: number, max: number, size: number): number =>
      Math.min(size - 1, Math.floor((value * size) / max));
    this.screen.dot(pixel(xHigh * 256 + xLow, maxX, screenWidth), pixel(yHigh * 256 + yLow, maxY, screenHeight));
  }

  private sayEncrypted(pen: number[], time: number, sequence: number): void {
    const number = ((this.session as number) + (this.lies ? 1 : 0)) % 2 ** 32;
    const session = [...be(Math.floor(number / 65_536)), ...be(number % 65_536)];
    if (this.optionMode === 3) {
      this.say([0x33, ...this.cipher.seal([...pen, ...be(time), ...be(sequence), 0, 0, ...session])]);
      return;
    }
    const { held } = this;
    if (held === undefined) {
      this.held = { pen, time, sequence };
      return;
    }
    this.held = undefined;
    const sealed = this.cipher.seal([...session, ...held.pen, ...pen]);
    const option = this.optionMode === 1 ? [...be(held.time), ...be(time)] : [...be(held.sequence), ...be(sequence)];
    this.say(this.optionMode === 0 ? [0x10, ...sealed] : [0x31, ...sealed, ...option]);
  }

  /** 0 ready, 1 image, 2 capture, 3 calculating. */
  private get status(): number {
    if (this.busy > 0) return 3;
    if (this.screen.isReceiving) return 1;
    return this.session === undefined ? 0 : 2;
  }

  /** A setting; result codes: 0 done, 1 wrong report id, 2 wrong state, 4 bad parameter, 0x15 area. */
  protected set(report: Uint8Array): number {
    this.heard.push(report);
    this.lastResult = this.obey(report);
    return this.lastResult;
  }

  private obey(report: Uint8Array): number {
    const [id = 0, value = 0] = report;
    const { takesAreas, optionModes, encryption } = this.model;
    const needs: Record<number, number> = { 19: 0, 21: 0, 22: 2, 32: 0, 35: 0, 36: 0, 37: 0, 38: 1, 39: 1, 64: 0 };
    if (id in needs && needs[id] !== this.status) return 2;
    if (!takesAreas && (id === 0x23 || id === 0x24)) return 1;
    if ((id === 0x13 && encryption !== 1) || (id === 0x40 && encryption !== 2)) return 1;
    switch (id) {
      case 0x04:
        this.reset();
        return 0;
      case 0x13:
        this.cipher.hostPublicKey(report.subarray(1, 17));
        this.busy = BUSY_FOR;
        return 0;
      case 0x15:
        if (!this.cipher.isReady) return 2;
        this.session = Buffer.from(report).readUInt32BE(1);
        this.held = undefined;
        return 0;
      case 0x16:
        this.session = undefined;
        return 0;
      case 0x20:
        this.screen.wipe();
        this.busy = BUSY_FOR;
        return 0;
      case 0x21:
        if (value > 1) return 4;
        this.inking = value;
        return 0;
      case 0x32:
        if (value !== 0 && !optionModes.includes(value)) return 4;
        this.optionMode = value;
        return 0;
      case 0x40:
        return this.cipher.command([...report.subarray(1)]);
      default:
        return this.draw(report);
    }
  }

  private draw(report: Uint8Array): number {
    const [id = 0, value = 0] = report;
    const { screen } = this;
    const box = screen.boxOf(report.subarray(id === 0x2a ? 1 : 3));
    switch (id) {
      case 0x23:
        if (box === undefined) return 0x15;
        screen.wipe(box);
        return 0;
      case 0x24:
        if (box === undefined) return 0x15;
        screen.begin(value, box);
        return 0;
      case 0x25:
        screen.begin(value, screen.whole);
        return 0;
      case 0x26: {
        const length = value + 256 * (report[2] ?? 0);
        if (length > report.length - 3) return 4;
        screen.append(report.subarray(3, 3 + length));
        return 0;
      }
      case 0x27:
        this.busy = BUSY_FOR;
        if (value === 0) return screen.commit();
        screen.abandon();
        return 0;
      case 0x2a:
        if (box === undefined) return 0x15;
        screen.inkArea = box;
        return 0;
      default:
        return 1;
    }
  }

  /** A report that the host asked for. */
  protected answer(id: number): number[] | undefined {
    const { name, serial, maxX, maxY, maxPressure, screenWidth, screenHeight, unitsPerInch, encodingFlag } = this.model;
    const sizes = [maxX, maxY, maxPressure, screenWidth, screenHeight].flatMap(be);
    const { status } = this;
    if (id === 3 && this.busy > 0) this.busy--;
    const reports: Record<number, number[]> = {
      3: [0x03, status, this.lastResult, 0, 0],
      8: [0x08, ...text(name, 9), 0x01, 0x04, 0, 0, 0, 0, 0],
      9: [0x09, ...sizes, 200, ...be(unitsPerInch), encodingFlag, 0, 0],
      11: [0x0b, ...text(serial ?? '', 10)],
      15: [0x0f, ...text(serial ?? '', 13)],
      20: [0x14, ...this.cipher.devicePublicKey],
      26: [0x1a, ...PadCipher.prime],
      27: [0x1b, ...PadCipher.base],
      33: [0x21, this.inking],
      50: [0x32, this.optionMode],
      64: [0x40, ...this.cipher.answer()],
      80: [0x50, ...this.cipher.status()],
    };
    return reports[id];
  }
}
