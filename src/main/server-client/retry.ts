import { setTimeout as sleep } from 'node:timers/promises';
import { err, type Failure, type Random, type Result } from '../../core/base';

export interface RetryPolicy {
  /** How often the work is tried in all. */
  readonly attempts: number;
  /** Pause before the second try; it doubles every time, up to `longestMs`. */
  readonly firstMs: number;
  readonly longestMs: number;
}

/** The pause before try number `attempt` (from 1): full jitter, so that many kiosks do not come back in step. */
export function pauseMs(policy: RetryPolicy, attempt: number, random: Random): number {
  const ceiling = Math.min(policy.longestMs, policy.firstMs * 2 ** (attempt - 1));
  const [high, low] = random.bytes(2) as unknown as [number, number];
  return Math.round(ceiling * (0.5 + ((high << 8) | low) / 131_072));
}

/** Tries again while the failure is retryable. The work must be idempotent: same key, same bytes, one effect. */
export async function withRetry<T>(
  work: () => Promise<Result<T>>,
  isRetryable: (failure: Failure) => boolean,
  policy: RetryPolicy,
  ports: { readonly random: Random; readonly signal?: AbortSignal },
): Promise<Result<T>> {
  for (let attempt = 1; ; attempt++) {
    const result = await work();
    if (result.ok || attempt >= policy.attempts || !isRetryable(result.error)) return result;
    try {
      await sleep(pauseMs(policy, attempt, ports.random), undefined, ports.signal ? { signal: ports.signal } : {});
    } catch {
      return err('SERVER_CANCELLED');
    }
  }
}
