import type { InkStore, InkStroke } from './ink-store';
import { type PadFrame, type PadPart, padFrame, strokePath } from './stroke-outline';

/**
 * Paints a store into a canvas, once per frame. Ended strokes are painted once onto a layer that stays; only the stroke
 * under the pen is computed again.
 */
export class InkPainter {
  readonly #canvas: HTMLCanvasElement;
  readonly #store: InkStore;
  readonly #colour: string;
  readonly #stay = document.createElement('canvas');
  #stayed = 0;
  #generation = -1;
  #frame = 0;
  #scale = 1;
  #part: PadPart | undefined;
  #frameOfPad: PadFrame = padFrame({ width: 0, height: 0 });

  constructor(canvas: HTMLCanvasElement, store: InkStore, colour: string) {
    this.#canvas = canvas;
    this.#store = store;
    this.#colour = colour;
  }

  /** Sets the size in CSS pixels and the density, and starts over. */
  resize(width: number, height: number, pixelRatio: number): void {
    for (const canvas of [this.#canvas, this.#stay]) {
      canvas.width = Math.max(1, Math.round(width * pixelRatio));
      canvas.height = Math.max(1, Math.round(height * pixelRatio));
    }
    this.#scale = pixelRatio;
    this.#startOver();
  }

  /** The canvas shows this part of the pad only; undefined: all of it. */
  show(part: PadPart | undefined): void {
    if (JSON.stringify(part) === JSON.stringify(this.#part)) return;
    this.#part = part;
    this.#startOver();
  }

  #startOver(): void {
    this.#frameOfPad = padFrame(this.#canvas, this.#part);
    this.#generation = -1;
    this.#paint();
  }

  /** Asks for a paint in the next frame. */
  readonly wake = (): void => {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#paint());
  };

  stop(): void {
    cancelAnimationFrame(this.#frame);
  }

  #paint(): void {
    this.#frame = 0;
    const context = this.#canvas.getContext('2d');
    const stay = this.#stay.getContext('2d');
    if (context === null || stay === null) return;
    if (this.#generation !== this.#store.generation) {
      this.#generation = this.#store.generation;
      this.#stayed = 0;
      stay.clearRect(0, 0, this.#stay.width, this.#stay.height);
    }
    const { strokes, echo } = this.#store;
    while (strokes[this.#stayed]?.ended === true) this.#fill(stay, strokes[this.#stayed++] as InkStroke);
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    context.drawImage(this.#stay, 0, 0);
    // Under an echo the same stroke is on its way back from the host: paint only one of the two.
    const live = strokes.slice(this.#stayed);
    for (const stroke of echo.length > 0 ? echo : live) this.#fill(context, stroke);
    this.#paintHover(context);
    if (this.#store.newestSentAtUs > 0) announcePaint(this.#store.newestSentAtUs);
  }

  #fill(context: CanvasRenderingContext2D, stroke: InkStroke): void {
    if (stroke.points.length === 0) return;
    context.fillStyle = this.#colour;
    context.fill(strokePath(stroke, this.#frameOfPad));
  }

  #paintHover(context: CanvasRenderingContext2D): void {
    const { hover } = this.#store;
    if (hover === undefined) return;
    const { left, top, width, height } = this.#frameOfPad;
    context.beginPath();
    context.arc(left + hover.x * width, top + hover.y * height, 5 * this.#scale, 0, 2 * Math.PI);
    context.strokeStyle = this.#colour;
    context.lineWidth = 1.5 * this.#scale;
    context.stroke();
  }
}

/** For the measurement of pen report to painted ink; costs nothing while nobody listens. */
const announcePaint = (sentAtUs: number): void => {
  document.dispatchEvent(new CustomEvent('inkpainted', { detail: sentAtUs }));
};
