import type { JsonObject } from '../../core/evidence';
import { type PenSample, strokesOf } from '../../core/ink';

/** One point of the replay: micrometres on the pad, 0..1, microseconds from the first sample. */
export interface ReplayPoint {
  readonly x: number;
  readonly y: number;
  readonly pressure: number;
  readonly atUs: number;
}

export interface Replay {
  readonly strokes: readonly (readonly ReplayPoint[])[];
  readonly durationUs: number;
  /** Where there is ink, micrometres. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** Whose clock the speed comes from. */
  readonly clock: 'device' | 'host';
  readonly hasPressure: boolean;
}

/** The replay must end: a longer trace is a fault of its clock. */
const MAX_DURATION_US = 3_600_000_000;
const MARGIN = 0.06;

const positive = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined;

const largest = (samples: readonly PenSample[], pick: (sample: PenSample) => number): number =>
  samples.reduce((most, sample) => Math.max(most, pick(sample)), 1);

/** Length of a raw unit; where the capture does not tell, a square millimetre grid of ten units keeps the proportions. */
function unitsOf(device: JsonObject | undefined) {
  const x = positive(device?.['xMax']);
  const y = positive(device?.['yMax']);
  const width = positive(device?.['widthUm']);
  const height = positive(device?.['heightUm']);
  return x && y && width && height ? { x: width / x, y: height / y } : { x: 10, y: 10 };
}

function boxOf(points: readonly ReplayPoint[]): Replay['box'] {
  const left = points.reduce((least, { x }) => Math.min(least, x), Number.POSITIVE_INFINITY);
  const top = points.reduce((least, { y }) => Math.min(least, y), Number.POSITIVE_INFINITY);
  const right = points.reduce((most, { x }) => Math.max(most, x), Number.NEGATIVE_INFINITY);
  const bottom = points.reduce((most, { y }) => Math.max(most, y), Number.NEGATIVE_INFINITY);
  const margin = Math.max(right - left, bottom - top, 1000) * MARGIN;
  const [width, height] = [right - left + 2 * margin, bottom - top + 2 * margin];
  return { x: left - margin, y: top - margin, width, height };
}

/** The pen's way in time, by the pad's own clock where it has one. Undefined when nothing was written. */
export function replayOf(samples: readonly PenSample[], capture: JsonObject): Replay | undefined {
  const device = (typeof capture['device'] === 'object' ? capture['device'] : undefined) as JsonObject | undefined;
  const tick = positive(device?.['deviceTickUs']);
  const ownClock = tick !== undefined && samples.every(({ deviceTime }) => deviceTime !== undefined);
  const timeOf = (sample: PenSample) => (ownClock ? (sample.deviceTime as number) * tick : sample.hostTimeUs);
  const first = samples[0];
  if (first === undefined) return undefined;
  const startUs = timeOf(first);
  const unit = unitsOf(device);
  const pressureMax = positive(device?.['pressureMax']) ?? largest(samples, ({ pressureRaw }) => pressureRaw);
  const hasPressure = samples.some(({ pressureRaw }) => pressureRaw > 0);
  const strokes = strokesOf({ samples }).map((stroke) =>
    stroke.samples.map((sample) => ({
      x: sample.xRaw * unit.x,
      y: sample.yRaw * unit.y,
      pressure: hasPressure ? Math.min(1, Math.max(0, sample.pressureRaw / pressureMax)) : 0.5,
      atUs: Math.min(MAX_DURATION_US, Math.max(0, timeOf(sample) - startUs)),
    })),
  );
  const points = strokes.flat();
  if (points.length === 0) return undefined;
  const durationUs = points.reduce((most, { atUs }) => Math.max(most, atUs), 0);
  return { strokes, durationUs, box: boxOf(points), clock: ownClock ? 'device' : 'host', hasPressure };
}

/** The latest point that is written at a time. */
export function pointAt(replay: Replay, atUs: number): ReplayPoint | undefined {
  let latest: ReplayPoint | undefined;
  for (const stroke of replay.strokes)
    for (const point of stroke) if (point.atUs <= atUs && point.atUs >= (latest?.atUs ?? 0)) latest = point;
  return latest;
}

/** Width of the ink at full pressure, micrometres: a soft pen on paper. */
const FULL_WIDTH_UM = 1100;

/** Paints what is written up to `atUs`: each piece as wide as the pen was pressed. */
export function paintReplay(context: CanvasRenderingContext2D, replay: Replay, atUs: number, colour: string): void {
  const { width, height } = context.canvas;
  const scale = Math.min(width / replay.box.width, height / replay.box.height);
  const left = (width - replay.box.width * scale) / 2;
  const top = (height - replay.box.height * scale) / 2;
  context.clearRect(0, 0, width, height);
  context.strokeStyle = colour;
  context.lineCap = 'round';
  for (const stroke of replay.strokes) {
    for (let i = 0; i < stroke.length; i++) {
      const to = stroke[i] as ReplayPoint;
      if (to.atUs > atUs) break;
      const from = stroke[Math.max(0, i - 1)] as ReplayPoint;
      context.lineWidth = Math.max(1.2, FULL_WIDTH_UM * (0.25 + 0.75 * to.pressure) * scale);
      context.beginPath();
      context.moveTo(left + (from.x - replay.box.x) * scale, top + (from.y - replay.box.y) * scale);
      context.lineTo(left + (to.x - replay.box.x) * scale, top + (to.y - replay.box.y) * scale);
      context.stroke();
    }
  }
}
