/** Counts crashes in a sliding window, so that a page that dies at once is not reloaded for ever. */
export function createCrashBudget(most: number, windowMs: number, nowMs: () => number): () => boolean {
  let crashes: number[] = [];
  return () => {
    const now = nowMs();
    crashes = [...crashes.filter((at) => now - at < windowMs), now];
    return crashes.length <= most;
  };
}
