import type { ConformanceFinding } from '../../core/ink';
import { RECORDING_FINDINGS } from '../../presentation';
import type { Language } from '../language';

/** Why points were taken off, for whoever accepts a pad: the words of the report. The compiler asks for one a finding. */
export const FINDING_WORDS: Readonly<Record<Language, Readonly<Record<ConformanceFinding, string>>>> =
  RECORDING_FINDINGS;

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
