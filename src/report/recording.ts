import type { RecordingFacts, SignatureReport } from '../core/validation';
import {
  filled,
  RECORDING_FINDINGS,
  REPORT_WORDS,
  type ReportWordKey,
  type VerdictLanguage,
  WAIVER_REASONS,
} from '../presentation';
import { timeText } from './time-text';

/** How the pen was recorded, in words; what is left out was not told. */
export interface RecordingText {
  readonly device?: string;
  /** Below the hospital's floor, and taken by a person: always told. */
  readonly waiver?: string;
  readonly statistics?: string;
}

type Values = Readonly<Record<string, string | number>>;
type Say = (key: ReportWordKey, values: Values) => string;

function waiverText(
  { waiver, refused = 0 }: RecordingFacts,
  say: Say,
  language: VerdictLanguage,
  timeZone: string | undefined,
): Pick<RecordingText, 'waiver'> {
  if (waiver === undefined) return {};
  const words: Readonly<Record<string, string>> = RECORDING_FINDINGS[language];
  const findings = waiver.findings.map((finding) => words[finding] ?? finding).join(language === 'zh' ? '、' : ', ');
  const reason = WAIVER_REASONS[language][waiver.reason] ?? waiver.reason;
  const value = say('signature.waiver.value', { floor: waiver.floor, findings, refused, reason });
  const time = timeText(waiver.acceptedAt, language, timeZone);
  const by = waiver.acceptedBy;
  const whole =
    by === undefined ? say('signature.waiver.at', { value, time }) : say('signature.waiver.by', { value, time, by });
  return { waiver: whole };
}

function statisticsText(told: RecordingFacts, say: Say): string {
  const { samples, reportsPerSecond: rate, jitterUs: jitter, clockFit, refused = 0 } = told;
  const { gaps, duplicates, outOfRange: outside, pressureLevels: levels, lost, missingByClock: missing } = told;
  const parts = [
    rate !== undefined && say('recording.rate', { samples, rate, jitter: jitter ?? '-' }),
    lost !== undefined && say('recording.lost', { lost, inStroke: told.lostInStroke ?? '-' }),
    missing !== undefined && say('recording.missing', { missing, moving: told.missingInMotion ?? '-' }),
    gaps !== undefined &&
      say('recording.gaps', { gaps, duplicates: duplicates ?? '-', outside: outside ?? '-', levels: levels ?? '-' }),
    clockFit && say('recording.clocks', { ppm: clockFit.ratePpm, residual: clockFit.residualP99Us }),
    refused > 0 && say('recording.refused', { refused }),
  ];
  return parts.filter(Boolean).join('; ');
}

/** Empty for evidence that is not intact, and for an act without a pen. */
export function recordingText(
  { evidence }: SignatureReport,
  language: VerdictLanguage,
  timeZone?: string,
): RecordingText {
  const told = evidence.state === 'intact' ? evidence.facts?.recording : undefined;
  if (told === undefined) return {};
  const say: Say = (key, values) => filled(REPORT_WORDS[language][key], values);
  const { device, evidenceGrade: grade, conformance } = told;
  return {
    device: say('signature.recording.value', { device, grade, score: conformance ?? '-' }),
    ...waiverText(told, say, language, timeZone),
    statistics: statisticsText(told, say),
  };
}
