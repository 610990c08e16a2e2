import { type RefObject, useEffect } from 'react';
import type { Part } from '../../contracts/ipc';

/** Nothing tells of a box that moves without changing its size. */
const LOOK_MS = 200;

/** Tells where an element lies, in parts of the window's inside, at first and whenever it has moved. */
export function usePlace(element: RefObject<HTMLElement | null>, onPlace: ((place: Part) => void) | undefined): void {
  useEffect(() => {
    if (onPlace === undefined) return undefined;
    let told = '';
    const look = (): void => {
      const place = element.current && placeOf(element.current);
      if (!place || JSON.stringify(place) === told) return;
      told = JSON.stringify(place);
      onPlace(place);
    };
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [element, onPlace]);
}

function placeOf(element: HTMLElement): Part | undefined {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  if (right <= left || bottom <= top) return undefined;
  const within = (value: number, whole: number): number => Math.min(1, Math.max(0, value / whole));
  const x = within(left, innerWidth);
  const y = within(top, innerHeight);
  return { x, y, width: within(right, innerWidth) - x, height: within(bottom, innerHeight) - y };
}
