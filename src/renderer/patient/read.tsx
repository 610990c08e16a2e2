import { useRef, useState } from 'react';
import type { ActView, TaskView } from '../../contracts/ipc';
import { Button, useSize } from '../controls';
import { useWords } from '../i18n';
import { useKiosk } from '../kiosk';
import { PageCanvas, PdfTrouble, usePdfDocument, useWordsZoom } from '../pdf-view';
import { usePageClock } from './page-clock';
import { PatientFrame } from './patient-frame';
import { useTextSize } from './text-size';

/** Page width as a part of what fits the words to the room, by the reader's choice of letters. */
const ZOOM = [0.9, 1, 1.25, 1.5, 2] as const;
/** Wider lines than this are hard to follow with the eye. */
const WIDEST_PAGE = 1400;

/** 2. Read. One big button carries to the end: down the page, to the next page, "I have read it". */
export function Read({ act, task }: { act: ActView; task: TaskView }) {
  const { t } = useWords();
  const { send } = useKiosk();
  const { size: letters } = useTextSize();
  const { state, again } = usePdfDocument(task.documentKey);
  const wordsZoom = useWordsZoom(state.kind === 'ready' ? state.pdf : undefined);
  const [page, setPage] = useState(1);
  const [failed, setFailed] = useState(false);
  const [room, roomSize] = useSize<HTMLDivElement>();
  const scroller = useRef<HTMLDivElement>(null);
  const [atBottom, setAtBottom] = useState(false);
  const clock = usePageClock(page, (shown, ms) => void send('page.shown', { page: shown, ms }));

  const total = state.kind === 'ready' ? state.pdf.numPages : (task.pageCount ?? 0);
  const allSeen = act.readAloud || everyPage(total, new Set([...act.pagesSeen, ...(atBottom ? [page] : [])]));
  const look = () => {
    const element = scroller.current;
    if (element === null || clock.drawnPage() !== page) return;
    const seen = element.scrollTop + element.clientHeight >= element.scrollHeight - 24;
    if (seen && !atBottom) clock.report();
    setAtBottom(seen);
  };
  const turnTo = (next: number) => {
    clock.report();
    setAtBottom(false);
    setPage(next);
    scroller.current?.scrollTo({ top: 0 });
    scroller.current?.focus({ preventScroll: true });
  };
  const further = () => {
    const element = scroller.current;
    if (!atBottom) element?.scrollBy({ top: element.clientHeight * 0.85, behavior: 'auto' });
    else if (page < total) turnTo(page + 1);
  };
  const finish = () => {
    clock.report();
    void send('document.read', {});
  };
  const mayFinish = total > 0 && ((page === total && atBottom && allSeen) || act.readAloud);
  const ready = state.kind === 'ready' && roomSize !== undefined && wordsZoom !== undefined;
  const cssWidth = ready ? Math.floor(Math.min(roomSize.width, WIDEST_PAGE) * wordsZoom * (ZOOM[letters] ?? 1)) : 0;

  return (
    <PatientFrame
      step="read"
      wide
      title={t('read.title')}
      aside={
        <p className="reader__where" aria-live="polite">
          {total > 0 ? t('read.page', { n: page, total }) : t('read.loading')}
          {act.readAloud && <span className="reader__aloud">{t('read.aloud')}</span>}
        </p>
      }
      mayDecline
      back={
        page > 1 ? (
          <Button icon="left" onPress={() => turnTo(page - 1)}>
            {t('read.previous')}
          </Button>
        ) : (
          <Button icon="left" onPress={() => void send('act.back', {})}>
            {t('patient.back')}
          </Button>
        )
      }
      primary={
        mayFinish ? (
          <Button look="primary" icon="check" onPress={finish}>
            {t('read.done')}
          </Button>
        ) : (
          <Button look="primary" iconAfter={atBottom ? 'right' : 'down'} disabled={!ready} onPress={further}>
            {atBottom && page < total ? t('read.next') : t('read.further')}
          </Button>
        )
      }
    >
      <div className="reader">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
        <section ref={scroller} className="reader__paper" tabIndex={0} aria-label={t('read.area')} onScroll={look}>
          <div ref={room} className="reader__room">
            {(state.kind === 'failed' || failed) && (
              <PdfTrouble
                onAgain={() => {
                  setFailed(false);
                  again();
                }}
              />
            )}
            {ready && !failed && (
              <PageCanvas
                pdf={state.pdf}
                page={page}
                cssWidth={cssWidth}
                label={t('read.page', { n: page, total })}
                onDrawn={(shown) => {
                  clock.drawn(shown.page);
                  toWords(scroller.current, cssWidth, wordsZoom);
                  look();
                }}
                onFailed={() => setFailed(true)}
              />
            )}
          </div>
        </section>
      </div>
    </PatientFrame>
  );
}

/** The paper's left margin goes out of sight, the beginnings of the lines never do, however large the letters. */
const toWords = (element: HTMLElement | null, cssWidth: number, wordsZoom: number): void => {
  element?.scrollTo({ left: cssWidth * (0.5 - 0.5 / wordsZoom) });
};

const everyPage = (total: number, seen: ReadonlySet<number>): boolean => {
  for (let page = 1; page <= total; page++) if (!seen.has(page)) return false;
  return total > 0;
};
