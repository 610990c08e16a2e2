import { byte, le16 } from '../fields';
import type { PenCounters, PenDecoder, PenReport } from '../pen-report';

/**
 * The pen report of docs/bridge-protocol.md, 18 bytes, little-endian: 0 id 1, 1 flags, 2 pressure (2), 4 x (4), 8 y (4),
 * 12 time in milliseconds (4), 16 number (2).
 */
const PEN_ID = 0x01;
const LENGTH = 18;
const FLAG = { inRange: 1, tip: 2, barrel: 4, eraser: 8 } as const;

export const BRIDGE_COUNTERS: PenCounters = { timeModulus: 2 ** 32, tickUs: 1000, sequenceModulus: 65_536 };

const le32 = (report: Uint8Array, at: number): number => le16(report, at) + le16(report, at + 2) * 65_536;

export const bridgeDecoder = (): PenDecoder => ({
  decode(report): PenReport | undefined {
    if (report.length !== LENGTH || report[0] !== PEN_ID) return undefined;
    const flags = byte(report, 1);
    const inRange = (flags & FLAG.inRange) !== 0;
    const tipSwitch = inRange && (flags & FLAG.tip) !== 0;
    return {
      kind: 'pen',
      inRange,
      tipSwitch,
      tipPressure: tipSwitch ? le16(report, 2) : 0,
      x: le32(report, 4),
      y: le32(report, 8),
      barrelSwitch: (flags & FLAG.barrel) !== 0,
      eraser: (flags & FLAG.eraser) !== 0,
      timeCount: le32(report, 12),
      sequence: le16(report, 16),
    };
  },
});
