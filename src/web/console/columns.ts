import type { StationFinding, StationOverview, StationStatus } from '../../contracts/api';
import { CONDITIONS, type OrderOf } from './choice';
import type { Words } from './language';
import type { WordKey } from './words-catalogue';

/** A fact of a station: its name, how it is written, what it is sorted by, and the findings that make it stand out. */
export interface Column {
  readonly key: string;
  readonly word: WordKey;
  text(station: StationOverview, words: Words): string;
  readonly order: OrderOf;
  readonly findings: readonly StationFinding[];
}

const NONE = '–';
/** Before everything that is there: what nobody knows is looked at first. */
const UNKNOWN = -1;

/** A column of what the station said last. */
const said = (
  key: string,
  word: WordKey,
  text: (status: StationStatus, words: Words, station: StationOverview) => string,
  order: (status: StationStatus) => string | number,
  findings: readonly StationFinding[] = [],
): Column => ({
  key,
  word,
  text: (station, words) => (station.status === null ? NONE : text(station.status, words, station)),
  order: ({ status }) => (status === null ? UNKNOWN : order(status)),
  findings,
});

const clockText = (offsetMs: number | null, { t }: Words): string => {
  if (offsetMs === null) return NONE;
  const seconds = offsetMs / 1000;
  return t('clock.seconds', { seconds: Math.abs(seconds) < 10 ? seconds.toFixed(1) : Math.round(seconds) });
};

const DEVICE_FINDINGS = {
  pad: ['pad-failed', 'pad-lost', 'pad-absent', 'pad-wrong'],
  fingerPad: ['finger-pad-failed', 'finger-pad-lost', 'finger-pad-absent', 'finger-pad-wrong'],
} as const;

/** Everything that is known of a station besides name, ward and state. */
export const FACTS: readonly Column[] = [
  {
    key: 'heardAtMs',
    word: 'column.heardAtMs',
    text: ({ heardAtMs }, { time }) => (heardAtMs === null ? NONE : time(heardAtMs)),
    order: ({ heardAtMs }) => heardAtMs ?? UNKNOWN,
    findings: ['silent', 'never-heard'],
  },
  said(
    'pad',
    'column.pad',
    ({ pad }, { t }) => t(`device.${pad}`),
    ({ pad }) => pad,
    DEVICE_FINDINGS.pad,
  ),
  said(
    'fingerPad',
    'column.fingerPad',
    ({ fingerPad }, { t }) => t(`device.${fingerPad}`),
    ({ fingerPad }) => fingerPad,
    DEVICE_FINDINGS.fingerPad,
  ),
  said(
    'patientScreen',
    'column.patientScreen',
    ({ patientScreen }, { t }) => t(`screen.${patientScreen}`),
    ({ patientScreen }) => patientScreen,
    ['screen-lost', 'screen-not-found', 'screen-mirrored'],
  ),
  said(
    'queue',
    'column.queue',
    ({ queue }) => String(queue),
    ({ queue }) => queue,
    ['holds-forms', 'queue-stuck'],
  ),
  said(
    'disk',
    'column.disk',
    ({ disk }, { t }) => t(`disk.${disk}`),
    ({ disk }) => disk,
    ['disk-full', 'disk-low'],
  ),
  said(
    'clock',
    'column.clock',
    ({ clockOffsetMs }, words) => clockText(clockOffsetMs, words),
    ({ clockOffsetMs }) => Math.abs(clockOffsetMs ?? UNKNOWN),
    ['clock-wrong'],
  ),
  said(
    'conformance',
    'column.conformance',
    ({ conformance }) => (conformance === null ? NONE : String(conformance)),
    ({ conformance }) => conformance ?? UNKNOWN,
    ['conformance-low'],
  ),
  said(
    'version',
    'column.version',
    ({ version }) => version,
    ({ version }) => version,
  ),
  {
    key: 'release',
    word: 'column.release',
    text: ({ release }, { t }) =>
      release === null ? NONE : t(`release.${release.outcome}`, { version: release.version }),
    order: ({ release }) => (release === null ? UNKNOWN : release.outcome),
    findings: ['release-failed'],
  },
  {
    key: 'certificate',
    word: 'column.certificate',
    text: ({ certificateEndsAtMs: endsAtMs }, { day }) => (endsAtMs === null ? NONE : day(endsAtMs)),
    order: ({ certificateEndsAtMs }) => certificateEndsAtMs ?? UNKNOWN,
    findings: ['certificate-ended', 'certificate-ending'],
  },
];

const STATE: Column = {
  key: 'worst',
  word: 'column.state',
  text: ({ condition }, { t }) => t(`condition.${condition}`),
  order: ({ condition }) => CONDITIONS.indexOf(condition),
  findings: [],
};

/** The table's columns in their order; the first is the order of the server. */
export const COLUMNS: readonly Column[] = [
  STATE,
  { key: 'name', word: 'column.name', text: ({ name }) => name, order: ({ name }) => name, findings: [] },
  { key: 'ward', word: 'column.ward', text: ({ ward }) => ward, order: ({ ward }) => ward, findings: [] },
  ...FACTS,
];

/** What a choice's order compares; undefined: as the server answered. */
export const orderOf = (sort: string): OrderOf | undefined =>
  sort === STATE.key ? undefined : COLUMNS.find(({ key }) => key === sort)?.order;

/** Whether something is the matter with this fact of the station. */
export const standsOut = ({ findings }: StationOverview, column: Column): boolean =>
  column.findings.some((finding) => findings.includes(finding));
