import type { CertificatePath } from '../pki';
import type { ValidationData } from './validation-data';

/** What is known about a signature from outside it: since when it existed, and what helps to judge it. */
export interface Proof {
  /** Time of the earliest good document time-stamp over it; without one the time of validation, which proves nothing. */
  readonly existedAtMs: number;
  readonly archived: boolean;
  /** The path of that document time-stamp's authority, and its name. */
  readonly stamp?: { readonly path: CertificatePath; readonly authority: string | undefined };
  /** The security store of the whole file, and what was given from outside. */
  readonly data: ValidationData;
  /** The security store of the whole file alone: what decides about the level. */
  readonly fileData: ValidationData;
  /** The security store as far as a document time-stamp covers it. */
  readonly archivedData: ValidationData;
}
