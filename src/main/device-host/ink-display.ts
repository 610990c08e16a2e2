import type { DisplayMessage } from '../../contracts/ipc';
import type { CaptureDevice, PenSample } from '../../core/ink';
import type { DisplayPort } from './device-host';

/**
 * Points that come faster travel together. A whole frame (8 ms at 120 Hz) was seen to make ink 1.5 times as late as the
 * window's own pointer, for the screen waits for its next frame once more; bench/devices-paint.
 */
const GATHER_MS = 2;

interface Stroke {
  triples: number[];
  ended: boolean;
}

/**
 * The copy for the eye. The first point after a pause leaves at once, later ones gathered for 2 ms. `sentAtUs` is the wall
 * clock (performance.timeOrigin + now) at which the oldest point of the message arrived, so that a screen can measure the
 * whole way, batching included. A new screen first gets every stroke so far.
 */
export class InkDisplay {
  private readonly ports = new Set<DisplayPort>();
  private strokes: Stroke[] = [];
  private open: Stroke | undefined;
  /** First stroke and value that the screens have not got yet. */
  private sent = { stroke: 0, values: 0, ended: false };
  private hover: { x: number; y: number } | undefined;
  private oldestUs: number | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly wallUs: () => number) {}

  add(port: DisplayPort): void {
    this.ports.add(port);
    this.strokes.forEach((stroke, index) => {
      const known = this.messageFor(
        index,
        stroke,
        0,
        index < this.sent.stroke ? stroke.triples.length : this.sent.values,
      );
      if (known !== undefined) post(port, known);
    });
  }

  remove(port: DisplayPort): void {
    this.ports.delete(port);
  }

  clear(): void {
    this.flushNow();
    this.strokes = [];
    this.open = undefined;
    this.sent = { stroke: 0, values: 0, ended: false };
    this.hover = undefined;
    this.toAll({ kind: 'clear' });
  }

  show(sample: PenSample, device: CaptureDevice): void {
    const x = sample.xRaw / Math.max(1, device.xMax);
    const y = sample.yRaw / Math.max(1, device.yMax);
    if (sample.tipSwitch) {
      this.openStroke().triples.push(x, y, device.pressureMax > 0 ? sample.pressureRaw / device.pressureMax : 0.5);
      this.hover = undefined;
    } else {
      this.endStroke();
      this.hover = { x, y };
    }
    this.oldestUs ??= this.wallUs();
    this.schedule();
  }

  /** The pen is gone without a last report: the stroke on the screens ends here. */
  endStroke(): void {
    if (this.open === undefined) return;
    this.open.ended = true;
    this.open = undefined;
    this.schedule();
  }

  finger(width: number, height: number, pixels: Uint8Array): void {
    this.toAll({ kind: 'finger', width, height, pixels });
  }

  close(): void {
    clearTimeout(this.timer);
    for (const port of this.ports) port.close?.();
    this.ports.clear();
  }

  private openStroke(): Stroke {
    if (this.open === undefined) {
      this.open = { triples: [], ended: false };
      this.strokes.push(this.open);
    }
    return this.open;
  }

  private schedule(): void {
    if (this.timer !== undefined) return;
    this.flushNow();
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (this.isBehind()) this.schedule();
    }, GATHER_MS);
  }

  private isBehind(): boolean {
    const last = this.strokes.at(-1);
    if (this.hover !== undefined || this.sent.stroke < this.strokes.length - 1) return true;
    return (
      last !== undefined &&
      this.sent.stroke === this.strokes.length - 1 &&
      (this.sent.values < last.triples.length || (last.ended && !this.sent.ended))
    );
  }

  private flushNow(): void {
    while (this.sent.stroke < this.strokes.length) {
      const stroke = this.strokes[this.sent.stroke] as Stroke;
      const hasNews = this.sent.values < stroke.triples.length || (stroke.ended && !this.sent.ended);
      if (hasNews) this.toAll(this.messageFor(this.sent.stroke, stroke, this.sent.values, stroke.triples.length));
      this.sent.values = stroke.triples.length;
      this.sent.ended = stroke.ended;
      if (!stroke.ended || this.sent.stroke === this.strokes.length - 1) break;
      this.sent = { stroke: this.sent.stroke + 1, values: 0, ended: false };
    }
    if (this.hover !== undefined) this.toAll({ kind: 'hover', ...this.hover });
    this.hover = undefined;
    this.oldestUs = undefined;
  }

  private messageFor(index: number, stroke: Stroke, from: number, to: number): DisplayMessage | undefined {
    const end = stroke.ended && to === stroke.triples.length;
    if (from === to && !end) return undefined;
    const triples = Float32Array.from(stroke.triples.slice(from, to));
    return { kind: 'points', stroke: index, end, triples, sentAtUs: this.oldestUs ?? this.wallUs() };
  }

  private toAll(message: DisplayMessage | undefined): void {
    if (message !== undefined) for (const port of this.ports) post(port, message);
  }
}

/** A port whose window is gone may throw; a screen must never stop the pen. */
function post(port: DisplayPort, message: DisplayMessage): void {
  try {
    port.postMessage(message);
  } catch {
    // the eye's copy only: nothing to save
  }
}
