import { err, ok, type Result } from '../../core/base';
import {
  changedAreas,
  depthsOf,
  ENCODING_FLAG,
  imagesFor,
  type PadArea,
  setClearScreen,
  setClearScreenArea,
  setHandwritingDisplayArea,
} from '../report/wacom-stu';
import { Listeners } from '../transport';
import type { PadPicture, PadScreen, PadTools } from './pad-screen';
import { type StuLink, untilState } from './stu-link';
import { uploadImage } from './stu-upload';

/** Long enough for a button in colour over USB, short enough for a hand that waits. */
const DRAWING_SECONDS = 2;

export interface StuScreenFacts {
  readonly width: number;
  readonly height: number;
  readonly encodingFlags: number;
  /** Parts can be drawn and wiped alone. */
  readonly areas: boolean;
}

/**
 * The screen of a pad. `alone` lets a piece of work run when no other does and the pen is not being captured: a pad that
 * captures takes no picture. The picture is held as long as it is shown, to send only what changes.
 */
export class StuScreen implements PadScreen {
  private readonly busy = new Listeners<boolean>();
  private shown: PadPicture | undefined;

  constructor(
    private readonly link: StuLink,
    private readonly facts: StuScreenFacts,
    private readonly tools: PadTools,
    private readonly alone: (work: () => Promise<Result<void>>) => Promise<Result<void>>,
  ) {}

  get width(): number {
    return this.facts.width;
  }
  get height(): number {
    return this.facts.height;
  }

  onBusy(listener: (busy: boolean) => void): () => void {
    return this.busy.add(listener);
  }

  show(picture: PadPicture): Promise<Result<void>> {
    return this.paused(() => this.draw(picture));
  }

  hide(): Promise<Result<void>> {
    return this.paused(async () => {
      this.shown = undefined;
      const whole = await this.link.set(setHandwritingDisplayArea(this.whole()));
      return whole.ok ? this.wipe() : whole;
    });
  }

  /** Takes the ink off the screen; the picture stays. */
  clear(): Promise<Result<void>> {
    return this.paused(() => this.clearInk());
  }

  /** The pad was reset and is white: what it showed is drawn again. */
  redraw(): Promise<Result<void>> {
    const { shown } = this;
    this.shown = undefined;
    return shown === undefined ? Promise.resolve(ok(undefined)) : this.show(shown);
  }

  private async clearInk(): Promise<Result<void>> {
    const { shown } = this;
    if (shown === undefined) return this.wipe();
    const before = await untilState(this.link, 'ready');
    if (!before.ok) return before;
    if (this.facts.areas) {
      const cleared = await this.link.set(setClearScreenArea(shown.ink));
      return cleared.ok ? untilState(this.link, 'ready') : cleared;
    }
    this.shown = undefined;
    const wiped = await this.wipe();
    return wiped.ok ? this.draw(shown) : wiped;
  }

  private async wipe(): Promise<Result<void>> {
    const before = await untilState(this.link, 'ready');
    if (!before.ok) return before;
    const wiped = await this.link.set(setClearScreen());
    return wiped.ok ? untilState(this.link, 'ready') : wiped;
  }

  private async draw(picture: PadPicture): Promise<Result<void>> {
    const { width, height } = this.facts;
    const fits = picture.width === width && picture.height === height && picture.pixels.length === width * height * 4;
    if (!fits || !isInside(picture.ink, this.whole())) return err('DEVICE_GARBLED', 'picture of another size');
    const before = this.facts.areas ? this.shown : undefined;
    this.shown = undefined;
    for (const part of this.partsOf(picture, before)) {
      const isWhole = part.area.width === width && part.area.height === height;
      const sent = await uploadImage(this.link, part.image, isWhole ? undefined : part.area);
      if (!sent.ok) return sent;
    }
    const inked = await this.link.set(setHandwritingDisplayArea(picture.ink));
    if (inked.ok) this.shown = picture;
    return inked;
  }

  /** What has to be sent, within the time that a picture may take. */
  private *partsOf(picture: PadPicture, before: PadPicture | undefined) {
    const { encodingFlags, areas } = this.facts;
    const depths = depthsOf(encodingFlags);
    const packs = (encodingFlags & ENCODING_FLAG.zlib) !== 0 ? this.tools.deflate : undefined;
    let bytes = this.link.bytesPerSecond * (this.tools.drawingSeconds ?? DRAWING_SECONDS);
    for (const area of before === undefined ? [this.whole()] : changedAreas(before, picture)) {
      for (const part of imagesFor(picture, area, { depths, areas, bytes }, packs)) {
        bytes -= part.image.data.length;
        yield part;
      }
    }
  }

  private whole(): PadArea {
    return { x: 0, y: 0, width: this.facts.width, height: this.facts.height };
  }

  private paused(work: () => Promise<Result<void>>): Promise<Result<void>> {
    return this.alone(async () => {
      this.busy.emit(true);
      const done = await work();
      this.busy.emit(false);
      return done;
    });
  }
}

const isInside = (area: PadArea, whole: PadArea): boolean =>
  [area.x, area.y, area.width, area.height].every((value) => Number.isInteger(value) && value >= 0) &&
  area.width > 0 &&
  area.height > 0 &&
  area.x + area.width <= whole.width &&
  area.y + area.height <= whole.height;
