import { useEffect } from 'react';
import type { ActView } from '../../contracts/ipc';
import { kioskBridge } from '../kiosk';
import { isPadApart, PadGuard } from './pad-guard';

const PRESSES = ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'dblclick', 'contextmenu'] as const;
/** The arrow is out of sight so long after the pen was near the pad. */
const HIDDEN_MS = 1000;

/** While a pad signs that is no screen itself, its presses reach nothing here, and its arrow is not seen by the patient. */
export function usePadGuard(act: ActView | undefined): void {
  const isOn = isPadApart(act);
  useEffect(() => {
    if (!isOn) return;
    const guard = new PadGuard();
    const stopPresses = stopPressesOf(guard);
    const arrow = new HiddenArrow();
    const stopDisplay = kioskBridge().onDisplay((message) => {
      guard.take(message);
      if (kioskBridge().window === 'patient' && message.kind !== 'finger') arrow.hide();
    });
    return () => {
      stopPresses();
      stopDisplay();
      arrow.show();
    };
  }, [isOn]);
}

function stopPressesOf(guard: PadGuard): () => void {
  let press = { pointerType: '', ms: 0 };
  const judge = (event: MouseEvent): void => {
    if (event.type === 'pointerdown')
      press = { pointerType: (event as PointerEvent).pointerType, ms: performance.timeOrigin + event.timeStamp };
    // a key's click has no pointer
    const isKey = event.type === 'click' && event.detail === 0;
    if (isKey || !guard.isOfPad(press.pointerType, press.ms)) return;
    event.stopImmediatePropagation();
    event.preventDefault();
  };
  for (const type of PRESSES) window.addEventListener(type, judge, { capture: true });
  return () => {
    for (const type of PRESSES) window.removeEventListener(type, judge, { capture: true });
  };
}

/** The system moves its arrow with the pen: it is hidden while the pen is near, and comes back for a mouse afterwards. */
class HiddenArrow {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastMs = 0;

  hide(): void {
    this.#lastMs = performance.now();
    if (this.#timer !== undefined) return;
    document.documentElement.classList.add('pen-near');
    this.#wait(HIDDEN_MS);
  }

  show(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    document.documentElement.classList.remove('pen-near');
  }

  #wait(ms: number): void {
    this.#timer = setTimeout(() => {
      const leftMs = this.#lastMs + HIDDEN_MS - performance.now();
      if (leftMs > 0) this.#wait(leftMs);
      else this.show();
    }, ms);
  }
}
