import { type RefObject, useRef, useState } from 'react';
import type { ActView } from '../../contracts/ipc';
import { useKiosk } from '../kiosk';
import { usePageClock } from './page-clock';

/** A page counts as read to its end this near to it. */
const BOTTOM_PX = 24;
/** How far one press carries: some lines of the last view stay in sight. */
const PRESS_PART = 0.85;

export interface Reading {
  readonly page: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly atBottom: boolean;
  readonly mayFinish: boolean;
  /** The page is painted. */
  drawn(page: number): void;
  /** Looks where the reader stands; after every scroll and every new picture. */
  look(): void;
  turnTo(page: number): void;
  further(): void;
  finish(): void;
}

/** A reader's way through a form of `total` pages: where they are, what they have seen, when they may say "I have read it". */
export function useReading(act: ActView, total: number): Reading {
  const { send } = useKiosk();
  const scroller = useRef<HTMLDivElement>(null);
  const [page, setPage] = useState(1);
  const [atBottom, setAtBottom] = useState(false);
  const clock = usePageClock(page, (shown, ms) => void send('page.shown', { page: shown, ms }));
  const seen = new Set([...act.pagesSeen, ...(atBottom ? [page] : [])]);
  const turnTo = (next: number) => {
    clock.report();
    setAtBottom(false);
    setPage(next);
    scroller.current?.scrollTo({ top: 0 });
    scroller.current?.focus({ preventScroll: true });
  };
  return {
    page,
    scroller,
    atBottom,
    mayFinish: total > 0 && (act.readAloud || (page === total && atBottom && everyPage(total, seen))),
    drawn: (shown) => clock.drawn(shown),
    look: () => {
      const element = scroller.current;
      if (element === null || clock.drawnPage() !== page) return;
      const atEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - BOTTOM_PX;
      if (atEnd && !atBottom) clock.report();
      setAtBottom(atEnd);
    },
    turnTo,
    further: () => {
      const element = scroller.current;
      if (!atBottom) element?.scrollBy({ top: element.clientHeight * PRESS_PART, behavior: 'auto' });
      else if (page < total) turnTo(page + 1);
    },
    finish: () => {
      clock.report();
      void send('document.read', {});
    },
  };
}

const everyPage = (total: number, seen: ReadonlySet<number>): boolean => {
  for (let page = 1; page <= total; page++) if (!seen.has(page)) return false;
  return true;
};
