const SHAPES = {
  check: 'M5 12.5l4.5 4.5L19 7.5',
  cross: 'M6 6l12 12M18 6L6 18',
  warning: 'M12 4l9 16H3zM12 10v4.5M12 17.2v.3',
  info: 'M12 3a9 9 0 100 18 9 9 0 000-18zM12 11v5.5M12 7.6v.3',
  clock: 'M12 3a9 9 0 100 18 9 9 0 000-18zM12 7.5V12l3.2 2',
  pen: 'M4 20l1-4L16.5 4.5a2 2 0 013 3L8 19zM14.5 6.5l3 3',
  left: 'M14.5 5.5L8 12l6.5 6.5',
  right: 'M9.5 5.5L16 12l-6.5 6.5',
  down: 'M5.5 9.5L12 16l6.5-6.5',
  search: 'M10.5 4a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM15.5 15.5L20 20',
  refresh: 'M19.5 12a7.5 7.5 0 11-2.4-5.5M19.5 3.5v4h-4',
  pause: 'M9 6v12M15 6v12',
  minus: 'M6 12h12',
  lock: 'M6.5 11h11v9h-11zM8.5 11V8a3.5 3.5 0 017 0v3',
  away: 'M4 12h9M9.5 7.5L14 12l-4.5 4.5M16 5h4v14h-4',
  archive: 'M4 5h16v4H4zM5.5 9v10h13V9M10 13h4',
  hand: 'M3 8.5h12v9H3zM15 13h6M18 10l3 3-3 3',
  form: 'M6 3.5h8.5L18.5 8v12.5H6zM14 3.5V8.5h4.5M9 12.5h6.5M9 16h4.5',
  wait: 'M7 4h10M7 20h10M8 4c0 4.5 8 5.5 8 8s-8 3.5-8 8M16 4c0 4.5-8 5.5-8 8s8 3.5 8 8',
  question: 'M12 3a9 9 0 100 18 9 9 0 000-18zM9.6 9.5a2.5 2.5 0 114.2 1.8c-1 .9-1.8 1.3-1.8 2.7M12 16.8v.3',
  wipe: 'M4 19h16M7 15l8.5-9.5 4 3.6L13.5 16H8z',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 100 5.6 2.8 2.8 0 000-5.6z',
} as const;
export type IconName = keyof typeof SHAPES;

/** A line drawing beside a word; never alone, so it is silent for a screen reader. */
export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  return (
    <svg className={`icon ${className}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={SHAPES[name]} />
    </svg>
  );
}
