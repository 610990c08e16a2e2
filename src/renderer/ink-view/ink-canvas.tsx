import { useEffect, useRef } from 'react';
import type { Part } from '../../contracts/ipc';
import { usePixelRatio, useSize } from '../controls';
import { useInkStore } from './ink-context';
import { InkPainter } from './ink-painter';
import { capturePointer } from './pointer-capture';
import { usePlace } from './use-place';

interface Props {
  readonly label: string;
  /** Set when the pen is the mouse, touch or pen of this screen. */
  readonly captures?: boolean;
  /** The part of the pad that is seen, where it is not all of it. */
  readonly part?: Part | undefined;
  /** True width of what is seen, micrometres; with `part`. */
  readonly widthUm?: number;
  /** Told where the canvas lies, in parts of the window's inside. */
  readonly onPlace?: ((place: Part) => void) | undefined;
  readonly onArea?: (width: number, height: number) => void;
}

/** Live ink in the box that its parent gives it; the parent keeps the proportions of the pad. */
export function InkCanvas({ label, captures = false, onArea, onPlace, part, widthUm = 0 }: Props) {
  const store = useInkStore();
  const [box, size] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<InkPainter>(undefined);
  const pixelRatio = usePixelRatio();

  useEffect(() => {
    if (canvas.current === null) return undefined;
    const colour = getComputedStyle(canvas.current).color;
    const created = new InkPainter(canvas.current, store, colour);
    painter.current = created;
    const stop = store.subscribe(created.wake);
    return () => {
      stop();
      created.stop();
    };
  }, [store]);

  useEffect(() => {
    if (size === undefined) return;
    painter.current?.resize(size.width, size.height, pixelRatio);
    if (size.width > 0 && size.height > 0) onArea?.(size.width, size.height);
  }, [size, pixelRatio, onArea]);

  useEffect(() => {
    painter.current?.show(part && { area: part, widthUm });
  }, [part, widthUm]);

  usePlace(canvas, onPlace);

  useEffect(() => {
    if (!captures || canvas.current === null) return undefined;
    return capturePointer(canvas.current, store);
  }, [captures, store]);

  return (
    <div ref={box} className="ink-canvas">
      <canvas
        ref={canvas}
        role="img"
        aria-label={label}
        className={captures ? 'ink-canvas__picture ink-canvas__picture--writable' : 'ink-canvas__picture'}
      />
    </div>
  );
}
