import type { ServerTaskState } from '../../contracts/api';

/** What can happen to a task on the server. */
export type TaskEvent = 'source-arrived' | 'claim' | 'interrupt' | 'release' | 'refuse' | 'withdraw' | 'seal';

/** Event → state before → state after. What is not here is a conflict. Pure policy, no clock, no store. */
const TRANSITIONS: Readonly<Record<TaskEvent, Partial<Record<ServerTaskState, ServerTaskState>>>> = {
  'source-arrived': { 'awaiting-source': 'waiting' },
  claim: { waiting: 'claimed', interrupted: 'claimed', claimed: 'claimed' },
  interrupt: { claimed: 'interrupted', interrupted: 'interrupted' },
  release: { claimed: 'waiting', interrupted: 'waiting' },
  refuse: { claimed: 'refused', interrupted: 'refused' },
  withdraw: {
    'awaiting-source': 'withdrawn',
    waiting: 'withdrawn',
    claimed: 'withdrawn',
    interrupted: 'withdrawn',
    expired: 'withdrawn',
  },
  seal: { claimed: 'sealed', interrupted: 'sealed' },
};

/** The state after `event`, or undefined when the state does not allow it. */
export const nextState = (state: ServerTaskState, event: TaskEvent): ServerTaskState | undefined =>
  TRANSITIONS[event][state];

/** A task that nobody has begun runs out at its time; one that was begun may be finished. */
export const stateAt = (state: ServerTaskState, expiresAtMs: number | null, nowMs: number): ServerTaskState =>
  expiresAtMs !== null && nowMs >= expiresAtMs && (state === 'waiting' || state === 'awaiting-source')
    ? 'expired'
    : state;

/** Signed pages that still arrive after the task ended otherwise are kept, but do not change its state. */
export const keepsLateDocument = (state: ServerTaskState): boolean => state === 'refused' || state === 'withdrawn';
