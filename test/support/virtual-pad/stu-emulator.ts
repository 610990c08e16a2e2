import type { PtyLine } from './pty-line';
import type { StuModel } from './stu-models';
import { StuPad } from './stu-pad';
import { FrameCutter, frame } from './stu-wire';

/** The pad on a serial line. */
export class StuEmulator extends StuPad {
  private readonly cutter = new FrameCutter();
  withCrc = false;

  constructor(
    private readonly line: Pick<PtyLine, 'onData' | 'write'>,
    model: StuModel,
  ) {
    super(model);
    line.onData((chunk) => {
      for (const report of this.cutter.cut(chunk)) this.handle(report);
    });
  }

  garbage(bytes: Uint8Array): void {
    this.line.write(bytes);
  }

  protected say(report: readonly number[]): void {
    if (!this.mute) this.line.write(frame(Uint8Array.from(report), this.withCrc));
  }

  private handle(report: Uint8Array): void {
    if (report[0] === 0x80) this.say(this.answer(report[1] as number) ?? [0x81, 1]);
    else this.say([0x81, this.set(report)]);
  }
}
