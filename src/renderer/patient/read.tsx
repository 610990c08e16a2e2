import { useState } from 'react';
import type { ActView, TaskView } from '../../contracts/ipc';
import { Button, useSize } from '../controls';
import { useWords } from '../i18n';
import { PageCanvas, PdfTrouble, usePdfDocument, useWordsZoom } from '../pdf-view';
import { BackButton } from './back-button';
import { PatientFrame } from './patient-frame';
import { useTextSize } from './text-size';
import { type Reading, useReading } from './use-reading';

/** Page width as a part of what fits the words to the room, by the reader's choice of letters. */
const ZOOM = [0.9, 1, 1.25, 1.5, 2] as const;
/** Wider lines than this are hard to follow with the eye. */
const WIDEST_PAGE = 1400;

/** 2. Read. One big button carries to the end: down the page, to the next page, "I have read it". */
export function Read({ act, task }: { act: ActView; task: TaskView }) {
  const { t } = useWords();
  const document = usePdfDocument(task.documentKey);
  const { state } = document;
  const total = state.kind === 'ready' ? state.pdf.numPages : (task.pageCount ?? 0);
  const reading = useReading(act, total);
  const { page } = reading;
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
          <Button icon="left" onPress={() => reading.turnTo(page - 1)}>
            {t('read.previous')}
          </Button>
        ) : (
          <BackButton />
        )
      }
      primary={<FurtherButton reading={reading} total={total} isReady={state.kind === 'ready'} />}
    >
      <Paper reading={reading} document={document} total={total} />
    </PatientFrame>
  );
}

function FurtherButton({ reading, total, isReady }: { reading: Reading; total: number; isReady: boolean }) {
  const { t } = useWords();
  const { atBottom, page, mayFinish, further, finish } = reading;
  if (mayFinish)
    return (
      <Button look="primary" icon="check" onPress={finish}>
        {t('read.done')}
      </Button>
    );
  return (
    <Button look="primary" iconAfter={atBottom ? 'right' : 'down'} disabled={!isReady} onPress={further}>
      {atBottom && page < total ? t('read.next') : t('read.further')}
    </Button>
  );
}

type OpenForm = ReturnType<typeof usePdfDocument>;

/** The page under the reader's eyes, as wide as its words need. */
function Paper({ reading, document, total }: { reading: Reading; document: OpenForm; total: number }) {
  const { t } = useWords();
  const { size: letters } = useTextSize();
  const { state, again } = document;
  const wordsZoom = useWordsZoom(state.kind === 'ready' ? state.pdf : undefined);
  const [failed, setFailed] = useState(false);
  const [room, roomSize] = useSize<HTMLDivElement>();
  const { page, scroller, look } = reading;
  const ready = state.kind === 'ready' && roomSize !== undefined && wordsZoom !== undefined;
  const cssWidth = ready ? Math.floor(Math.min(roomSize.width, WIDEST_PAGE) * wordsZoom * (ZOOM[letters] ?? 1)) : 0;
  const tryAgain = () => {
    setFailed(false);
    again();
  };
  return (
    <div className="reader">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <section ref={scroller} className="reader__paper" tabIndex={0} aria-label={t('read.area')} onScroll={look}>
        <div ref={room} className="reader__room">
          {(state.kind === 'failed' || failed) && <PdfTrouble onAgain={tryAgain} />}
          {ready && !failed && (
            <PageCanvas
              pdf={state.pdf}
              page={page}
              cssWidth={cssWidth}
              label={t('read.page', { n: page, total })}
              onDrawn={(shown) => {
                reading.drawn(shown.page);
                toWords(scroller.current, cssWidth, wordsZoom);
                look();
              }}
              onFailed={() => setFailed(true)}
            />
          )}
        </div>
      </section>
    </div>
  );
}

/** The paper's left margin goes out of sight, the beginnings of the lines never do, however large the letters. */
const toWords = (element: HTMLElement | null, cssWidth: number, wordsZoom: number): void => {
  element?.scrollTo({ left: cssWidth * (0.5 - 0.5 / wordsZoom) });
};
