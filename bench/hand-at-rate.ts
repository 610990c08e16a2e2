import { type PenTrace, readPenTrace } from '../test/support/virtual-pad/pen-trace';

type Report = PenTrace['reports'][number];

const HAND = 'fixtures/pen-traces/wacom/stu-540/three-characters.ndjson';
const RECORDED_A_SECOND = 200;
const TIP = 0x70;
/** Of the traces' pad. */
const PAD = { maxX: 10_800, maxY: 6480 };

const word = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

export const isInk = ({ bytes }: Report): boolean => ((bytes[1] ?? 0) & TIP) !== 0;
/** As a screen gets it: parts of the pad, single precision. */
export const placeOf = ({ bytes }: Report): [number, number] => [
  Math.fround(word(bytes, 3) / PAD.maxX),
  Math.fround(word(bytes, 5) / PAD.maxY),
];

/** The recorded hand at its own speed, sampled `rate` times a second (a multiple of 200), cut into `parts`. */
export function handAtRate(rate: number, parts: number): PenTrace[] {
  const hand = readPenTrace(HAND);
  const times = Math.round(rate / RECORDED_A_SECOND);
  const reports = hand.reports.flatMap((report, index) => between(report, hand.reports[index + 1] ?? report, times));
  const length = Math.ceil(reports.length / parts);
  return Array.from({ length: parts }, (_, part) => {
    const cut = reports.slice(part * length, (part + 1) * length);
    return { header: hand.header, reports: [...cut, ...cut.slice(-1).map(lifted)] };
  });
}

/** `times` reports from one on, before the next, along the straight line. */
function between(from: Report, to: Report, times: number): Report[] {
  return Array.from({ length: times }, (_, step) => {
    const bytes = from.bytes.slice();
    const view = new DataView(bytes.buffer);
    for (const at of [3, 5]) {
      const [here, there] = [word(from.bytes, at), word(to.bytes, at)];
      view.setUint16(at, Math.round(here + ((there - here) * step) / times));
    }
    return { timeUs: from.timeUs + ((to.timeUs - from.timeUs) * step) / times, bytes };
  });
}

function lifted({ timeUs, bytes }: Report): Report {
  const up = bytes.slice();
  up[1] = (up[1] ?? 0) & ~TIP;
  return { timeUs: timeUs + 1000, bytes: up };
}
