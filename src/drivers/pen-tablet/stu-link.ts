import { err, ok, type Result } from '../../core/base';
import { decodeReport, REPORT, STATUS, type StuReport } from '../report/wacom-stu';
import type { TransportEnd } from '../transport';

/** How long the vendor's SDK waits for an answer. */
export const ANSWER_MS = 3000;
/** The vendor's SDK looks at the status this often until the pad takes a command. */
const STATE_POLL = { times: 25, everyMs: 50 };

/** Reports of a pad over either carrier: asked, set with their result, and those that come unasked. */
export interface StuLink {
  readonly transport: 'hid' | 'serial';
  /** Most bytes of an image in one block. */
  readonly blockBytes: number;
  /** Bytes of an image that arrive in a second, about; never measured on a pad. */
  readonly bytesPerSecond: number;
  /** Asks for a report by its id. DEVICE_NO_ANSWER, DEVICE_REFUSED, DEVICE_LOST. */
  get(id: number, timeoutMs?: number): Promise<Result<Uint8Array>>;
  /** Sends a setting and waits for its result; a result code other than 0 is DEVICE_REFUSED. */
  set(report: Uint8Array): Promise<Result<void>>;
  /** As set, but the result is asked for only where that costs no question of its own: blocks of an image. */
  send(report: Uint8Array): Promise<Result<void>>;
  /** Every report that arrives, answers too. */
  onReport(listener: (bytes: Uint8Array) => void): () => void;
  onEnd(listener: (end: TransportEnd) => void): () => void;
  close(): Promise<void>;
}

type Kind = StuReport['kind'];

/** Asks for a report and reads it. DEVICE_GARBLED beside the codes of get. */
export async function ask<K extends Kind>(
  link: StuLink,
  id: number,
  kind: K,
  timeoutMs?: number,
): Promise<Result<Extract<StuReport, { kind: K }>>> {
  const answer = await link.get(id, timeoutMs);
  if (!answer.ok) return answer;
  const report = decodeReport(answer.value);
  return report?.kind === kind ? ok(report as Extract<StuReport, { kind: K }>) : err('DEVICE_GARBLED', kind);
}

/** Several settings in order, up to the first that fails. */
export async function setAll(link: StuLink, reports: readonly Uint8Array[]): Promise<Result<void>> {
  for (const report of reports) {
    const done = await link.set(report);
    if (!done.ok) return done;
  }
  return ok(undefined);
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Waits for a state of the pad. Wiping, images and keys are taken in `ready` only, blocks in `image` only (vendor SDK,
 * ProtocolHelper). DEVICE_REFUSED when it stays in another state.
 */
export async function untilState(link: StuLink, state: keyof typeof STATUS): Promise<Result<void>> {
  for (let time = 0; ; time++) {
    const status = await ask(link, REPORT.status, 'status');
    if (!status.ok) return status;
    const { statusCode } = status.value;
    if (statusCode === STATUS[state]) return ok(undefined);
    if (time === STATE_POLL.times) return err('DEVICE_REFUSED', `state ${statusCode}`);
    await pause(STATE_POLL.everyMs);
  }
}
