import type { ConformanceFinding } from '../../core/ink';
import type { Language } from '../language';

type InBoth = Readonly<Record<Language, string>>;

/** Why points were taken off, for whoever accepts a pad. */
export const FINDING_WORDS: Readonly<Record<ConformanceFinding, InBoth>> = {
  'nothing-written': { zh: '没有写下笔画', en: 'nothing was written' },
  'reports-lost': {
    zh: '笔画中丢了报告（按设备序号）',
    en: 'reports missing inside strokes, by the numbers of the device',
  },
  'out-of-range': {
    zh: '坐标或压力超出设备声明的范围',
    en: 'positions or pressures outside the range the device states',
  },
  'clocks-disagree': { zh: '设备时钟与主机时钟对不上', en: 'the clocks of device and host disagree' },
  pauses: { zh: '笔画中有停顿，可能丢了报告', en: 'pauses inside strokes: reports may be missing' },
  slow: { zh: '每秒不到 100 个报告', en: 'fewer than 100 reports a second' },
  'no-pressure': { zh: '不测压力', en: 'no pressure is measured' },
  'few-pressure-levels': { zh: '压力级数太少', en: 'few levels of pressure' },
  jitter: { zh: '报告间隔不均匀', en: 'reports come unevenly' },
  duplicates: { zh: '有重复的报告', en: 'reports come twice' },
};

export const SCORE_WORDS = {
  zh: {
    written: (reports: number, samples: number, strokes: number) => `报告 ${reports}，采样 ${samples}，笔画 ${strokes}`,
    rate: (hz: number, jitterUs: number) => `每秒 ${hz}，抖动 p99 ${jitterUs} us`,
    missing: (lost: number | string, gaps: number, twice: number, outside: number) =>
      `丢失 ${lost}，间断 ${gaps}，重复 ${twice}，越界 ${outside}`,
    pressure: (levels: number, peak: number) => `压力级数 ${levels}，最大 ${peak}`,
    clocks: (ppm: number, residualUs: number) => `两个时钟相差 ${ppm} ppm，剩余 p99 ${residualUs} us`,
  },
  en: {
    written: (reports: number, samples: number, strokes: number) =>
      `${reports} reports, ${samples} samples, ${strokes} strokes`,
    rate: (hz: number, jitterUs: number) => `${hz}/s, jitter p99 ${jitterUs} us`,
    missing: (lost: number | string, gaps: number, twice: number, outside: number) =>
      `lost ${lost}, pauses ${gaps}, twice ${twice}, out of range ${outside}`,
    pressure: (levels: number, peak: number) => `${levels} pressure levels, peak ${peak}`,
    clocks: (ppm: number, residualUs: number) => `clocks ${ppm} ppm apart, residual p99 ${residualUs} us`,
  },
} as const;
