import type { StationCondition, StationFinding, StationStatus } from '../../contracts/api';
import { stationFinding } from '../../contracts/api';
import { DEFAULT_FLOOR } from '../../core/ink';

/** Five times the minute in which a station speaks. */
export const SILENT_MS = 5 * 60_000;
/** What is signed goes on within seconds while the server answers; longer is no pause of the network. */
const QUEUE_STUCK_MS = 15 * 60_000;
/** A signed request dated 300 s off is refused (RFC 9421 doors): somebody should look before that. */
const CLOCK_WRONG_MS = 120_000;
const DAY_MS = 86_400_000;
/** A certificate of a station is renewed by enrolling it again, which needs a hand at the bed. */
const CERTIFICATE_ENDING_MS = 60 * DAY_MS;
/** An update that failed is no news any more; what runs in its place is the version before. */
const RELEASE_FAILED_MS = 14 * DAY_MS;
/** A finger pad that was there within this time is missed; after it the station counts as one without. */
const FINGER_PAD_MISSED_MS = 30 * DAY_MS;

/** What the server knows of one station. */
export interface StationFacts {
  readonly state: 'expected' | 'enrolled' | 'frozen';
  readonly heardAtMs: number | null;
  readonly status: StationStatus | null;
  readonly queueSinceMs: number | null;
  readonly fingerPadReadyAtMs: number | null;
  readonly certificateEndsAtMs: number | null;
  /** When it told that an update failed; null where its last one did not. */
  readonly releaseFailedAtMs: number | null;
  /** The server lets it do without a pad. */
  readonly pointerAllowed: boolean;
}

type Test = (facts: StationFacts, nowMs: number) => boolean;

const said =
  (test: (status: StationStatus) => boolean): Test =>
  ({ status }) =>
    status !== null && test(status);
const before = (timeMs: number | null, limitMs: number): boolean => timeMs !== null && timeMs < limitMs;
const isWithin = (timeMs: number | null, sinceMs: number): boolean => timeMs !== null && timeMs >= sinceMs;
const isSilent: Test = ({ heardAtMs }, nowMs) => before(heardAtMs, nowMs - SILENT_MS);

/** When each finding is so. Which is worse is the order of the contract's words. */
const TESTS: Readonly<Record<StationFinding, Test>> = {
  'holds-forms': (facts, nowMs) => isSilent(facts, nowMs) && (facts.status?.queue ?? 0) > 0,
  'certificate-ended': ({ certificateEndsAtMs }, nowMs) => before(certificateEndsAtMs, nowMs),
  'disk-full': said(({ disk }) => disk === 'full'),
  'release-failed': ({ releaseFailedAtMs }, nowMs) => isWithin(releaseFailedAtMs, nowMs - RELEASE_FAILED_MS),
  'pad-failed': said(({ pad }) => pad === 'failed'),
  'pad-lost': said(({ pad }) => pad === 'lost'),
  'pad-absent': ({ status, pointerAllowed }) => status?.pad === 'absent' && !pointerAllowed,
  'pad-wrong': said(({ pad }) => pad === 'wrong'),
  'queue-stuck': (facts, nowMs) => !isSilent(facts, nowMs) && before(facts.queueSinceMs, nowMs - QUEUE_STUCK_MS),
  'clock-wrong': said(({ clockOffsetMs }) => Math.abs(clockOffsetMs ?? 0) > CLOCK_WRONG_MS),
  'screen-lost': said(({ patientScreen }) => patientScreen === 'lost'),
  'screen-not-found': said(({ patientScreen }) => patientScreen === 'not-found'),
  'screen-mirrored': said(({ patientScreen }) => patientScreen === 'mirrored'),
  'finger-pad-failed': said(({ fingerPad }) => fingerPad === 'failed'),
  'finger-pad-lost': said(({ fingerPad }) => fingerPad === 'lost'),
  'finger-pad-absent': ({ status, fingerPadReadyAtMs }, nowMs) =>
    status?.fingerPad === 'absent' && isWithin(fingerPadReadyAtMs, nowMs - FINGER_PAD_MISSED_MS),
  'finger-pad-wrong': said(({ fingerPad }) => fingerPad === 'wrong'),
  'conformance-low': said(({ conformance }) => conformance !== null && conformance < DEFAULT_FLOOR),
  'disk-low': said(({ disk }) => disk === 'low'),
  'certificate-ending': ({ certificateEndsAtMs }, nowMs) =>
    isWithin(certificateEndsAtMs, nowMs) && before(certificateEndsAtMs, nowMs + CERTIFICATE_ENDING_MS),
  frozen: ({ state }) => state === 'frozen',
  silent: isSilent,
  'never-heard': ({ state, heardAtMs }) => state === 'enrolled' && heardAtMs === null,
  'not-enrolled': ({ state }) => state === 'expected',
};

/** Findings that say why there is no state of now, and what the station then counts as. */
const SPEECHLESS: readonly (readonly [StationFinding, StationCondition])[] = [
  ['not-enrolled', 'never'],
  ['never-heard', 'never'],
  ['silent', 'silent'],
];

/** What is the matter with a station, worst first, and which of the four it therefore is. */
export function judgeStation(
  facts: StationFacts,
  nowMs: number,
): { condition: StationCondition; findings: StationFinding[] } {
  const findings = stationFinding.options.filter((finding) => TESTS[finding](facts, nowMs));
  const speechless = SPEECHLESS.find(([finding]) => findings.includes(finding));
  return { condition: speechless?.[1] ?? (findings.length > 0 ? 'attention' : 'ok'), findings };
}

const CONDITIONS: readonly StationCondition[] = ['attention', 'silent', 'never', 'ok'];

/** Smaller is worse: by condition, then by the worst finding. */
export const badness = (condition: StationCondition, [worst]: readonly StationFinding[]): number =>
  CONDITIONS.indexOf(condition) * 100 + (worst === undefined ? 0 : stationFinding.options.indexOf(worst));
