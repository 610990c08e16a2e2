import type { ConsentTask, SignerBasis } from './consent-task';
import type { SignatureTime } from './session-state';

/** Why a signature is taken although the pad recorded it badly. */
export type InkWaiverReason = 'no-other-pad' | 'signer-unable' | 'signer-unwilling' | 'urgent';

/** Why a signer goes on without a fingerprint. */
export type FingerSkipReason = 'no-pad' | 'unreadable' | 'injured' | 'declined';

/**
 * Everything that can happen to a task at the bed, in the past tense. The journal keeps each event that the state
 * accepted, chained; the state of a session is nothing but the fold of its events.
 */
export type SessionEvent =
  | { readonly kind: 'task-received'; readonly task: ConsentTask }
  | { readonly kind: 'task-opened' }
  | { readonly kind: 'patient-confirmed'; readonly by: 'wristband' | 'birth-date' | 'asked' }
  | { readonly kind: 'signer-chosen'; readonly slot: number; readonly basis: SignerBasis }
  | { readonly kind: 'act-started'; readonly slot: number }
  | { readonly kind: 'identity-answered'; readonly itIsMe: boolean }
  | { readonly kind: 'page-shown'; readonly page: number; readonly ms: number }
  /** The nurse says that the form was read to the person. */
  | { readonly kind: 'read-aloud-attested' }
  | { readonly kind: 'document-read' }
  | { readonly kind: 'stroke-begun'; readonly stroke: number; readonly source: 'pad' | 'pointer' }
  | { readonly kind: 'ink-cleared' }
  | { readonly kind: 'ink-done'; readonly strokes: number }
  /** The pad did not record well enough (core/ink conformance, most grave first): the signature is asked for again. */
  | {
      readonly kind: 'ink-refused';
      readonly score: number;
      readonly floor: number;
      readonly findings: readonly string[];
    }
  /** The nurse took the capture that was refused last; whose staff number is known, is named. */
  | {
      readonly kind: 'ink-waived';
      readonly strokes: number;
      readonly score: number;
      readonly floor: number;
      readonly reason: InkWaiverReason;
      readonly staffId?: string;
    }
  | { readonly kind: 'finger-attempted'; readonly verdict: 'good' | 'poor' }
  | { readonly kind: 'finger-done' }
  | { readonly kind: 'finger-skipped'; readonly reason: FingerSkipReason }
  /** The revision that the signer is asked to confirm: its ByteRange digest, lower-case hex. */
  | { readonly kind: 'review-prepared'; readonly digest: string }
  | { readonly kind: 'review-changed' }
  | { readonly kind: 'stepped-back' }
  /** The signer confirmed exactly this digest and the prepared act is durable. */
  | { readonly kind: 'act-confirmed'; readonly slot: number; readonly digest: string }
  /** `time` is left out where the signature bears its time-stamp. */
  | {
      readonly kind: 'act-sealed';
      readonly slot: number;
      readonly fileDigest: string;
      readonly atMs: number;
      readonly time?: Exclude<SignatureTime, 'trusted'>;
    }
  /** The time-stamp that a sealed signature waited for is in it; the digest is the file's new one. */
  | { readonly kind: 'act-timed'; readonly slot: number; readonly fileDigest: string; readonly atMs: number }
  /** A time-stamp source was passed over: its name and why. Told once for as long as it goes on. */
  | { readonly kind: 'time-source-failed'; readonly source: string; readonly code: string }
  /** A document time-stamp closes the file: proof of existence for the signatures without one of their own. */
  | { readonly kind: 'task-closed'; readonly fileDigest: string; readonly atMs: number }
  | { readonly kind: 'receipt-handed-back' }
  | { readonly kind: 'act-declined' }
  | { readonly kind: 'decline-resumed' }
  | { readonly kind: 'refusal-recorded' }
  | { readonly kind: 'act-stopped'; readonly reason: string }
  /** After a restart of the kiosk or a sleep somebody else may sit there: identity is not kept, also of an act that stands already. */
  | { readonly kind: 'act-interrupted'; readonly code: string; readonly identityKept: boolean }
  | { readonly kind: 'act-resumed' }
  /** The server has the sealed file. */
  | { readonly kind: 'task-delivered' }
  /** The server has heard of the refusal or the blocked form. */
  | { readonly kind: 'outcome-reported' }
  | { readonly kind: 'task-withdrawn' }
  | { readonly kind: 'task-blocked'; readonly code: string };

export type SessionEventKind = SessionEvent['kind'];
