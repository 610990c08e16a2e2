import type { Normalised, TimedReport } from '../../core/evidence';
import type { FingerImage, FingerQuality } from '../../core/finger';
import type { InkCapture } from '../../core/ink';
import type { ConsentTask, InkWaiverReason, SignerBasis } from '../../core/session';

/** What one person did at the bed; lives in memory until the act is confirmed or dropped. */
export interface ActCapture {
  readonly ink: InkCapture;
  /** Every raw report between pen ready and pen done, with the device's own time where it has one. */
  readonly reports: readonly TimedReport[];
  /** How often the ink was cleared before. */
  readonly cleared: number;
  /** How often the pad recorded so badly that the signature was asked for again. */
  readonly refused: number;
  /** The ink is one of those: the nurse took it, and said why. */
  readonly waiver?: {
    readonly floor: number;
    readonly findings: readonly string[];
    readonly reason: InkWaiverReason;
    readonly acceptedAtMs: number;
    /** Staff number, where it is known. */
    readonly staffId?: string;
  };
  readonly finger?: { readonly image: FingerImage; readonly quality: FingerQuality; readonly attempts: number };
  readonly fingerSkipped?: string;
}

/** The facts around an act that the manifest states. */
export interface ActFacts {
  readonly task: Pick<ConsentTask, 'taskId'>;
  readonly stationId: string;
  readonly form: { readonly kind: string; readonly id: string; readonly version: string; readonly title: string };
  readonly slot: number;
  readonly basis: SignerBasis;
  readonly identity?: { readonly method: string; readonly confirmedAtMs: number };
  /** The form was written anew before its first signature. */
  readonly normalised?: Normalised;
  readonly reading: { readonly pages: number; readonly pagesShown: number; readonly endReached: boolean };
  readonly clock: { readonly source: string; readonly offsetMs: number | null };
  readonly chain: { readonly head: string; readonly length: number };
  /** Lower-case hex; of the act before on the same file. */
  readonly previousManifest: string | null;
  readonly application: { readonly name: string; readonly version: string; readonly build: string };
  /** Minutes east of UTC, for what people read. */
  readonly timeZoneMinutes: number;
}
