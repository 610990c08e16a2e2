import type { PointerBatch } from '../../contracts/ipc';
import { kioskBridge } from '../kiosk';
import type { InkStore } from './ink-store';

type PointerSample = PointerBatch['samples'][number];
const MOST_PER_BATCH = 2000;

/**
 * Mouse, touch or pen of this screen as a pen of lower evidence grade: every coalesced sample goes to the recorder in main,
 * an echo is drawn at once. `pointerrawupdate` brings samples before the frame's `pointermove` (Pointer Events 3, 4.1.3).
 */
export function capturePointer(canvas: HTMLCanvasElement, store: InkStore): () => void {
  let writing: number | undefined;
  let waiting: PointerSample[] = [];
  let frame = 0;

  const flush = () => {
    frame = 0;
    for (let at = 0; at < waiting.length; at += MOST_PER_BATCH) {
      kioskBridge().pointer({ samples: waiting.slice(at, at + MOST_PER_BATCH) });
    }
    waiting = [];
  };
  const keep = (event: PointerEvent, down: boolean, begins = false) => {
    const box = canvas.getBoundingClientRect();
    const x = event.clientX - box.left;
    const y = event.clientY - box.top;
    const pressure = event.pressure;
    waiting.push({ x, y, pressure, down, pointerType: kindOf(event), timeUs: Math.round(event.timeStamp * 1000) });
    store.echoPoint([x / box.width, y / box.height, pressure > 0 ? pressure : 0.5], begins, !down);
    if (frame === 0) frame = requestAnimationFrame(flush);
  };

  const down = (event: PointerEvent) => {
    if (writing !== undefined || (event.pointerType === 'mouse' && event.button !== 0)) return;
    event.preventDefault();
    writing = event.pointerId;
    canvas.setPointerCapture(event.pointerId);
    keep(event, true, true);
  };
  const move = (event: PointerEvent) => {
    if (event.pointerId !== writing) return;
    const samples = event.getCoalescedEvents();
    for (const sample of samples.length > 0 ? samples : [event]) keep(sample, true);
  };
  const up = (event: PointerEvent) => {
    if (event.pointerId !== writing) return;
    writing = undefined;
    keep(event, false);
    flush();
  };

  const moves = 'onpointerrawupdate' in canvas ? 'pointerrawupdate' : 'pointermove';
  canvas.addEventListener('pointerdown', down);
  canvas.addEventListener(moves, move as EventListener);
  canvas.addEventListener('pointerup', up);
  canvas.addEventListener('pointercancel', up);
  return () => {
    cancelAnimationFrame(frame);
    flush();
    canvas.removeEventListener('pointerdown', down);
    canvas.removeEventListener(moves, move as EventListener);
    canvas.removeEventListener('pointerup', up);
    canvas.removeEventListener('pointercancel', up);
  };
}

const kindOf = ({ pointerType }: PointerEvent): PointerSample['pointerType'] =>
  pointerType === 'pen' || pointerType === 'touch' ? pointerType : 'mouse';
