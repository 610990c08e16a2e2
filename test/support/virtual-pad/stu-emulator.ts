import { setTimeout as sleep } from 'node:timers/promises';
import type { PenTrace } from './pen-trace';
import type { PtyLine } from './pty-line';
import { FrameCutter, frame } from './stu-wire';

export interface StuModel {
  readonly name: string;
  readonly serial: string;
  readonly maxX: number;
  readonly maxY: number;
  readonly maxPressure: number;
  readonly screenWidth: number;
  readonly screenHeight: number;
  readonly unitsPerInch: number;
}

export const STU_MODELS = {
  'wacom-stu-540': {
    name: '540',
    serial: '8KAQS1000042',
    maxX: 10_800,
    maxY: 6480,
    maxPressure: 1023,
    screenWidth: 800,
    screenHeight: 480,
    unitsPerInch: 2540,
  },
  'wacom-stu-430v': {
    name: '430V',
    serial: '7GZQS00042',
    maxX: 9600,
    maxY: 6000,
    maxPressure: 1023,
    screenWidth: 320,
    screenHeight: 200,
    unitsPerInch: 2540,
  },
} as const satisfies Record<string, StuModel>;

export interface PlayOptions {
  /** 1 is true speed, 0 without any waiting; default 1. */
  readonly speed?: number;
  /** Stop after so many reports, pen still down. */
  readonly reports?: number;
  /** Swallow every nth frame: the sequence number goes on, as it does when a cable loses bytes. */
  readonly loseEvery?: number;
}

const MODE_TIME_COUNT_SEQUENCE = 3;

/** A Wacom STU pad with serial interface, as far as the tables tell: it starts without option mode and forgets it when reset. */
export class StuEmulator {
  private readonly cutter = new FrameCutter();
  private optionMode = 0;
  private inking = 1;
  private lastResult = 0;
  private sequence = 65_400; // wraps within the first signature
  private readonly bootMs = performance.now() - 60_000; // so does the 16 bit millisecond count
  private clockMs = 0;
  /** Every report that the host sent, for tests. */
  readonly heard: Uint8Array[] = [];
  withCrc = false;
  /** A pad that hangs: hears and says nothing. */
  mute = false;

  constructor(
    private readonly line: PtyLine,
    private readonly model: StuModel,
  ) {
    line.onData((chunk) => {
      for (const report of this.cutter.cut(chunk)) this.handle(report);
    });
  }

  /** Sequence number of the newest report, as sent: 16 bits. */
  get lastSequence(): number {
    return this.sequence;
  }

  get mode(): number {
    return this.optionMode;
  }

  /** A brown-out: settings are gone, nobody is told. */
  reset(): void {
    this.optionMode = 0;
    this.inking = 1;
  }

  garbage(bytes: Uint8Array): void {
    this.line.write(bytes);
  }

  /** Plays the pen of a trace with this pad's own clock and counter. Resolves with the number of reports sent. */
  async play(
    trace: PenTrace,
    { speed = 1, reports = trace.reports.length, loseEvery = 0 }: PlayOptions = {},
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
      this.penReport(report.bytes, startMs + dueMs);
    }
    return chosen.length;
  }

  private penReport(recorded: Uint8Array, padMs: number): void {
    this.clockMs = padMs;
    const pen = [...recorded.subarray(1, 7)];
    if (this.optionMode !== MODE_TIME_COUNT_SEQUENCE) {
      this.say([0x01, ...pen]);
      return;
    }
    const time = Math.floor(padMs) % 65_536;
    this.say([0x34, ...pen, Math.floor(time / 256), time % 256, Math.floor(this.sequence / 256), this.sequence % 256]);
  }

  private say(report: readonly number[]): void {
    if (!this.mute) this.line.write(frame(Uint8Array.from(report), this.withCrc));
  }

  private handle(report: Uint8Array): void {
    this.heard.push(report);
    const [id, argument] = report;
    if (id === 0x80) {
      this.answer(argument as number);
      return;
    }
    this.lastResult = this.set(id as number, argument ?? 0);
    this.say([0x81, this.lastResult]);
  }

  /** Result codes: 0 done, 1 wrong report id, 4 bad parameter. */
  private set(id: number, value: number): number {
    switch (id) {
      case 0x04:
        this.reset();
        return 0;
      case 0x20:
        return 0;
      case 0x21:
        if (value > 1) return 4;
        this.inking = value;
        return 0;
      case 0x32:
        if (value > 3) return 4;
        this.optionMode = value;
        return 0;
      default:
        return 1;
    }
  }

  private answer(id: number): void {
    const be = (value: number): number[] => [Math.floor(value / 256), value % 256];
    const text = (value: string, length: number): number[] => [
      ...Buffer.from(value.padEnd(length, '\0').slice(0, length)),
    ];
    const { name, serial, maxX, maxY, maxPressure, screenWidth, screenHeight, unitsPerInch } = this.model;
    const reports: Record<number, number[]> = {
      3: [0x03, 0, this.lastResult, 0, 0],
      8: [0x08, ...text(name, 9), 0x01, 0x04, 0, 0, 0, 0, 0],
      9: [
        0x09,
        ...be(maxX),
        ...be(maxY),
        ...be(maxPressure),
        ...be(screenWidth),
        ...be(screenHeight),
        200,
        ...be(unitsPerInch),
        0x0d,
        0,
        0,
      ],
      11: [0x0b, ...text(serial, 10)],
      15: [0x0f, ...text(serial, 13)],
      33: [0x21, this.inking],
      50: [0x32, this.optionMode],
    };
    this.say(reports[id] ?? [0x81, 1]);
  }
}
