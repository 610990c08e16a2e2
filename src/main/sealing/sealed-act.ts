import { toHex } from '../../core/base';
import type { SignatureTime } from '../../core/session';
import type { SourceFailure } from '../../core/tsp';
import type { SealingPorts } from './ports';
import type { FileDigest } from './working-file';

/** A revision that was written, judged and given its name. */
export interface SealedRevision {
  readonly size: number;
  /** SHA-256 of the whole file, lower-case hex. */
  readonly fileDigest: string;
  readonly digestState: FileDigest;
  readonly sealedAtMs: number;
}

/** Told of every time-stamp source that was passed over. */
export type OnSourceFailure = (failure: SourceFailure) => void;

export interface SealedAct extends SealedRevision {
  /** Whether the signature bears its time-stamp, waits for one, leaves it to the document's, or was to have none. */
  readonly time: SignatureTime;
}

/** The facts of a revision that lies whole on the disk. */
export const sealedRevision = (state: FileDigest, ports: Pick<SealingPorts, 'clock'>): SealedRevision => ({
  size: state.size,
  fileDigest: toHex(state.digest()),
  digestState: state,
  sealedAtMs: ports.clock.nowMs(),
});
