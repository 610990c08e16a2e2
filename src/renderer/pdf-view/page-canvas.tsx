import type { PDFDocumentProxy, PDFPageProxy, RenderTask } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useRef, useState } from 'react';
import { usePixelRatio } from '../controls';
import { pageRegion, type Region, renderRegion } from './render-region';

interface Props {
  readonly pdf: PDFDocumentProxy;
  /** From 1. */
  readonly page: number;
  readonly cssWidth: number;
  /** The part to show, given the whole page; the whole page when left out. */
  readonly part?: (page: Region) => Region;
  readonly label: string;
  readonly onDrawn?: (shown: { readonly page: number; readonly region: Region }) => void;
  readonly onFailed: () => void;
}

/** One page, or a part of it, as a picture. A new picture replaces the old one only when it is complete: no flicker. */
export function PageCanvas({ pdf, page, cssWidth, part, label, onDrawn, onFailed }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const pixelRatio = usePixelRatio();
  const [text, setText] = useState('');
  const callbacks = useRef({ onDrawn, onFailed, part });
  callbacks.current = { onDrawn, onFailed, part };

  useEffect(() => {
    let stopped = false;
    let task: RenderTask | undefined;
    const draw = async () => {
      const proxy = await pdf.getPage(page);
      if (stopped) return;
      const whole = pageRegion(proxy);
      const region = callbacks.current.part?.(whole) ?? whole;
      const canvas = document.createElement('canvas');
      canvas.className = 'page-canvas__picture';
      task = renderRegion(proxy, region, canvas, cssWidth, pixelRatio);
      await task.promise;
      if (stopped) return;
      host.current?.style.setProperty('--page-width', `${cssWidth}px`);
      host.current?.replaceChildren(canvas);
      callbacks.current.onDrawn?.({ page, region });
      setText(await pageText(proxy));
    };
    draw().catch(() => {
      if (!stopped) callbacks.current.onFailed();
    });
    return () => {
      stopped = true;
      task?.cancel();
    };
  }, [pdf, page, cssWidth, pixelRatio]);

  return (
    <div className="page-canvas">
      <div ref={host} role="img" aria-label={label} className="page-canvas__host" />
      <p className="visually-hidden">{text}</p>
    </div>
  );
}

/** The words of the page for a screen reader. */
async function pageText(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
}
