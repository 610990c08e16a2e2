import type { PenDecoder, PenReport } from '../pen-report';

export type WacomPenLayout = 'bamboo' | 'intuos';

/** Report 2 of both layouts; a wireless receiver sends 0xC0 with its own state every 50 ms. */
const PEN_REPORT = 0x02;
const LENGTH: Readonly<Record<WacomPenLayout, number>> = { bamboo: 9, intuos: 9 };

const word = (report: Uint8Array, at: number): number => (report[at] as number) | ((report[at + 1] as number) << 8);

const LAYOUTS: Readonly<Record<WacomPenLayout, (report: Uint8Array) => PenReport | undefined>> = {
  bamboo(report) {
    const state = report[1] as number;
    const tipSwitch = (state & 0x01) !== 0;
    return {
      kind: 'pen',
      inRange: (state & 0x80) !== 0,
      tipSwitch,
      tipPressure: tipSwitch ? (report[6] as number) | (((report[7] as number) & 0x03) << 8) : 0,
      x: word(report, 2),
      y: word(report, 4),
      barrelSwitch: (state & 0x02) !== 0,
      eraser: (state & 0x20) !== 0,
    };
  },
  intuos(report) {
    const state = report[1] as number;
    const inRange = (state & 0x80) !== 0 && state !== 0x80;
    if (inRange && (state & 0x40) === 0) return undefined;
    const tipPressure = word(report, 6);
    return {
      kind: 'pen',
      inRange,
      tipSwitch: inRange && (state & 0x01) !== 0,
      tipPressure: inRange ? tipPressure : 0,
      x: word(report, 2),
      y: word(report, 4),
      barrelSwitch: (state & 0x02) !== 0,
      eraser: (state & 0x08) !== 0,
    };
  },
};

/** Wacom tablets without a screen of their own, after their switch to tablet mode. */
export const wacomPenDecoder = (layout: WacomPenLayout): PenDecoder => ({
  decode: (report) =>
    report[0] === PEN_REPORT && report.length >= LENGTH[layout] ? LAYOUTS[layout](report) : undefined,
});
