/** Failures within this time count. */
const WINDOW_MS = 15 * 60_000;
/** More keys than a hospital has; a flood of names pushes out the oldest. */
const KEYS_MAX = 10_000;

/**
 * How many tries without success are answered within the window, by what they have in common. Whoever knows only a name
 * cannot keep its owner out with a handful of tries from elsewhere.
 */
const LIMITS = [
  { of: (name: string, address: string) => `${name} at ${address}`, tries: 5 },
  { of: (_name: string, address: string) => `at ${address}`, tries: 30 },
  { of: (name: string) => name, tries: 100 },
] as const;

/** Counts tries to sign in, by name, by address and by both; in memory, of this process. */
export class SignInThrottle {
  private readonly tries = new Map<string, number[]>();

  /** Counts a try; answers how long to wait instead, where there were too many. A try counts before it is judged. */
  begin(name: string, address: string, nowMs: number): number {
    const held = LIMITS.map(({ of, tries }) => ({ key: of(name, address), tries }));
    const waits = held.map(({ key, tries }) => {
      const recent = this.recent(key, nowMs);
      return recent.length < tries ? 0 : (recent[recent.length - tries] as number) + WINDOW_MS - nowMs;
    });
    const waitMs = Math.max(...waits);
    if (waitMs === 0) for (const { key } of held) this.note(key, nowMs);
    return waitMs;
  }

  /** It was the right password: what was counted for this name from here is forgotten, and this try everywhere. */
  succeeded(name: string, address: string, nowMs: number): void {
    const [own, ...shared] = LIMITS.map(({ of }) => of(name, address));
    this.tries.delete(own as string);
    for (const key of shared) this.tries.set(key, this.recent(key, nowMs).slice(0, -1));
  }

  private recent(key: string, nowMs: number): number[] {
    return (this.tries.get(key) ?? []).filter((atMs) => nowMs - atMs < WINDOW_MS);
  }

  private note(key: string, nowMs: number): void {
    const recent = [...this.recent(key, nowMs), nowMs];
    this.tries.delete(key);
    const oldest = this.tries.size >= KEYS_MAX ? this.tries.keys().next().value : undefined;
    if (oldest !== undefined) this.tries.delete(oldest);
    this.tries.set(key, recent);
  }
}
