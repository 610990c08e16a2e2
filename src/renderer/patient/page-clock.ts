import { useEffect, useRef } from 'react';

interface PageClock {
  /** The page that is really painted now; 0 before the first. */
  drawnPage(): number;
  /** A page has appeared: its time starts. */
  drawn(page: number): void;
  /** Reports the time since the last report of the painted page. */
  report(): void;
}

/** Counts how long each page was before the reader's eyes; time counts from the finished picture, not from the click. */
export function usePageClock(page: number, report: (page: number, ms: number) => void): PageClock {
  const state = useRef({ page: 0, sinceMs: 0 });
  const reporter = useRef(report);
  reporter.current = report;
  const clock = useRef<PageClock>({
    drawnPage: () => state.current.page,
    drawn(shown) {
      if (state.current.page === shown) return;
      state.current = { page: shown, sinceMs: performance.now() };
    },
    report() {
      const { page: shown, sinceMs } = state.current;
      if (shown === 0) return;
      const now = performance.now();
      state.current.sinceMs = now;
      reporter.current(shown, Math.round(now - sinceMs));
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: turning the page is the trigger
  useEffect(() => {
    return () => {
      state.current = { page: 0, sinceMs: 0 };
    };
  }, [page]);
  return clock.current;
}
