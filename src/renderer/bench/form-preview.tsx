import { useState } from 'react';
import type { TaskView } from '../../contracts/ipc';
import { Button, useSize } from '../controls';
import { useWords } from '../i18n';
import { PageCanvas, PdfTrouble, usePdfDocument } from '../pdf-view';

/** The form as it stands now, for a glance; a new revision shows by itself. */
export function FormPreview({ task }: { task: TaskView }) {
  const { t } = useWords();
  const { state, again } = usePdfDocument(task.documentKey);
  const [page, setPage] = useState(1);
  const [failed, setFailed] = useState(false);
  const [room, size] = useSize<HTMLDivElement>();
  const total = state.kind === 'ready' ? state.pdf.numPages : 0;
  const shown = Math.min(page, Math.max(1, total));
  return (
    <div className="preview">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <section className="preview__paper" tabIndex={0} aria-label={t('task.preview')}>
        <div ref={room} className="preview__room">
          {(state.kind === 'failed' || failed) && (
            <PdfTrouble
              onAgain={() => {
                setFailed(false);
                again();
              }}
            />
          )}
          {state.kind === 'ready' && size !== undefined && size.width > 0 && !failed && (
            <PageCanvas
              pdf={state.pdf}
              page={shown}
              cssWidth={Math.min(size.width, 1000)}
              label={t('task.page', { n: shown, total })}
              onFailed={() => setFailed(true)}
            />
          )}
        </div>
      </section>
      {total > 0 && (
        <div className="preview__pages">
          <Button look="quiet" icon="left" disabled={shown <= 1} onPress={() => setPage(shown - 1)}>
            {t('task.page.previous')}
          </Button>
          <span className="figures">{t('task.page', { n: shown, total })}</span>
          <Button look="quiet" iconAfter="right" disabled={shown >= total} onPress={() => setPage(shown + 1)}>
            {t('task.page.next')}
          </Button>
        </div>
      )}
    </div>
  );
}
