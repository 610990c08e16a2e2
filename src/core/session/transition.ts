import { err, type Failure, ok, type Result } from '../base';
import { type ConsentTask, MAX_SLOTS } from './consent-task';
import type { SessionEvent, SessionEventKind } from './session-event';
import {
  allSealed,
  EMPTY_SESSION,
  everyPageShown,
  mayWaiveInk,
  needsClosing,
  pendingSigner,
  type SessionAct,
  type SessionState,
  type SessionStep,
  type SignerProgress,
  signerOf,
} from './session-state';
import { checkBasis } from './signer-basis';

type Event<K extends SessionEventKind> = Extract<SessionEvent, { kind: K }>;
type Rule<K extends SessionEventKind> = (state: SessionState, event: Event<K>) => Result<SessionState>;

const notNow = (detail?: string) => err('SESSION_NOT_NOW', detail);

const withSigner = (state: SessionState, slot: number, change: Partial<SignerProgress>): SessionState => ({
  ...state,
  signers: state.signers.map((signer) => (signer.slot.slot === slot ? { ...signer, ...change } : signer)),
});

const withAct = (state: SessionState, act: SessionAct, change: Partial<SessionAct>): SessionState => ({
  ...state,
  act: { ...act, ...change },
});

/** The act leaves the screen. A signer who was signing falls back to chosen; a confirmed or sealed one stays so. */
function withoutAct(state: SessionState): SessionState {
  const { act, ...rest } = state;
  if (act === undefined) return state;
  const signer = signerOf(state, act.slot);
  return signer?.status === 'signing' ? withSigner(rest, act.slot, { status: 'chosen' }) : rest;
}

/** Ink, print and preview are void: the person signs anew. Reading and identity stay. */
function backToSigning(act: SessionAct, step: SessionStep): SessionAct {
  const { preparedDigest: _gone, ...kept } = act;
  return { ...kept, step, strokes: 0, finger: 'none', fingerAttempts: 0 };
}

/** The act, if it stands at one of these steps. */
function actAt(state: SessionState, ...steps: SessionStep[]): Result<SessionAct> {
  const { act } = state;
  if (act === undefined) return notNow('no act');
  return steps.includes(act.step) ? ok(act) : notNow(`at ${act.step}`);
}

/** A rule for an act at given steps. */
const during =
  <K extends SessionEventKind>(
    steps: readonly SessionStep[],
    rule: (state: SessionState, act: SessionAct, event: Event<K>) => Result<SessionState>,
  ): Rule<K> =>
  (state, event) => {
    const act = actAt(state, ...steps);
    return act.ok ? rule(state, act.value, event) : act;
  };

const UNCONFIRMED: readonly SessionStep[] = ['identify', 'read', 'sign', 'finger', 'review'];

function receive(state: SessionState, task: ConsentTask): Result<SessionState> {
  if (state.phase !== 'empty') return notNow();
  const slots = new Set(task.slots.map((slot) => slot.slot));
  if (slots.size === 0 || slots.size !== task.slots.length || slots.size > MAX_SLOTS)
    return err('SESSION_TASK_INVALID');
  if (task.pageCount < 1) return err('SESSION_TASK_INVALID', 'no pages');
  const signers = task.slots.map((slot): SignerProgress => ({ slot, status: 'waiting' }));
  return ok({ ...EMPTY_SESSION, phase: 'received', task, signers });
}

/** An act may start when the patient and the signer are known and nothing else is under way. */
function startable(state: SessionState, slot: number): Failure | undefined {
  const signer = signerOf(state, slot);
  if (state.phase !== 'open' || state.act !== undefined || state.closedDigest !== undefined)
    return { code: 'SESSION_NOT_NOW' };
  if (signer === undefined) return { code: 'SESSION_SLOT_UNKNOWN' };
  if (!state.patientConfirmed) return { code: 'SESSION_PATIENT_NOT_CONFIRMED' };
  if (signer.status === 'confirmed' || signer.status === 'sealed') return { code: 'SESSION_ALREADY_SIGNED' };
  if (signer.basis === undefined) return { code: 'SESSION_SIGNER_NOT_CHOSEN' };
  return pendingSigner(state) === undefined ? undefined : { code: 'SESSION_ACT_PENDING' };
}

const stepAfterInk = (state: SessionState, act: SessionAct): SessionStep =>
  signerOf(state, act.slot)?.slot.fingerprint === 'none' ? 'review' : 'finger';

/** Where the patient's "back" leads. */
const BACK: Partial<Record<SessionStep, SessionStep>> = {
  read: 'identify',
  sign: 'read',
  finger: 'sign',
  review: 'sign',
};

const RULES: { readonly [K in SessionEventKind]: Rule<K> } = {
  'task-received': (state, event) => receive(state, event.task),

  'task-opened': (state) =>
    state.phase === 'received' || state.phase === 'open' ? ok({ ...state, phase: 'open' }) : notNow(),

  'patient-confirmed': (state) => (state.phase === 'open' ? ok({ ...state, patientConfirmed: true }) : notNow()),

  'signer-chosen': (state, event) => {
    const signer = signerOf(state, event.slot);
    if (state.phase !== 'open' || state.task === undefined) return notNow();
    if (signer === undefined) return err('SESSION_SLOT_UNKNOWN');
    if (signer.status === 'confirmed' || signer.status === 'sealed') return err('SESSION_ALREADY_SIGNED');
    if (signer.status === 'signing') return notNow('signing');
    const basis = checkBasis(state.task, signer.slot, event.basis);
    return basis.ok ? ok(withSigner(state, event.slot, { status: 'chosen', basis: basis.value })) : basis;
  },

  'act-started': (state, event) => {
    const failure = startable(state, event.slot);
    if (failure !== undefined) return { ok: false, error: failure };
    const act: SessionAct = {
      slot: event.slot,
      step: 'identify',
      identified: false,
      pagesMs: {},
      readAloud: false,
      read: 'no',
      strokes: 0,
      inkRefused: 0,
      finger: 'none',
      fingerAttempts: 0,
    };
    return ok({ ...withSigner(state, event.slot, { status: 'signing' }), act });
  },

  'identity-answered': during(['identify'], (state, act, event) => {
    if (!event.itIsMe) return ok(withoutAct(state));
    return ok(withAct(state, act, { identified: true, step: act.read === 'no' ? 'read' : 'sign' }));
  }),

  'page-shown': during(['read', 'review'], (state, act, event) => {
    if (event.page < 1 || event.page > (state.task?.pageCount ?? 0)) return err('SESSION_PAGE_UNKNOWN');
    const key = String(event.page);
    const pagesMs = { ...act.pagesMs, [key]: (act.pagesMs[key] ?? 0) + Math.max(0, event.ms) };
    return ok(withAct(state, act, { pagesMs }));
  }),

  'read-aloud-attested': during(['read'], (state, act) => ok(withAct(state, act, { readAloud: true }))),

  'document-read': during(['read'], (state, act) => {
    const everyPage = everyPageShown(act, state.task?.pageCount ?? 0);
    if (!everyPage && !act.readAloud) return err('SESSION_PAGES_UNSEEN');
    return ok(withAct(state, act, { read: act.readAloud ? 'read-aloud' : 'signer', step: 'sign' }));
  }),

  'stroke-begun': during(['sign'], (state) => ok(state)),
  'ink-cleared': during(['sign'], (state) => ok(state)),

  'ink-done': during(['sign'], (state, act, event) =>
    event.strokes < 1
      ? err('SESSION_INK_EMPTY')
      : ok(withAct(state, act, { strokes: event.strokes, step: stepAfterInk(state, act) })),
  ),

  'ink-refused': during(['sign'], (state, act) => ok(withAct(state, act, { inkRefused: act.inkRefused + 1 }))),

  'ink-waived': during(['sign'], (state, act, event) => {
    if (!mayWaiveInk(state)) return notNow('asked again too seldom');
    if (event.strokes < 1) return err('SESSION_INK_EMPTY');
    return ok(withAct(state, act, { strokes: event.strokes, step: stepAfterInk(state, act) }));
  }),

  'finger-attempted': during(['finger'], (state, act, event) =>
    ok(withAct(state, act, { finger: event.verdict, fingerAttempts: act.fingerAttempts + 1 })),
  ),

  'finger-done': during(['finger'], (state, act) =>
    act.finger === 'good' ? ok(withAct(state, act, { step: 'review' })) : err('SESSION_FINGER_MISSING'),
  ),

  'finger-skipped': during(['finger'], (state, act) => ok(withAct(state, act, { finger: 'skipped', step: 'review' }))),

  'review-prepared': during(['review'], (state, act, event) =>
    ok(withAct(state, act, { preparedDigest: event.digest })),
  ),

  'review-changed': during(['review'], (state, act) => ok({ ...state, act: backToSigning(act, 'sign') })),

  'stepped-back': during(['read', 'sign', 'finger', 'review'], (state, act) => {
    const step = BACK[act.step];
    if (step === undefined) return notNow();
    if (step === 'sign') return ok({ ...state, act: backToSigning(act, 'sign') });
    const identified = step !== 'identify';
    return ok({ ...state, act: { ...backToSigning(act, step), identified, read: 'no' } });
  }),

  'act-confirmed': during(['review'], (state, act, event) => {
    if (act.slot !== event.slot) return notNow('another slot');
    if (act.preparedDigest === undefined) return notNow('nothing prepared');
    if (act.preparedDigest !== event.digest) return err('SESSION_DIGEST_DIFFERS');
    const confirmed = withSigner(state, act.slot, { status: 'confirmed', confirmedDigest: event.digest });
    return ok(withAct(confirmed, act, { step: 'sealing' }));
  }),

  'act-sealed': (state, event) => {
    if (signerOf(state, event.slot)?.status !== 'confirmed') return notNow('not confirmed');
    const sealed = withSigner(state, event.slot, {
      status: 'sealed',
      sealedDigest: event.fileDigest,
      sealedAtMs: event.atMs,
      time: event.time ?? 'trusted',
    });
    const { act } = sealed;
    return ok(act?.slot === event.slot && act.step === 'sealing' ? withAct(sealed, act, { step: 'thanks' }) : sealed);
  },

  'act-timed': (state, event) =>
    signerOf(state, event.slot)?.time === 'pending'
      ? ok(withSigner(state, event.slot, { sealedDigest: event.fileDigest, time: 'trusted' }))
      : notNow('no time pending'),

  'time-source-failed': (state) => (state.phase === 'open' ? ok(state) : notNow()),

  'task-closed': (state, event) => {
    if (state.phase !== 'open' || !needsClosing(state)) return notNow();
    return allSealed(state) ? ok({ ...state, closedDigest: event.fileDigest }) : err('SESSION_NOT_ALL_SEALED');
  },

  'receipt-handed-back': during(['sealing', 'thanks'], (state) => ok(withoutAct(state))),

  'act-declined': during([...UNCONFIRMED, 'interrupted'], (state, act) =>
    ok({ ...state, act: backToSigning(act, 'declined') }),
  ),
  'decline-resumed': during(['declined'], (state) => ok(withoutAct(state))),
  'refusal-recorded': during(['declined'], (state) => ok({ ...withoutAct(state), phase: 'refused' })),

  'act-stopped': during([...UNCONFIRMED, 'interrupted'], (state) => ok(withoutAct(state))),

  'act-interrupted': during([...UNCONFIRMED, 'interrupted'], (state, act, event) =>
    ok({
      ...state,
      act: {
        ...backToSigning(act, 'interrupted'),
        identified: act.identified && event.identityKept,
        interruptedBy: event.code,
      },
    }),
  ),
  'act-resumed': during(['interrupted'], (state, act) => {
    const { interruptedBy: _over, ...kept } = act;
    const step = !act.identified ? 'identify' : act.read === 'no' ? 'read' : 'sign';
    return ok({ ...state, act: { ...kept, step } });
  }),

  'task-delivered': (state) => {
    if (state.phase !== 'open') return notNow();
    const isWhole = allSealed(state) && !needsClosing(state);
    return isWhole ? ok({ ...withoutAct(state), phase: 'delivered' }) : err('SESSION_NOT_ALL_SEALED');
  },
  /** The HIS may take a form back only while nobody has confirmed it: what is confirmed is a legal act. */
  'task-withdrawn': (state) => {
    const touched = state.signers.some((signer) => signer.status === 'confirmed' || signer.status === 'sealed');
    if (touched || (state.phase !== 'received' && state.phase !== 'open')) return notNow();
    return ok({ ...withoutAct(state), phase: 'withdrawn' });
  },
  'task-blocked': (state, event) => {
    const touched = state.signers.some((signer) => signer.status === 'confirmed' || signer.status === 'sealed');
    if (touched || !['empty', 'received', 'open'].includes(state.phase)) return notNow();
    return ok({ ...withoutAct(state), phase: 'blocked', blockedBy: event.code });
  },
  'outcome-reported': (state) =>
    state.phase === 'refused' || state.phase === 'blocked' ? ok({ ...state, reported: true }) : notNow(),
};

/**
 * The journey of one task: the state after `event`, or why the event does not fit. Pure; the state is never changed in
 * place. Errors: the codes of SESSION_ERRORS. The journey in words: docs/architecture.md.
 */
export function transition(state: SessionState, event: SessionEvent): Result<SessionState> {
  const rule = RULES[event.kind] as Rule<SessionEventKind>;
  return rule(state, event);
}

/** Folds events from the beginning. An event that does not fit is an error: a journal holds accepted events only. */
export function replay(events: Iterable<SessionEvent>): Result<SessionState> {
  let state = EMPTY_SESSION;
  for (const event of events) {
    const next = transition(state, event);
    if (!next.ok) return next;
    state = next.value;
  }
  return ok(state);
}
