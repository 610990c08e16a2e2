import { useCallback, useState } from 'react';
import type { ActView } from '../../contracts/ipc';
import { useSize } from '../controls';
import { useWords } from '../i18n';
import { PageCanvas, PdfTrouble, type Region, regionAround, usePdfDocument } from '../pdf-view';

type ReviewPlace = NonNullable<ActView['review']>;
/** Points of page shown across at least: some words of the form stay around the ink as a place to recognise. */
const LEAST_WIDTH = 380;

/** The place of the signature in the prepared revision, as large as the room allows, with a frame around it. */
export function SealedPlace({ review, onSeen }: { review: ReviewPlace; onSeen: () => void }) {
  const { t } = useWords();
  const { state, again } = usePdfDocument(review.documentKey);
  const [room, size] = useSize<HTMLDivElement>();
  const [failed, setFailed] = useState(false);
  const [shown, setShown] = useState<Region>();
  const frame = useCallback(
    (element: HTMLDivElement | null) => {
      if (element === null || shown === undefined) return;
      const percent = (value: number, whole: number) => `${((100 * value) / whole).toFixed(3)}%`;
      element.style.setProperty('--left', percent(review.rect.x - shown.x, shown.width));
      element.style.setProperty('--top', percent(review.rect.y - shown.y, shown.height));
      element.style.setProperty('--width', percent(review.rect.width, shown.width));
      element.style.setProperty('--height', percent(review.rect.height, shown.height));
    },
    [review.rect, shown],
  );
  const aspect = size === undefined ? 1 : Math.min(4, Math.max(0.8, size.width / Math.max(1, size.height)));
  return (
    <div ref={room} className="sealed-place">
      {(state.kind === 'failed' || failed) && (
        <PdfTrouble
          onAgain={() => {
            setFailed(false);
            again();
          }}
        />
      )}
      {state.kind === 'ready' && size !== undefined && size.height > 0 && !failed && (
        <div className="sealed-place__paper">
          <PageCanvas
            key={`${size.width}x${size.height}`}
            pdf={state.pdf}
            page={review.page}
            cssWidth={Math.floor(Math.min(size.width, size.height * aspect))}
            part={(page) => regionAround(review.rect, page, LEAST_WIDTH, aspect)}
            label={t('review.picture')}
            onDrawn={({ region }) => {
              setShown(region);
              onSeen();
            }}
            onFailed={() => setFailed(true)}
          />
          {shown !== undefined && <div ref={frame} className="sealed-place__frame" aria-hidden="true" />}
        </div>
      )}
    </div>
  );
}
