import type { PadPicture, PadTap } from '../../contracts/ipc';
import type { CaptureDevice, PenSample } from '../../core/ink';
import type { PenTablet } from '../../drivers/pen-tablet';

interface Pressed {
  readonly tap: PadTap;
  /** The pen has stayed on the area where it came down. */
  inside: boolean;
}

/** What the pad's own screen shows while somebody signs, and the taps on it. Pictures are held while they are shown only. */
export class PadFace {
  private picture: PadPicture | undefined;
  private pressed: Pressed | undefined;
  private isDown = false;
  /** Raised whenever the picture is another one: what is drawn late does not count. */
  private turn = 0;

  constructor(private readonly onTap: (tap: PadTap) => void) {}

  /** Draws it; taps count once it is there. */
  async show(tablet: PenTablet, picture: PadPicture): Promise<void> {
    this.forget();
    const { turn } = this;
    const shown = await tablet.screen?.show(picture);
    if (shown?.ok && turn === this.turn) this.picture = picture;
  }

  /** Nobody signs any more: the pad is white again and nobody's name stays on it. */
  async hide(tablet: PenTablet | undefined): Promise<void> {
    this.forget();
    await tablet?.screen?.hide();
  }

  forget(): void {
    this.turn++;
    this.picture = undefined;
    this.pressed = undefined;
    this.isDown = false;
  }

  /**
   * The sample as ink sees it. A pen that comes down on an area is a tap until it is lifted: its samples stay in the record,
   * none is lost in the count, as a pen that is near and does not write. It counts if it is lifted where it came down.
   */
  read(sample: PenSample, device: CaptureDevice): PenSample {
    const begins = sample.tipSwitch && !this.isDown;
    this.isDown = sample.tipSwitch;
    if (begins) {
      const tap = this.tapAt(sample, device);
      this.pressed = tap && { tap, inside: true };
    }
    const { pressed } = this;
    if (pressed === undefined) return sample;
    if (sample.tipSwitch) {
      if (this.tapAt(sample, device) !== pressed.tap) pressed.inside = false;
      return { ...sample, tipSwitch: false };
    }
    this.pressed = undefined;
    if (pressed.inside) this.onTap(pressed.tap);
    return sample;
  }

  private tapAt({ xRaw, yRaw }: PenSample, { xMax, yMax }: CaptureDevice): PadTap | undefined {
    const { picture } = this;
    if (picture === undefined) return undefined;
    const x = (xRaw * picture.width) / xMax;
    const y = (yRaw * picture.height) / yMax;
    return picture.taps.find(
      ({ area }) => x >= area.x && x < area.x + area.width && y >= area.y && y < area.y + area.height,
    )?.tap;
  }
}
