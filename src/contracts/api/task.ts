import { z } from 'zod';
import { CAPACITIES, type FormKind, RELATIONS } from '../ipc';
import { anchor } from './anchor';
import { CAPTURE_POLICY, captureFloor, captureTries } from './capture-policy';
import { level, withoutTime } from './level';
import { DOCUMENT_MAX_BYTES, label, opaqueId, SLOTS_MAX, sha256Hex, timeMs } from './scalars';
import { seamSeal } from './seam-seal';

/** The six kinds of WS/T 500.26-31 (C0026 to C0031). */
export const FORM_KINDS = [
  'surgery',
  'anaesthesia',
  'transfusion',
  'special-treatment',
  'critical-notice',
  'other',
] as const satisfies readonly FormKind[];

export const FINGERPRINT_NEEDS = ['required', 'optional', 'none'] as const;

/** One signature slot of the form, in the order in which people sign. */
export const signerSlot = z.strictObject({
  slot: z
    .number()
    .int()
    .min(0)
    .max(SLOTS_MAX - 1),
  /** What the form asks for here. */
  capacity: z.enum(CAPACITIES),
  /** What the nurse may choose instead; always contains `capacity`. */
  allowedCapacities: z.array(z.enum(CAPACITIES)).min(1).max(CAPACITIES.length),
  /** Known in advance for the patient; a relative's name is asked at the bed. */
  name: label(100).optional(),
  relation: z.enum(RELATIONS).optional(),
  fingerprint: z.enum(FINGERPRINT_NEEDS).default('optional'),
  /** A form is complete when every required slot is signed. */
  required: z.boolean().default(true),
  anchor,
  /** The sentence that is signed, shown above the line; the kiosk has one of its own when it is left out. */
  sentence: label(400).optional(),
});
export type SignerSlot = z.infer<typeof signerSlot>;

export const patientContext = z.strictObject({
  name: label(100),
  sex: z.enum(['male', 'female', 'unknown']),
  /** ISO 8601 calendar date. */
  birthDate: z.iso.date(),
  /** Number on the wristband. */
  visitId: label(64),
  ward: label(64),
  bed: label(32),
});
export type PatientContext = z.infer<typeof patientContext>;

export const formIdentity = z.strictObject({
  kind: z.enum(FORM_KINDS),
  /** The hospital's own form number and version. */
  id: label(64),
  version: label(32),
  title: label(120),
});
export type FormIdentity = z.infer<typeof formIdentity>;

/** Digest and length of a file, announced before it travels. */
export const documentReference = z.strictObject({
  sha256: sha256Hex,
  size: z.number().int().min(32).max(DOCUMENT_MAX_BYTES),
});
export type DocumentReference = z.infer<typeof documentReference>;

/** POST /v1/tasks */
export const createTaskRequest = z
  .strictObject({
    stationId: opaqueId,
    /** The HIS's own number for this consent, given back in every answer and event. */
    businessId: label(128),
    patient: patientContext,
    form: formIdentity,
    document: documentReference,
    signers: z.array(signerSlot).min(1).max(SLOTS_MAX),
    /** Not for forms that bring signatures of their own. */
    seamSeal: seamSeal.optional(),
    /** After this moment no signature may be begun. */
    expiresAtMs: timeMs.optional(),
    /** What the finished file must be; the hospital's own setting when left out. */
    level: level.optional(),
    withoutTime: withoutTime.optional(),
    /** What a capture must be worth; the hospital's own setting when left out. */
    captureFloor: captureFloor.optional(),
    captureTries: captureTries.optional(),
  })
  .check((context) => {
    const slots = context.value.signers;
    if (slots.some((slot, index) => slot.slot !== index))
      context.issues.push({ code: 'custom', path: ['signers'], message: 'slots count 0, 1, 2 …', input: slots });
    if (slots.some((slot) => !slot.allowedCapacities.includes(slot.capacity)))
      context.issues.push({
        code: 'custom',
        path: ['signers'],
        message: 'allowedCapacities contains capacity',
        input: slots,
      });
    if (!slots.some((slot) => slot.required))
      context.issues.push({ code: 'custom', path: ['signers'], message: 'one slot is required', input: slots });
  });
export type CreateTaskRequest = z.infer<typeof createTaskRequest>;
/** As a HIS writes it: defaults left out. */
export type CreateTaskInput = z.input<typeof createTaskRequest>;

export const TASK_STATES = [
  'awaiting-source', // metadata is here, the PDF is not
  'waiting', // may be claimed by its station
  'claimed', // a station has it open
  'interrupted', // begun there, stopped; only that station can go on
  'sealed', // every required slot is signed, file verified and archived
  'refused', // outcome recorded
  'withdrawn', // by the HIS
  'expired',
] as const;
export type ServerTaskState = (typeof TASK_STATES)[number];

/** How far the server knows a slot to be. */
export const slotProgress = z.object({
  slot: z.number().int(),
  state: z.enum(['open', 'certified', 'sealed']),
  certificateSerial: z.string().optional(),
  capacity: z.enum(CAPACITIES).optional(),
  signedAtMs: timeMs.optional(),
});
export type SlotProgress = z.infer<typeof slotProgress>;

/** Two readers disagree about a file of this task; it is kept for inquiry and handed to nobody. */
export const inquiry = z.object({
  code: z.literal('SECOND_READER_DISAGREES'),
  /** At the file's arrival, or when it was extended to a long-term level. */
  stage: z.enum(['arrival', 'extension']),
  /** What they disagree about, such as `page-text: page 3`; never what the form says. */
  what: z.string(),
  sha256: sha256Hex,
  atMs: timeMs,
});
export type Inquiry = z.infer<typeof inquiry>;

/** A task as HIS and kiosk read it. */
export const task = z.object({
  taskId: opaqueId,
  stationId: opaqueId,
  businessId: z.string(),
  state: z.enum(TASK_STATES),
  /** Grows with every change; a kiosk compares it to see what is new. */
  revision: z.number().int(),
  createdAtMs: timeMs,
  updatedAtMs: timeMs,
  expiresAtMs: timeMs.optional(),
  patient: patientContext,
  form: formIdentity,
  document: documentReference,
  signers: z.array(signerSlot),
  /** Left out of lists. */
  seamSeal: seamSeal.optional(),
  /** What the finished file must be (EN 319 142-1 6.1). A kiosk brings it to B-T, the server further. */
  level: level.default('B-LTA'),
  withoutTime: withoutTime.default('wait'),
  /** When a kiosk asks for a signature again. */
  captureFloor: captureFloor.default(CAPTURE_POLICY.captureFloor),
  captureTries: captureTries.default(CAPTURE_POLICY.captureTries),
  progress: z.array(slotProgress),
  /** Reason code of the last recorded outcome. */
  reason: z.string().optional(),
  /** The sealed file, once it was verified and archived. */
  sealed: documentReference.optional(),
  /** Set while somebody has to look into a file of this task. */
  inquiry: inquiry.optional(),
  /** The level of the file that is handed out now; below `level` for as long as the server extends it. */
  reachedLevel: level.optional(),
});
export type Task = z.infer<typeof task>;

/** 201 of POST /v1/tasks; 200 of PUT source, claim and withdraw. */
export const taskReceipt = z.object({ taskId: opaqueId, state: z.enum(TASK_STATES), revision: z.number().int() });
export type TaskReceipt = z.infer<typeof taskReceipt>;

/** GET /v1/stations/{id}/tasks: everything that is not finished, and what was finished within a day. */
export const taskList = z.object({ tasks: z.array(task), serverTimeMs: timeMs });
export type TaskList = z.infer<typeof taskList>;
