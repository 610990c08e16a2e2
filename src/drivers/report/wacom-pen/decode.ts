import type { PenCounters, PenDecoder } from '../pen-report';
import { LAYOUTS, type ToolMemory, type WacomPenLayout } from './layouts';

/** The clock and number that reports of this layout carry. */
export const wacomPenCounters = (layout: WacomPenLayout): PenCounters | undefined => LAYOUTS[layout].counters;

/**
 * Wacom tablets and pen displays in tablet mode. Other ids are not of the pen; a wireless receiver sends 0xC0 with its own
 * state every 50 ms. Where the vendor's driver is installed on Windows, one more byte leads every report.
 */
export function wacomPenDecoder(layout: WacomPenLayout): PenDecoder {
  const { ids, length, needed, read } = LAYOUTS[layout];
  const tool: ToolMemory = { eraser: false };
  return {
    decode(whole) {
      const isLed = whole.length === length + 1 && ids.includes(whole[1] as number);
      const report = isLed ? whole.subarray(1) : whole;
      return report.length >= needed && ids.includes(report[0] as number) ? read(report, tool) : undefined;
    },
  };
}
