import { type KeyboardEvent, useState } from 'react';

const STATION = '[data-station]';
type Way = readonly [x: number, y: number];
const WAYS: Readonly<Record<string, Way>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The nearest of `others` that lies from `at` in this way; what lies aside counts double. */
function nearest(at: Element, others: readonly HTMLElement[], [x, y]: Way): HTMLElement | undefined {
  const middle = (element: Element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    // a long row and a short chip below it are compared where they begin
    return [left + Math.min(width, 40) / 2, top + height / 2] as const;
  };
  const [fromX, fromY] = middle(at);
  const reached = others
    .map((element) => {
      const [toX, toY] = middle(element);
      const along = (toX - fromX) * x + (toY - fromY) * y;
      const aside = Math.abs((toX - fromX) * y) + Math.abs((toY - fromY) * x);
      return { element, along, distance: along + aside * 2 };
    })
    .filter(({ element, along }) => element !== at && along > 4);
  return reached.sort((one, other) => one.distance - other.distance)[0]?.element;
}

/**
 * One stop for Tab among all stations; arrow keys, Home and End go from one to the next as they lie on the screen.
 * `first`: the one that Tab reaches before anybody moved.
 */
export function useRoving(ids: readonly string[]) {
  const [current, setCurrent] = useState<string>();
  const stop = current !== undefined && ids.includes(current) ? current : ids[0];
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const at = (event.target as Element).closest<HTMLElement>(STATION);
    if (at === null || event.ctrlKey || event.altKey || event.metaKey) return;
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>(STATION)];
    const way = WAYS[event.key];
    const next = way
      ? nearest(at, all, way)
      : event.key === 'Home'
        ? all[0]
        : event.key === 'End'
          ? all.at(-1)
          : undefined;
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  const propsOf = (id: string) => ({
    'data-station': id,
    tabIndex: id === stop ? 0 : -1,
    onFocus: () => setCurrent(id),
  });
  return { onKeyDown, propsOf };
}
