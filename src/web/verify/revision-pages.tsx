import { AnnotationMode, type PDFDocumentProxy, type RenderTask } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useRef, useState } from 'react';
import type { RandomAccess } from '../../core/base';
import { prefixAccess } from '../../core/pdf';
import { useWords } from './language';
import { openForTheEye } from './pdf-view';

/** Sharp on a dense display, and never more than Chromium paints reliably. */
const MAX_PIXELS = 12_000_000;

export interface Shown {
  /** The file up to here. */
  readonly size: number;
  /** First page to show, from 0. */
  readonly page: number;
  readonly title: string;
}

type Opened = { readonly pdf: PDFDocumentProxy } | 'failed' | undefined;

/** The document of one revision; the one before it is let go. */
function useRevision(source: RandomAccess, size: number): Opened {
  const [opened, setOpened] = useState<Opened>();
  useEffect(() => {
    let stopped = false;
    setOpened(undefined);
    const opening = openForTheEye(prefixAccess(source, size));
    opening.then(
      (pdf) => stopped || setOpened({ pdf }),
      () => stopped || setOpened('failed'),
    );
    return () => {
      stopped = true;
      opening.then((pdf) => pdf.loadingTask.destroy()).catch(() => undefined);
    };
  }, [source, size]);
  return opened;
}

async function paint(pdf: PDFDocumentProxy, page: number, canvas: HTMLCanvasElement): Promise<RenderTask> {
  const proxy = await pdf.getPage(page);
  const whole = proxy.getViewport({ scale: 1 });
  const wanted = (canvas.clientWidth * Math.max(1.5, devicePixelRatio)) / whole.width;
  const scale = Math.min(wanted, Math.sqrt(MAX_PIXELS / (whole.width * whole.height)));
  const viewport = proxy.getViewport({ scale });
  canvas.width = Math.max(1, Math.round(viewport.width));
  canvas.height = Math.max(1, Math.round(viewport.height));
  return proxy.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE });
}

function Page({ pdf, page, label }: { pdf: PDFDocumentProxy; page: number; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { t } = useWords();
  const [state, setState] = useState<'drawing' | 'drawn' | 'failed'>('drawing');
  useEffect(() => {
    let stopped = false;
    let task: RenderTask | undefined;
    setState('drawing');
    const draw = async () => {
      if (canvas.current === null) return;
      task = await paint(pdf, page, canvas.current);
      if (stopped) task.cancel();
      await task.promise;
      if (!stopped) setState('drawn');
    };
    draw().catch(() => {
      if (!stopped) setState('failed');
    });
    return () => {
      stopped = true;
      task?.cancel();
    };
  }, [pdf, page]);
  return (
    <>
      {state === 'failed' && <p className="note">{t('pages.failed')}</p>}
      <canvas key={page} ref={canvas} className="pages__sheet" role="img" aria-label={label} data-state={state} />
    </>
  );
}

/** One signed revision as it was, page by page. */
export function RevisionPages({ source, shown }: { source: RandomAccess; shown: Shown }) {
  const { t } = useWords();
  const opened = useRevision(source, shown.size);
  const [page, setPage] = useState(shown.page + 1);
  useEffect(() => setPage(shown.page + 1), [shown]);
  const pages = typeof opened === 'object' ? opened.pdf.numPages : 0;
  const current = Math.min(Math.max(1, page), Math.max(1, pages));
  const label = t('pages.page', { page: current, pages });
  return (
    <section className="card pages" aria-label={shown.title}>
      <header className="pages__bar">
        <h2>{shown.title}</h2>
        {pages > 0 && (
          <div className="pages__turn">
            <button type="button" className="button" disabled={current <= 1} onClick={() => setPage(current - 1)}>
              {t('pages.back')}
            </button>
            <span className="figures">{label}</span>
            <button type="button" className="button" disabled={current >= pages} onClick={() => setPage(current + 1)}>
              {t('pages.next')}
            </button>
          </div>
        )}
      </header>
      {opened === 'failed' && <p className="note">{t('pages.failed')}</p>}
      {typeof opened === 'object' && <Page pdf={opened.pdf} page={current} label={label} />}
    </section>
  );
}
