import type { SignerCapacity, SignerRelation } from './capacity';

/** A place on the form that one person signs, and what the form asks of that person. */
export interface SignerSlot {
  readonly slot: number;
  /** What the form asks for here. */
  readonly capacity: SignerCapacity;
  /** Others that may sign here instead, as the hospital allows. */
  readonly allowedCapacities: readonly SignerCapacity[];
  readonly name?: string;
  readonly relation?: SignerRelation;
  readonly fingerprint: 'required' | 'optional' | 'none';
  /** The form is complete without this place when it is false. */
  readonly required: boolean;
}

/** Who signs and on what basis, as the nurse chose it. */
export interface SignerBasis {
  readonly capacity: SignerCapacity;
  readonly name: string;
  readonly relation?: SignerRelation;
}

/** A consent to be signed: what the journey needs of the task that the HIS created. */
export interface ConsentTask {
  readonly taskId: string;
  readonly patientName: string;
  /** SHA-256 of the form as the HIS sent it, lower-case hex. */
  readonly sourceDigest: string;
  readonly pageCount: number;
  readonly slots: readonly SignerSlot[];
  /** Poor captures of pen or finger after which the nurse is offered another way; {@link CAPTURE_TRIES} when left out. */
  readonly captureTries?: number;
}

/** DESIGN: after three tries. */
export const CAPTURE_TRIES = 3;

/** Most places for a signature on one form (the screens' contract counts slots 0 to 15). */
export const MAX_SLOTS = 16;
