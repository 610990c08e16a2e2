import { err, ok, type Result } from '../../core/base';
import type { LoopbackLine } from '../transport';

/** An answer of the service: `ret` "00" is yes, anything else is no. */
export interface ActionAnswer {
  readonly ret: string;
  readonly data?: string;
}

interface Pending {
  readonly action: string;
  readonly settle: (answer: Result<ActionAnswer>) => void;
}

/**
 * Actions as JSON over a line, one at a time each. An answer that nobody waits for any more is dropped when it comes, so
 * that it is never taken for the answer to the next question. What is not an answer is counted and left.
 */
export class ActionLink {
  unreadable = 0;
  private readonly pending = new Map<string, Pending>();
  private readonly owed = new Map<string, number>();
  private isOver = false;

  constructor(private readonly line: LoopbackLine) {
    line.onText((text) => this.take(text));
    line.onEnd(() => {
      this.isOver = true;
      for (const { settle } of [...this.pending.values()]) settle(err('DEVICE_LOST', 'service'));
    });
  }

  /** DEVICE_LOST, DEVICE_NO_ANSWER (time or signal), DEVICE_REFUSED, DEVICE_BUSY when the same action is under way. */
  ask(action: string, timeoutMs: number, signal?: AbortSignal): Promise<Result<ActionAnswer>> {
    if (this.isOver) return Promise.resolve(err('DEVICE_LOST', 'service'));
    if (this.pending.has(action)) return Promise.resolve(err('DEVICE_BUSY', action));
    return new Promise((resolve) => {
      const settle = (answer: Result<ActionAnswer>): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abandon);
        this.pending.delete(action);
        resolve(answer);
      };
      const abandon = (): void => {
        this.owed.set(action, (this.owed.get(action) ?? 0) + 1);
        settle(err('DEVICE_NO_ANSWER', action));
      };
      const timer = setTimeout(abandon, timeoutMs);
      this.pending.set(action, { action, settle });
      const sent = this.line.send(JSON.stringify({ action }));
      if (!sent.ok) settle(sent);
      else if (signal?.aborted) abandon();
      else signal?.addEventListener('abort', abandon);
    });
  }

  private take(text: string): void {
    const answer = readAnswer(text);
    if (answer === undefined) {
      this.unreadable++;
      return;
    }
    const owed = this.owed.get(answer.action) ?? 0;
    if (owed > 0) {
      this.owed.set(answer.action, owed - 1);
      return;
    }
    const { ret, data } = answer;
    const waiting = this.pending.get(answer.action);
    waiting?.settle(
      ret === '00' ? ok({ ret, ...(data === undefined ? {} : { data }) }) : err('DEVICE_REFUSED', answer.action),
    );
  }
}

/** `{"action", "ret", "data"?}`, each a text; undefined for anything else. */
function readAnswer(text: string): (ActionAnswer & { readonly action: string }) | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { action, ret, data } = value as Record<string, unknown>;
  if (typeof action !== 'string' || typeof ret !== 'string') return undefined;
  if (data !== undefined && typeof data !== 'string') return undefined;
  return { action, ret, ...(data === undefined ? {} : { data }) };
}
