import { z } from 'zod';
import {
  CAPACITIES,
  FINGER_SKIP_REASONS,
  INK_WAIVER_REASONS,
  LANGUAGES,
  RELATIONS,
  STOP_REASONS,
  type WindowName,
} from './choices';

const taskId = z.string().min(1).max(64);
const text = z.string().trim().min(1).max(200);

const part = z.number().min(0).max(1);

/**
 * Everything a screen may ask of the kiosk: name, who may ask, and the shape of what comes with it.
 * Intents are wishes; main decides. Nothing here is evidence.
 */
export const INTENTS = {
  // the nurse's bench
  'language.set': { from: ['bench', 'patient'], payload: z.strictObject({ language: z.enum(LANGUAGES) }) },
  'worklist.refresh': { from: ['bench'], payload: z.strictObject({}) },
  'task.open': { from: ['bench'], payload: z.strictObject({ taskId }) },
  'task.close': { from: ['bench'], payload: z.strictObject({}) },
  /** Patient confirmed by the nurse: wristband scan or birth date. */
  'patient.confirm': {
    from: ['bench'],
    payload: z.strictObject({
      by: z.enum(['wristband', 'birth-date', 'asked']),
      scanned: z.string().max(64).optional(),
    }),
  },
  'signer.choose': {
    from: ['bench'],
    payload: z.strictObject({
      slot: z.number().int().min(0).max(15),
      capacity: z.enum(CAPACITIES),
      name: text,
      relation: z.enum(RELATIONS).optional(),
    }),
  },
  'act.start': { from: ['bench'], payload: z.strictObject({ slot: z.number().int().min(0).max(15) }) },
  'act.attest-read-aloud': { from: ['bench'], payload: z.strictObject({}) },
  'act.skip-finger': { from: ['bench'], payload: z.strictObject({ reason: z.enum(FINGER_SKIP_REASONS) }) },
  /** The signature that the pad recorded badly is taken as it is: offered after so many tries, with the reason. */
  'ink.accept': { from: ['bench'], payload: z.strictObject({ reason: z.enum(INK_WAIVER_REASONS) }) },
  'act.stop': {
    from: ['bench'],
    payload: z.strictObject({ reason: z.enum(STOP_REASONS), note: z.string().max(200).optional() }),
  },
  'task.finish': { from: ['bench'], payload: z.strictObject({}) },
  'task.resume-after-decline': { from: ['bench'], payload: z.strictObject({}) },
  'task.record-refusal': { from: ['bench'], payload: z.strictObject({}) },
  'queue.retry': { from: ['bench'], payload: z.strictObject({}) },
  'update.install': { from: ['bench'], payload: z.strictObject({}) },
  'update.later': { from: ['bench'], payload: z.strictObject({}) },
  'pointer.allow': { from: ['bench'], payload: z.strictObject({ allowed: z.boolean() }) },
  'notice.dismiss': { from: ['bench'], payload: z.strictObject({}) },
  'self-test.run': { from: ['bench'], payload: z.strictObject({}) },
  /** Writes what was found into the data folder; the snapshot tells where. */
  'self-test.export': { from: ['bench'], payload: z.strictObject({}) },
  /** Looks up what this station is; the snapshot tells it. */
  'about.look': { from: ['bench'], payload: z.strictObject({}) },
  /** Each display shows its number for some seconds; never while somebody signs. */
  'displays.identify': { from: ['bench'], payload: z.strictObject({}) },
  /** Which display is the patient's, by its id in the snapshot; null: found by what they are. */
  'displays.choose': { from: ['bench'], payload: z.strictObject({ id: z.number().int().nullable() }) },
  // both: the nurse may help at any step
  'ink.clear': { from: ['bench', 'patient'], payload: z.strictObject({}) },
  'finger.again': { from: ['bench', 'patient'], payload: z.strictObject({}) },
  'act.back': { from: ['bench', 'patient'], payload: z.strictObject({}) },
  // the patient screen
  'identity.answer': { from: ['patient'], payload: z.strictObject({ itIsMe: z.boolean() }) },
  'page.shown': {
    from: ['patient'],
    payload: z.strictObject({ page: z.number().int().min(1).max(5000), ms: z.number().int().min(0).max(86_400_000) }),
  },
  'document.read': { from: ['patient'], payload: z.strictObject({}) },
  'ink.done': { from: ['patient'], payload: z.strictObject({}) },
  'finger.done': { from: ['patient'], payload: z.strictObject({}) },
  'review.confirm': { from: ['patient'], payload: z.strictObject({}) },
  'review.change': { from: ['patient'], payload: z.strictObject({}) },
  'act.decline': { from: ['patient'], payload: z.strictObject({}) },
  'receipt.hand-back': { from: ['bench', 'patient'], payload: z.strictObject({}) },
  /** Where the signing area lies on the patient screen, so that pointer ink has a true scale. CSS pixels. */
  'pointer.area': {
    from: ['patient'],
    payload: z.strictObject({ width: z.number().positive().max(20_000), height: z.number().positive().max(20_000) }),
  },
  /** The same for a pen that writes on this very screen: the area in parts of the window's inside. */
  'ink.area': { from: ['patient'], payload: z.strictObject({ x: part, y: part, width: part, height: part }) },
} as const satisfies Record<string, { from: readonly WindowName[]; payload: z.ZodType }>;

export type IntentName = keyof typeof INTENTS;
export type IntentPayload<N extends IntentName> = z.infer<(typeof INTENTS)[N]['payload']>;
/** A wish as it travels: `{ name, payload }`. */
export type Intent = { [N in IntentName]: { readonly name: N; readonly payload: IntentPayload<N> } }[IntentName];

/** What a screen hears back at once; what happened then shows in the next snapshot. */
export type IntentOutcome =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly code: string;
      readonly correlationId: string;
      /** Characters of a name that no font has: for the screen only, never logged. */
      readonly characters?: string;
    };

/** Samples of mouse, touch or pen as the patient window saw them: a device of declared lower evidence grade. */
export const pointerBatch = z.strictObject({
  samples: z
    .array(
      z.strictObject({
        /** CSS pixels inside the signing area. */
        x: z.number().min(-20_000).max(20_000),
        y: z.number().min(-20_000).max(20_000),
        /** 0..1 as PointerEvent.pressure */
        pressure: z.number().min(0).max(1),
        down: z.boolean(),
        pointerType: z.enum(['mouse', 'pen', 'touch']),
        /** PointerEvent.timeStamp in microseconds of the renderer's monotonic clock. */
        timeUs: z.number().int().min(0),
      }),
    )
    .min(1)
    .max(2000),
});
export type PointerBatch = z.infer<typeof pointerBatch>;
