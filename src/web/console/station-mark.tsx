import type { StationCondition } from '../../contracts/api';

/** A shape for each state: a triangle, a broken circle, an empty circle, a tick. Never colour alone. */
const SHAPES: Readonly<Record<StationCondition, readonly [outline: string, inside: string]>> = {
  attention: ['M12 3 L22 21 H2 Z', 'M12 9.5 v5.5 M12 18.2 v0.3'],
  silent: ['M12 2.5 a9.5 9.5 0 0 1 0 19 Z', 'M12 2.5 a9.5 9.5 0 0 0 0 19'],
  never: ['', 'M12 3.5 a8.5 8.5 0 1 0 0.01 0 Z'],
  ok: ['M12 2.5 a9.5 9.5 0 1 0 0.01 0 Z', 'M7.5 12.5 l3 3 l6 -7'],
};

export function StationMark({ condition }: { condition: StationCondition }) {
  const [outline, inside] = SHAPES[condition];
  return (
    <svg className={`mark mark--${condition}`} viewBox="0 0 24 24" aria-hidden="true">
      {outline && <path className="mark__shape" d={outline} />}
      <path className="mark__line" d={inside} />
    </svg>
  );
}
