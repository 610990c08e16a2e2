import { isInside, type PenSample, type RawArea } from '../../core/ink';

/** On a pen display the place to sign is a part of what the pen can touch; elsewhere it presses what the screen shows. */
export class WritingArea {
  private press: 'ink' | 'elsewhere' | undefined;

  constructor(private area?: RawArea) {}

  /** None: the whole surface is for ink. */
  set(area: RawArea | undefined): void {
    this.area = area;
  }

  /**
   * The sample as ink sees it: until it is lifted, a pen that came down elsewhere is one that is near and does not write, and
   * one that came down in the place to sign writes wherever it goes. None is lost in the count.
   */
  read(sample: PenSample): PenSample {
    if (!sample.tipSwitch) {
      this.press = undefined;
      return sample;
    }
    this.press ??= this.area === undefined || isInside(sample, this.area) ? 'ink' : 'elsewhere';
    return this.press === 'ink' ? sample : { ...sample, tipSwitch: false };
  }
}
