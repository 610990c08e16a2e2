import type { PenSample } from '../../core/ink';

/** A pen on the pad is heard all the time; where it was silent for so long it was lifted, though the pad did not say so. */
const LIFTED_US = 1_000_000;

/**
 * Ink is what begins after it was asked for. A hand that writes on while the driver starts again, the pad comes back, or what was
 * written is wiped, goes on with a stroke whose beginning is void: until the pen is lifted it is one that is near and does not
 * write. None is lost in the count, and the report is kept as it came.
 */
export class FreshStroke {
  private heardUs = Number.NEGATIVE_INFINITY;
  private isOld = false;

  /** `isDown`: the pen may be on the pad. */
  constructor(private isDown = false) {}

  /** The pad is heard from now on, first or again: where the pen was down when it was last heard, it may still be. */
  opened(nowUs: number): void {
    this.heardUs = nowUs;
  }

  /** Ink is asked for: a stroke that is under way is none of it. */
  begin(): void {
    this.isOld = true;
  }

  /** Every sample, asked for or not; answers it as ink sees it. */
  read(sample: PenSample): PenSample {
    const goesOn = this.isDown && sample.tipSwitch && sample.hostTimeUs - this.heardUs < LIFTED_US;
    if (!goesOn) this.isOld = false;
    this.isDown = sample.tipSwitch;
    this.heardUs = sample.hostTimeUs;
    return this.isOld ? { ...sample, tipSwitch: false } : sample;
  }
}
