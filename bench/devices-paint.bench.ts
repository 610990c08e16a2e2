import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession } from 'playwright';
import { build } from '../scripts/build.mjs';
import type { PenTrace } from '../test/support/virtual-pad/pen-trace';
import { canHaveWard, type Ward } from '../test/support/ward';
import { type BedAtThePad, bedAtThePad } from './bed-at-the-pad';
import { type Figure, quantile, ratio } from './figure';
import { handAtRate, isInk, placeOf } from './hand-at-rate';
import { watchPaints } from './paint-probe';

const RATES = [200, 1000] as const;
/** The hand takes 9 s; in parts, so that pen and pointer take turns and a noisy second hurts one of many. */
const PARTS = 8;
/** The last points are painted by then. */
const SETTLE_MS = 300;
const BLOCKED_MS = 200;
const PEN_REPORT = 0x34;
const AIM = 1.25;

/** Latencies of one turn, milliseconds, one for each point. */
type Turn = readonly number[];

/**
 * Main hangs for 200 ms of every second, as in a slow disk. It does not compute: on few cores that would slow the pen
 * alone, for no pointer sample begins while main hangs.
 */
const blockMain = ({ kiosk }: Ward): Promise<void> =>
  kiosk.app.evaluate((_electron, blockedMs) => {
    const nobodyWakes = new Int32Array(new SharedArrayBuffer(4));
    setInterval(() => Atomics.wait(nobodyWakes, 0, 0, blockedMs), 1000);
  }, BLOCKED_MS);

interface PenTurn {
  readonly latencies: Turn;
  readonly sent: number;
  /** Reports with the tip down that did not become a point at the same place and in the same order. */
  readonly lost: number;
}

/** The pad writes; each point counts from the report in the device host to the paint, as the oldest of its message. */
async function penTurn({ kiosk, pads }: Ward, trace: PenTrace): Promise<PenTurn> {
  const sent = await pads.pen.play(trace);
  await sleep(SETTLE_MS);
  const { pen, places } = await kiosk.patient.evaluate(() => window.inkSeen.take());
  const wanted = trace.reports.filter(isInk).map(placeOf);
  const lost = wanted.filter(([x, y], index) => places[2 * index] !== x || places[2 * index + 1] !== y).length;
  const latencies = pen.flatMap(({ sentUs, paintedUs, points }) =>
    Array<number>(points).fill((paintedUs - sentUs) / 1000),
  );
  return { latencies, sent, lost };
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The mouse moves along the same strokes as often; each sample counts from the browser's time stamp to the paint. */
async function pointerTurn({ kiosk }: Ward, mouse: CDPSession, area: Area, { reports }: PenTrace): Promise<Turn> {
  const started = performance.now();
  const first = reports[0]?.timeUs ?? 0;
  const answers: Promise<unknown>[] = [];
  for (const report of reports) {
    const wait = (report.timeUs - first) / 1000 - (performance.now() - started);
    if (wait > 1) await sleep(wait);
    const [x, y] = placeOf(report);
    const at = { x: area.x + x * area.width, y: area.y + y * area.height };
    answers.push(mouse.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...at }));
  }
  await Promise.all(answers);
  await sleep(SETTLE_MS);
  const { pointer } = await kiosk.patient.evaluate(() => window.inkSeen.take());
  return pointer.map(({ sentUs, paintedUs }) => (paintedUs - sentUs) / 1000);
}

interface Run {
  readonly pen: Turn[];
  readonly pointer: Turn[];
  lost: number;
}

async function race({ ward }: BedAtThePad): Promise<{ runs: Map<number, Run>; sent: number }> {
  const { patient } = ward.kiosk;
  // tsx wraps named functions in a function of its own, which a page does not have.
  await patient.evaluate('globalThis.__name = (named) => named');
  await patient.evaluate(watchPaints);
  const area = await patient.locator('.ink-canvas').boundingBox();
  if (area === null) throw new Error('no writing place');
  const mouse = await patient.context().newCDPSession(patient);
  await blockMain(ward);
  const runs = new Map(RATES.map((rate): [number, Run] => [rate, { pen: [], pointer: [], lost: 0 }]));
  let sent = 0;
  for (let part = -1; part < PARTS; part++)
    for (const [rate, run] of runs) {
      const trace = handAtRate(rate, PARTS).at(part) as PenTrace;
      const pen = await penTurn(ward, trace);
      const pointer = await pointerTurn(ward, mouse, area, trace);
      sent += pen.sent;
      run.lost += pen.lost;
      if (part < 0) continue; // warm-up
      run.pen.push(pen.latencies);
      run.pointer.push(pointer);
    }
  return { runs, sent };
}

/** Reports that the pad sent and the sealed evidence has not, or not in the pad's own order; `unheard` it counted and never sent. */
function missing(reports: readonly Uint8Array[], sent: number, unheard: number): number {
  const numbers = reports.filter(([id]) => id === PEN_REPORT).map((bytes) => ((bytes[9] ?? 0) << 8) | (bytes[10] ?? 0));
  const skipped = numbers.map((number, index) =>
    index === 0 ? 0 : (number - (numbers[index - 1] ?? 0) + 65_535) % 65_536,
  );
  const inGaps = skipped.reduce((sum, count) => sum + count, 0);
  return Math.max(sent - numbers.length, inGaps - unheard);
}

function line(name: string, value: number, floor: number, aim?: string): Figure {
  const figure = { name, value, unit: 'ms', floor, ratioToFloor: ratio(value, floor) };
  return aim === undefined ? figure : { ...figure, aim, met: value <= AIM * floor };
}

const none = (name: string, value: number): Figure => ({ name, value, unit: '', aim: 'none', met: value === 0 });

/**
 * Pen report to painted ink in the real kiosk, beside the same window's own pointer, main blocked on purpose. Other work
 * on the machine only adds, so of the turns the lower quartile counts, for both. What was lost is counted at the screen
 * and, by the pad's own numbers, in the sealed evidence.
 */
export async function figures(): Promise<Figure[]> {
  if (!canHaveWard(1)) throw new Error('needs Xvfb and socat');
  await build();
  const bed = await bedAtThePad();
  try {
    const { runs, sent } = await race(bed);
    const quiet = (turns: readonly Turn[], part: number) =>
      quantile(
        turns.map((turn) => quantile(turn, part)),
        0.25,
      );
    const latencies = [...runs].flatMap(([rate, { pen, pointer }]) => {
      const name = `pen to ink, ${rate.toLocaleString('en')} reports/s`;
      return [
        line(`${name}, median`, quiet(pen, 0.5), quiet(pointer, 0.5)),
        line(`${name}, p99`, quiet(pen, 0.99), quiet(pointer, 0.99), 'at most 1.25x of the window’s own pointer'),
      ];
    });
    const atScreen = [...runs.values()].reduce((sum, { lost }) => sum + lost, 0);
    const { act } = await bed.ward.kiosk.snapshot();
    if (act?.ink.again === true)
      throw new Error(
        'the pad gave no answer for seconds on this busy machine: its ink is void, and the kiosk asks for it again',
      );
    const { unheard } = bed.ward.pads.pen;
    const told = sent - unheard;
    return [
      ...latencies,
      none('reports not shown, main blocked', atScreen),
      none('reports that the pad never sent, for a picture came in', unheard),
      none(
        `reports not in the sealed evidence, of ${told.toLocaleString('en')}`,
        missing(await bed.sealedReports(), told, unheard),
      ),
    ];
  } finally {
    await bed.ward.stop();
  }
}
