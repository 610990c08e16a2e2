import type { VerdictLanguage } from './verdict-words';

/** What may be said against the recording of a signature (docs/evidence-format.md 5.1); never against the handwriting. */
const ZH = {
  'nothing-written': '没有写下笔画',
  'too-short': '笔迹太短，不足 8 个采样',
  'reports-lost': '笔画中丢了报告（按设备序号）',
  jumps: '笔画中间有跳跃：停顿时笔在移动，丢了报告（按时钟推算）',
  'out-of-range': '坐标或压力超出设备声明的范围',
  'clocks-disagree': '设备时钟与主机时钟对不上',
  'pressure-stuck': '压力值始终不变',
  pauses: '笔画中有停顿，可能丢了报告',
  slow: '每秒不到 100 个报告',
  'no-pressure': '不测压力',
  'few-pressure-levels': '压力级数太少',
  jitter: '报告间隔不均匀',
  duplicates: '有重复的报告',
} as const;

const EN: Readonly<Record<keyof typeof ZH, string>> = {
  'nothing-written': 'nothing was written',
  'too-short': 'fewer than 8 samples of writing',
  'reports-lost': 'reports missing inside strokes, by the numbers of the device',
  jumps: 'the pen jumps across pauses inside strokes: reports were lost, by the clock',
  'out-of-range': 'positions or pressures outside the range the device states',
  'clocks-disagree': 'the clocks of device and host disagree',
  'pressure-stuck': 'the pressure never changes',
  pauses: 'pauses inside strokes: reports may be missing',
  slow: 'fewer than 100 reports a second',
  'no-pressure': 'no pressure is measured',
  'few-pressure-levels': 'few levels of pressure',
  jitter: 'reports come unevenly',
  duplicates: 'reports come twice',
};

/** By finding of core/ink; one of a newer version stands as it is. */
export const RECORDING_FINDINGS: Readonly<Record<VerdictLanguage, Readonly<Record<keyof typeof ZH, string>>>> = {
  zh: ZH,
  en: EN,
};

/** Why a signature below the floor was taken all the same. */
export const WAIVER_REASONS: Readonly<Record<VerdictLanguage, Readonly<Record<string, string>>>> = {
  zh: {
    'no-other-pad': '没有别的签字板',
    'signer-unable': '签署人没有力气再签',
    'signer-unwilling': '签署人不愿再签',
    urgent: '情况紧急',
  },
  en: {
    'no-other-pad': 'there was no other pad',
    'signer-unable': 'the signer had no strength to sign again',
    'signer-unwilling': 'the signer did not wish to sign again',
    urgent: 'it was urgent',
  },
};
