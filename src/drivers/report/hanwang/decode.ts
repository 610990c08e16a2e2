import { be16, byte } from '../fields';
import type { PenDecoder, PenReport } from '../pen-report';

const PEN_REPORT = 0x02;
const LENGTH = 10;
const OUT = 0x80;
const TOOL = 0xc2;
/** Tool announcement, byte 3: high half 0x2 pen, 0xA eraser. */
const ERASER = 0xa0;

/** Art Master III (Linux drivers/input/tablet/hanwang.c); id 0x0C are the keys beside the area. */
export function hanwangDecoder(): PenDecoder {
  let eraser = false;
  return {
    decode(report): PenReport | undefined {
      if (report.length < LENGTH || report[0] !== PEN_REPORT) return undefined;
      const state = byte(report, 1);
      if (state === TOOL) {
        eraser = (byte(report, 3) & 0xf0) === ERASER;
        return undefined;
      }
      const inRange = state !== OUT;
      const tipPressure = inRange ? (byte(report, 6) << 3) | ((byte(report, 7) & 0xc0) >> 5) | (state & 1) : 0;
      return {
        kind: 'pen',
        inRange,
        tipSwitch: tipPressure > 0,
        tipPressure,
        x: be16(report, 2),
        y: be16(report, 4),
        barrelSwitch: inRange && (state & 0x02) !== 0,
        eraser: inRange && eraser,
      };
    },
  };
}
