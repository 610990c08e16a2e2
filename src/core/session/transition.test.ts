import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConsentTask, SignerSlot } from './consent-task';
import type { SessionEvent } from './session-event';
import { EMPTY_SESSION, type SessionState, signerOf } from './session-state';
import { replay, transition } from './transition';

const slot = (number: number, fingerprint: SignerSlot['fingerprint']): SignerSlot => ({
  slot: number,
  capacity: number === 0 ? 'patient' : 'close-relative',
  allowedCapacities: [],
  fingerprint,
  required: true,
});
const task: ConsentTask = {
  taskId: 'task-1',
  patientName: '王秀英',
  sourceDigest: 'aa'.repeat(32),
  pageCount: 2,
  slots: [slot(0, 'required'), slot(1, 'none')],
};

const opening: SessionEvent[] = [
  { kind: 'task-received', task },
  { kind: 'task-opened' },
  { kind: 'patient-confirmed', by: 'wristband' },
  { kind: 'signer-chosen', slot: 0, basis: { capacity: 'patient', name: '王秀英' } },
  { kind: 'signer-chosen', slot: 1, basis: { capacity: 'close-relative', name: '王建国', relation: '20' } },
];
const toInk: SessionEvent[] = [
  { kind: 'identity-answered', itIsMe: true },
  { kind: 'page-shown', page: 1, ms: 4000 },
  { kind: 'page-shown', page: 2, ms: 3000 },
  { kind: 'document-read' },
  { kind: 'stroke-begun', stroke: 0, source: 'pad' },
  { kind: 'ink-done', strokes: 2 },
];
const first: SessionEvent[] = [
  { kind: 'act-started', slot: 0 },
  ...toInk,
  { kind: 'finger-attempted', verdict: 'poor' },
  { kind: 'finger-attempted', verdict: 'good' },
  { kind: 'finger-done' },
  { kind: 'review-prepared', digest: 'd1' },
  { kind: 'act-confirmed', slot: 0, digest: 'd1' },
];
const second: SessionEvent[] = [
  { kind: 'act-started', slot: 1 },
  ...toInk,
  { kind: 'review-prepared', digest: 'd2' },
  { kind: 'act-confirmed', slot: 1, digest: 'd2' },
];
const sealed = (number: number): SessionEvent => ({ kind: 'act-sealed', slot: number, fileDigest: 'f', atMs: 1 });
const handBack: SessionEvent = { kind: 'receipt-handed-back' };

const refused: SessionEvent = { kind: 'ink-refused', score: 30, floor: 50, findings: ['reports-lost'] };
const waived: SessionEvent = { kind: 'ink-waived', strokes: 2, score: 30, floor: 50, reason: 'urgent' };

const stateAfter = (...events: SessionEvent[]): SessionState => {
  const result = replay(events);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const code = (state: SessionState, event: SessionEvent) => {
  const result = transition(state, event);
  return result.ok ? 'ok' : result.error.code;
};

describe('the journey', () => {
  it('goes from the task to delivery with two signers', () => {
    const state = stateAfter(...opening, ...first, sealed(0), handBack, ...second, sealed(1), handBack, {
      kind: 'task-delivered',
    });
    expect(state.phase).toBe('delivered');
    expect(state.signers.map((signer) => signer.status)).toEqual(['sealed', 'sealed']);
  });

  it('keeps a confirmed act through a hand-back while the server is away, and starts no other act before it is sealed', () => {
    const away = stateAfter(...opening, ...first, handBack);
    expect(signerOf(away, 0)?.status).toBe('confirmed');
    expect(code(away, { kind: 'act-started', slot: 1 })).toBe('SESSION_ACT_PENDING');
    expect(code(away, { kind: 'task-withdrawn' })).toBe('SESSION_NOT_NOW');
    const later = stateAfter(...opening, ...first, handBack, sealed(0));
    expect(code(later, { kind: 'act-started', slot: 1 })).toBe('ok');
    expect(code(later, { kind: 'act-started', slot: 0 })).toBe('SESSION_ALREADY_SIGNED');
  });

  it('asks for the patient, the signer, every page, ink and a print, in this order', () => {
    const open = stateAfter(...opening.slice(0, 2));
    expect(code(open, { kind: 'act-started', slot: 0 })).toBe('SESSION_PATIENT_NOT_CONFIRMED');
    expect(code(stateAfter(...opening.slice(0, 3)), { kind: 'act-started', slot: 0 })).toBe(
      'SESSION_SIGNER_NOT_CHOSEN',
    );
    expect(code(open, { kind: 'act-started', slot: 9 })).toBe('SESSION_SLOT_UNKNOWN');
    const reading = stateAfter(...opening, ...first.slice(0, 3));
    expect(code(reading, { kind: 'document-read' })).toBe('SESSION_PAGES_UNSEEN');
    const aloud = stateAfter(...opening, ...first.slice(0, 3), { kind: 'read-aloud-attested' });
    expect(code(aloud, { kind: 'document-read' })).toBe('ok');
    expect(code(reading, { kind: 'page-shown', page: 3, ms: 1 })).toBe('SESSION_PAGE_UNKNOWN');
    const signing = stateAfter(...opening, ...first.slice(0, 5));
    expect(code(signing, { kind: 'ink-done', strokes: 0 })).toBe('SESSION_INK_EMPTY');
    const finger = stateAfter(...opening, ...first.slice(0, 7));
    expect(code(finger, { kind: 'finger-done' })).toBe('SESSION_FINGER_MISSING');
    expect(code(finger, { kind: 'finger-skipped', reason: 'injured' })).toBe('ok');
    const review = stateAfter(...opening, ...first.slice(0, 10));
    expect(code(review, { kind: 'act-confirmed', slot: 0, digest: 'd1' })).toBe('SESSION_NOT_NOW');
    const prepared = stateAfter(...opening, ...first.slice(0, 11));
    expect(code(prepared, { kind: 'act-confirmed', slot: 0, digest: 'other' })).toBe('SESSION_DIGEST_DIFFERS');
    expect(code(prepared, { kind: 'act-confirmed', slot: 1, digest: 'd1' })).toBe('SESSION_NOT_NOW');
  });

  it('takes a signature that was recorded badly only when asking again did not help, and then with a reason', () => {
    const signing = [...opening, ...first.slice(0, 6)];
    expect(code(stateAfter(...signing, refused, refused), waived)).toBe('SESSION_NOT_NOW');
    const asked = stateAfter(...signing, refused, refused, refused);
    expect(asked.act).toMatchObject({ step: 'sign', strokes: 0, inkRefused: 3 });
    const taken = transition(asked, waived);
    expect(taken.ok && taken.value.act).toMatchObject({ step: 'finger', strokes: 2, inkRefused: 3 });
    expect(code(asked, { ...waived, strokes: 0 } as SessionEvent)).toBe('SESSION_INK_EMPTY');
    // stepping back does not count anew, another act does
    expect(code(stateAfter(...signing, refused, refused, refused, { kind: 'stepped-back' }), waived)).toBe(
      'SESSION_NOT_NOW',
    );
    const again = [{ kind: 'stepped-back' }, { kind: 'document-read' }] as SessionEvent[];
    expect(stateAfter(...signing, refused, ...again).act?.inkRefused).toBe(1);
    const oneTry = { ...task, captureTries: 1 };
    const [, ...rest] = signing;
    expect(code(stateAfter({ kind: 'task-received', task: oneTry }, ...rest, refused), waived)).toBe('ok');
  });

  it('drops ink, print and preview when the person changes, steps back or is interrupted', () => {
    const prepared = stateAfter(...opening, ...first.slice(0, 11));
    for (const event of [
      { kind: 'review-changed' },
      { kind: 'stepped-back' },
      { kind: 'act-interrupted', code: 'PAD_LOST', identityKept: true },
    ] as const) {
      const result = transition(prepared, event);
      expect(result.ok && result.value.act).toMatchObject({ strokes: 0, finger: 'none' });
      expect(result.ok && result.value.act?.preparedDigest).toBeUndefined();
    }
  });

  it('resumes an interrupted act at the pen, after a restart at the identity', () => {
    const prepared = [...opening, ...first.slice(0, 11)];
    const lost = stateAfter(
      ...prepared,
      { kind: 'act-interrupted', code: 'PAD_LOST', identityKept: true },
      { kind: 'act-resumed' },
    );
    expect(lost.act?.step).toBe('sign');
    const restarted = stateAfter(
      ...prepared,
      { kind: 'act-interrupted', code: 'KIOSK_RESTARTED', identityKept: false },
      { kind: 'act-resumed' },
    );
    expect(restarted.act?.step).toBe('identify');
    const again = transition(restarted, { kind: 'identity-answered', itIsMe: true });
    expect(again.ok && again.value.act?.step).toBe('sign');
    const sleptOver = stateAfter(
      ...prepared,
      { kind: 'act-interrupted', code: 'PAD_LOST', identityKept: true },
      { kind: 'act-interrupted', code: 'STATION_SLEPT', identityKept: false },
    );
    expect(sleptOver.act).toMatchObject({ step: 'interrupted', identified: false, interruptedBy: 'STATION_SLEPT' });
  });

  it('lets the signer decline at every step before confirming, and never after', () => {
    for (let length = 1; length <= 11; length++) {
      expect(code(stateAfter(...opening, ...first.slice(0, length)), { kind: 'act-declined' })).toBe('ok');
    }
    expect(code(stateAfter(...opening, ...first), { kind: 'act-declined' })).toBe('SESSION_NOT_NOW');
    const refused = stateAfter(
      ...opening,
      ...first.slice(0, 4),
      { kind: 'act-declined' },
      {
        kind: 'refusal-recorded',
      },
    );
    expect(refused.phase).toBe('refused');
    expect(code(refused, { kind: 'act-started', slot: 0 })).toBe('SESSION_NOT_NOW');
  });

  it('refuses tasks with no slots or with two of the same number', () => {
    const received = (slots: SignerSlot[]) => code(EMPTY_SESSION, { kind: 'task-received', task: { ...task, slots } });
    expect(received([])).toBe('SESSION_TASK_INVALID');
    expect(received([slot(0, 'none'), slot(0, 'none')])).toBe('SESSION_TASK_INVALID');
    expect(received([slot(0, 'none')])).toBe('ok');
  });
});

const number = fc.integer({ min: 0, max: 2 });
const anyEvent: fc.Arbitrary<SessionEvent> = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...opening, ...first, ...second) },
  { weight: 2, arbitrary: number.map(sealed) },
  {
    weight: 8,
    arbitrary: fc.constantFrom<SessionEvent>(
      handBack,
      { kind: 'identity-answered', itIsMe: false },
      { kind: 'read-aloud-attested' },
      { kind: 'ink-done', strokes: 0 },
      { kind: 'ink-cleared' },
      refused,
      waived,
      { kind: 'finger-skipped', reason: 'unreadable' },
      { kind: 'review-changed' },
      { kind: 'stepped-back' },
      { kind: 'act-declined' },
      { kind: 'decline-resumed' },
      { kind: 'refusal-recorded' },
      { kind: 'act-stopped', reason: 'other' },
      { kind: 'act-interrupted', code: 'PAD_LOST', identityKept: true },
      { kind: 'act-interrupted', code: 'KIOSK_RESTARTED', identityKept: false },
      { kind: 'act-resumed' },
      { kind: 'task-delivered' },
      { kind: 'outcome-reported' },
      { kind: 'task-withdrawn' },
      { kind: 'task-blocked', code: 'PDF_ENCRYPTED' },
    ),
  },
);

/** What the person did since the act began or since the ink was last dropped, kept beside the machine as a judge. */
interface Witness {
  read: boolean;
  ink: boolean;
  finger: boolean;
  prepared: string | undefined;
}
const UNDONE: Witness = { read: false, ink: false, finger: false, prepared: undefined };

function witnessed(witness: Witness, event: SessionEvent, state: SessionState): Witness {
  switch (event.kind) {
    case 'act-started':
      return UNDONE;
    case 'document-read':
      return { ...witness, read: true };
    case 'ink-done':
    case 'ink-waived':
      return { ...witness, ink: true, finger: state.act?.step === 'review' };
    case 'finger-attempted':
      return witness;
    case 'finger-done':
    case 'finger-skipped':
      return { ...witness, finger: true };
    case 'review-prepared':
      return { ...witness, prepared: event.digest };
    case 'review-changed':
    case 'act-interrupted':
      return { ...UNDONE, read: witness.read };
    case 'stepped-back':
      return { ...UNDONE, read: witness.read && state.act?.step === 'sign' };
    default:
      return witness;
  }
}

describe('no sequence of events', () => {
  it('confirms or seals an act without reading, ink, finger and confirmation, or loses a confirmed one', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 80 }), fc.boolean(), (events, started) => {
        let state = started ? stateAfter(...opening) : EMPTY_SESSION;
        let witness = UNDONE;
        const firm = new Map<number, string>();
        for (const event of events) {
          const next = transition(state, event);
          if (!next.ok) {
            expect(next.error.code).toMatch(/^SESSION_/);
            continue;
          }
          if (event.kind === 'act-confirmed') {
            expect(witness).toEqual({ read: true, ink: true, finger: true, prepared: event.digest });
            expect(firm.has(event.slot)).toBe(false);
            firm.set(event.slot, 'confirmed');
          }
          if (event.kind === 'act-sealed') {
            expect(firm.get(event.slot)).toBe('confirmed');
            firm.set(event.slot, 'sealed');
          }
          state = next.value;
          witness = witnessed(witness, event, state);
          for (const signer of state.signers) {
            const status = firm.get(signer.slot.slot);
            if (status === undefined) expect(['waiting', 'chosen', 'signing']).toContain(signer.status);
            else expect(signer.status).toBe(status);
          }
          expect([...firm.values()].filter((status) => status === 'confirmed').length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('starting from a walk of the true journey with random disturbances in between', () => {
    const journey = [...opening, ...first, sealed(0), handBack, ...second, sealed(1), handBack];
    let confirmed = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(journey.length - 1), anyEvent), { maxLength: 4 }), (disturbances) => {
        let state = EMPTY_SESSION;
        let witness = UNDONE;
        const walk = journey.flatMap((event, at) => [
          event,
          ...disturbances.filter(([where]) => where === at).map(([, disturbance]) => disturbance),
        ]);
        for (const event of walk) {
          const next = transition(state, event);
          if (!next.ok) continue;
          if (event.kind === 'act-confirmed') {
            confirmed++;
            expect(witness).toEqual({ read: true, ink: true, finger: true, prepared: event.digest });
          }
          const before = state.signers.filter((signer) => ['confirmed', 'sealed'].includes(signer.status)).length;
          state = next.value;
          witness = witnessed(witness, event, state);
          const now = state.signers.filter((signer) => ['confirmed', 'sealed'].includes(signer.status)).length;
          expect(now).toBe(before + (event.kind === 'act-confirmed' ? 1 : 0));
        }
      }),
      { numRuns: 300 },
    );
    expect(confirmed).toBeGreaterThan(100);
  });
});
