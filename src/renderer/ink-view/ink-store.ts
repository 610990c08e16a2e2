import type { DisplayMessage } from '../../contracts/ipc';

/** x, y as parts of the pad's width and height, pressure 0..1. */
export type InkPoint = readonly [x: number, y: number, pressure: number];
export interface InkStroke {
  readonly points: InkPoint[];
  ended: boolean;
}
export interface FingerPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

type PointsMessage = Extract<DisplayMessage, { kind: 'points' }>;

/** Bounds against a device gone mad: what is drawn is for the eye only, the recorder keeps everything. */
const MAX_STROKES = 500;
const MAX_POINTS_PER_STROKE = 20_000;

/**
 * What the eye sees of the running act: strokes and finger picture as the device host sends them, and the echo of pointer
 * strokes that it has not sent back yet. Lives outside React because points come faster than renders.
 */
export class InkStore {
  /** Grows with every visible change. */
  version = 0;
  /** Grows when strokes were taken away, so that painters start over. */
  generation = 0;
  strokes: InkStroke[] = [];
  echo: InkStroke[] = [];
  hover: { readonly x: number; readonly y: number } | undefined;
  finger: FingerPicture | undefined;
  /** Host clock of the newest points, microseconds; for measuring pen to paint. */
  newestSentAtUs = 0;
  readonly #listeners = new Set<() => void>();

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  take(message: DisplayMessage): void {
    if (message.kind === 'points') this.#takePoints(message);
    else if (message.kind === 'clear') this.clearInk();
    else if (message.kind === 'hover') this.hover = { x: message.x, y: message.y };
    else this.finger = { width: message.width, height: message.height, pixels: message.pixels };
    this.#changed();
  }

  clearInk(): void {
    this.strokes = [];
    this.echo = [];
    this.hover = undefined;
    this.generation++;
    this.#changed();
  }

  /** A new act begins, or none runs. */
  reset(): void {
    this.finger = undefined;
    this.clearInk();
  }

  /** A pointer point of this very window, drawn before the host has seen it. */
  echoPoint(point: InkPoint, begins: boolean, ends: boolean): void {
    if (begins) this.echo.push({ points: [], ended: false });
    const stroke = this.echo.at(-1);
    if (stroke === undefined || stroke.ended) return;
    stroke.points.push(point);
    stroke.ended = ends;
    this.#changed();
  }

  #takePoints({ stroke, end, triples, sentAtUs }: PointsMessage): void {
    if (!Number.isInteger(stroke) || stroke < 0 || stroke >= MAX_STROKES) return;
    while (this.strokes.length <= stroke) this.strokes.push({ points: [], ended: false });
    const target = this.strokes[stroke];
    if (target === undefined) return;
    for (let at = 0; at + 2 < triples.length && target.points.length < MAX_POINTS_PER_STROKE; at += 3) {
      target.points.push([triples[at] ?? 0, triples[at + 1] ?? 0, triples[at + 2] ?? 0]);
    }
    this.newestSentAtUs = sentAtUs;
    this.hover = undefined;
    if (!end) return;
    target.ended = true;
    if (this.echo[0]?.ended === true) {
      this.echo.shift();
      this.generation++;
    }
  }

  #changed(): void {
    this.version++;
    for (const listener of this.#listeners) listener();
  }
}
