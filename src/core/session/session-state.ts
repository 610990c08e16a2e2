import { CAPTURE_TRIES, type ConsentTask, type SignerBasis, type SignerSlot } from './consent-task';

/** Where a task stands as a whole. `signed` is derived: every slot sealed. */
export type SessionPhase = 'empty' | 'received' | 'open' | 'refused' | 'delivered' | 'withdrawn' | 'blocked';

export type SignerStatus = 'waiting' | 'chosen' | 'signing' | 'confirmed' | 'sealed';

/**
 * What is known of a sealed signature's time: `trusted`: it bears its time-stamp; `pending`: it waits for one, and with it
 * everybody after; `closing`: a document time-stamp will stand for it at the end; `claimed`: level B-B was asked for.
 */
export type SignatureTime = 'trusted' | 'pending' | 'closing' | 'claimed';

export interface SignerProgress {
  readonly slot: SignerSlot;
  readonly status: SignerStatus;
  readonly basis?: SignerBasis;
  /** ByteRange digest that was confirmed, lower-case hex. */
  readonly confirmedDigest?: string;
  /** SHA-256 of the whole sealed file, lower-case hex. */
  readonly sealedDigest?: string;
  readonly sealedAtMs?: number;
  /** With `sealed`. */
  readonly time?: SignatureTime;
}

export type SessionStep =
  | 'identify'
  | 'read'
  | 'sign'
  | 'finger'
  | 'review'
  | 'sealing'
  | 'thanks'
  | 'declined'
  | 'interrupted';

/** One signer's act while it is on the screen. Holds counts and facts, never ink or prints. */
export interface SessionAct {
  readonly slot: number;
  readonly step: SessionStep;
  readonly identified: boolean;
  /** Milliseconds each page was in view, by page number as a decimal string. */
  readonly pagesMs: Readonly<Record<string, number>>;
  readonly readAloud: boolean;
  readonly read: 'no' | 'signer' | 'read-aloud';
  /** Strokes of ink that was done; 0 while there is none. */
  readonly strokes: number;
  /** Captures in this act that were asked for again. */
  readonly inkRefused: number;
  readonly finger: 'none' | 'good' | 'poor' | 'skipped';
  readonly fingerAttempts: number;
  readonly preparedDigest?: string;
  readonly interruptedBy?: string;
}

export interface SessionState {
  readonly phase: SessionPhase;
  readonly task?: ConsentTask;
  readonly patientConfirmed: boolean;
  readonly signers: readonly SignerProgress[];
  readonly act?: SessionAct;
  readonly blockedBy?: string;
  /** The server has heard how it ended, where it ended without a sealed file. */
  readonly reported: boolean;
  /** SHA-256 of the file with its closing document time-stamp, lower-case hex. */
  readonly closedDigest?: string;
}

export const EMPTY_SESSION: SessionState = { phase: 'empty', patientConfirmed: false, signers: [], reported: false };

/** Poor captures of pen or finger after which the nurse is offered another way. */
export const triesOf = ({ task }: SessionState): number => task?.captureTries ?? CAPTURE_TRIES;

export const signerOf = (state: SessionState, slot: number): SignerProgress | undefined =>
  state.signers.find((signer) => signer.slot.slot === slot);

/** A confirmed act that still waits for its certificate or its time: no other act may start before it has both. */
export const pendingSigner = (state: SessionState): SignerProgress | undefined =>
  state.signers.find((signer) => signer.status === 'confirmed' || signer.time === 'pending');

/** Some signature has no time-stamp of its own and relies on one over the document, which is not there yet. */
export const needsClosing = (state: SessionState): boolean =>
  state.closedDigest === undefined && state.signers.some((signer) => signer.time === 'closing');

/** The form is complete: every required place is sealed, at least one place is, and no confirmed act waits. */
export const allSealed = (state: SessionState): boolean =>
  pendingSigner(state) === undefined &&
  state.signers.some((signer) => signer.status === 'sealed') &&
  state.signers.every((signer) => signer.status === 'sealed' || !signer.slot.required);

/** Pages 1..pageCount were each in view at least once. */
export const everyPageShown = (act: SessionAct, pageCount: number): boolean =>
  pageCount > 0 && Array.from({ length: pageCount }, (_, i) => i + 1).every((page) => String(page) in act.pagesMs);

/** Whether the nurse is offered the way without a print: the form leaves it free, or trying did not help. */
export const maySkipFinger = (state: SessionState, padIsThere: boolean): boolean => {
  const { act } = state;
  if (act === undefined || act.step !== 'finger') return false;
  const need = signerOf(state, act.slot)?.slot.fingerprint;
  return need === 'optional' || !padIsThere || act.fingerAttempts >= triesOf(state);
};

/** Whether the nurse is offered to take a signature that was recorded badly: asking again did not help. */
export const mayWaiveInk = (state: SessionState): boolean =>
  state.act?.step === 'sign' && state.act.inkRefused >= triesOf(state);
