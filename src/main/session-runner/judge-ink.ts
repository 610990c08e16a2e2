import { type CaptureTransport, type ConformanceFinding, conformanceOf, type InkCapture } from '../../core/ink';

/** Why a capture is asked for again. */
export interface InkFaults {
  readonly score: number;
  readonly floor: number;
  /** Most grave first; never empty. */
  readonly findings: readonly ConformanceFinding[];
}

/**
 * No other cable, pen or pad would help a finger on the screen, whose low worth the hospital took into account when it allowed
 * it, nor a recording that is played again (docs/adr/0025).
 */
const UNASKED: readonly CaptureTransport[] = ['pointer', 'replay'];

/** What speaks against a capture of a pad under the floor; undefined for one that may go on. Judges the recording only. */
export function faultsOf(ink: InkCapture, floor: number): InkFaults | undefined {
  if (UNASKED.includes(ink.device.transport)) return undefined;
  const { score, findings } = conformanceOf(ink);
  return score < floor ? { score, floor, findings: findings.map(({ finding }) => finding) } : undefined;
}
