import { describe, expect, it } from 'vitest';
import { type StationStatus, stationFinding } from '../../contracts/api';
import { badness, judgeStation, type StationFacts } from './judge-station';

const NOW = Date.UTC(2026, 10, 22, 9);
const MINUTE = 60_000;
const DAY = 86_400_000;
const WELL: StationStatus = {
  version: '0.1.0',
  pad: 'ready',
  fingerPad: 'ready',
  patientScreen: 'present',
  disk: 'ok',
  clockOffsetMs: 20,
  queue: 0,
  conformance: 97,
};
const FACTS: StationFacts = {
  state: 'enrolled',
  heardAtMs: NOW - 30_000,
  status: WELL,
  queueSinceMs: null,
  fingerPadReadyAtMs: NOW - 30_000,
  certificateEndsAtMs: NOW + 900 * DAY,
  releaseFailedAtMs: null,
  pointerAllowed: false,
};
const judged = (changes: Partial<StationFacts>, status: Partial<StationStatus> = {}) =>
  judgeStation({ ...FACTS, status: { ...WELL, ...status }, ...changes }, NOW);

/** What is told of a station, and what that makes it. */
const CASES: readonly (readonly [string, Partial<StationFacts>, Partial<StationStatus>, string, readonly string[]])[] =
  [
    ['well', {}, {}, 'ok', []],
    ['one display, handed over', {}, { patientScreen: 'absent' }, 'ok', []],
    ['a pad that is being opened', {}, { pad: 'opening', fingerPad: 'opening' }, 'ok', []],
    ['nothing captured yet, no clock compared', {}, { conformance: null, clockOffsetMs: null }, 'ok', []],
    ['pad gone', {}, { pad: 'lost' }, 'attention', ['pad-lost']],
    ['pad unusable', {}, { pad: 'failed' }, 'attention', ['pad-failed']],
    ['pad of another make', {}, { pad: 'wrong' }, 'attention', ['pad-wrong']],
    ['no pad', {}, { pad: 'absent' }, 'attention', ['pad-absent']],
    ['no pad where the screen is signed on', { pointerAllowed: true }, { pad: 'absent' }, 'ok', []],
    ['finger pad that was there', {}, { fingerPad: 'absent' }, 'attention', ['finger-pad-absent']],
    ['never a finger pad', { fingerPadReadyAtMs: null }, { fingerPad: 'absent' }, 'ok', []],
    ['finger pad taken away long ago', { fingerPadReadyAtMs: NOW - 31 * DAY }, { fingerPad: 'absent' }, 'ok', []],
    ['finger pad lost', {}, { fingerPad: 'lost' }, 'attention', ['finger-pad-lost']],
    ['finger pad unusable', {}, { fingerPad: 'failed' }, 'attention', ['finger-pad-failed']],
    ['finger pad of another make', {}, { fingerPad: 'wrong' }, 'attention', ['finger-pad-wrong']],
    ['patient’s screen gone', {}, { patientScreen: 'lost' }, 'attention', ['screen-lost']],
    ['patient’s screen mirrored', {}, { patientScreen: 'mirrored' }, 'attention', ['screen-mirrored']],
    ['patient’s screen not the named one', {}, { patientScreen: 'not-found' }, 'attention', ['screen-not-found']],
    ['disk low', {}, { disk: 'low' }, 'attention', ['disk-low']],
    ['disk full, pad lost: worst first', {}, { disk: 'full', pad: 'lost' }, 'attention', ['disk-full', 'pad-lost']],
    ['poor recording', {}, { conformance: 49 }, 'attention', ['conformance-low']],
    ['good enough recording', {}, { conformance: 50 }, 'ok', []],
    ['clock 2 minutes off', {}, { clockOffsetMs: 120_000 }, 'ok', []],
    ['clock more than that behind', {}, { clockOffsetMs: -120_001 }, 'attention', ['clock-wrong']],
    ['a queue that moves', { queueSinceMs: NOW - 15 * MINUTE }, { queue: 3 }, 'ok', []],
    ['a queue that stands', { queueSinceMs: NOW - 15 * MINUTE - 1 }, { queue: 1 }, 'attention', ['queue-stuck']],
    ['an update failed', { releaseFailedAtMs: NOW - 13 * DAY }, {}, 'attention', ['release-failed']],
    ['an update failed long ago', { releaseFailedAtMs: NOW - 15 * DAY }, {}, 'ok', []],
    ['certificate ends in 59 days', { certificateEndsAtMs: NOW + 59 * DAY }, {}, 'attention', ['certificate-ending']],
    ['certificate has ended', { certificateEndsAtMs: NOW - 1 }, {}, 'attention', ['certificate-ended']],
    ['frozen', { state: 'frozen' }, {}, 'attention', ['frozen']],
    ['heard 5 minutes ago', { heardAtMs: NOW - 5 * MINUTE }, {}, 'ok', []],
    ['silent', { heardAtMs: NOW - 5 * MINUTE - 1 }, {}, 'silent', ['silent']],
    [
      'silent with forms in it',
      { heardAtMs: NOW - DAY, queueSinceMs: NOW - DAY },
      { queue: 2 },
      'silent',
      ['holds-forms', 'silent'],
    ],
    ['silent, and its pad was lost', { heardAtMs: NOW - DAY }, { pad: 'lost' }, 'silent', ['pad-lost', 'silent']],
    ['never heard', { heardAtMs: null, status: null, fingerPadReadyAtMs: null }, {}, 'never', ['never-heard']],
    [
      'not enrolled',
      { state: 'expected', heardAtMs: null, status: null, certificateEndsAtMs: null },
      {},
      'never',
      ['not-enrolled'],
    ],
  ];

describe('judgement of a station', () => {
  it.each(CASES)('%s', (_name, facts, status, condition, findings) => {
    expect(judged(facts, status)).toEqual({ condition, findings });
  });

  it('has a case for every finding', () => {
    const seen = new Set(CASES.flatMap(([, , , , findings]) => findings));
    expect(stationFinding.options.filter((finding) => !seen.has(finding))).toEqual([]);
  });

  it('puts what needs a hand before what is silent, and that before what was never there or is well', () => {
    const order = [
      judged({}, { disk: 'full' }),
      judged({}, { conformance: 3 }),
      judged({ heardAtMs: NOW - DAY }, { queue: 1 }),
      judged({ heardAtMs: NOW - DAY }),
      judged({ heardAtMs: null, status: null }),
      judged({ state: 'expected', heardAtMs: null, status: null }),
      judged({}),
    ].map(({ condition, findings }) => badness(condition, findings));
    expect([...order].sort((a, b) => a - b)).toEqual(order);
    expect(new Set(order).size).toBe(order.length);
  });
});
