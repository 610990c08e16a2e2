/** A finger laid flat on the pad, seen from the side: how it is done, without words. */
export function FingerDrawing({ pose }: { pose: 'above' | 'pressing' | 'lifting' }) {
  return (
    <svg
      className={`finger-drawing finger-drawing--${pose}`}
      viewBox="0 0 260 200"
      aria-hidden="true"
      focusable="false"
    >
      <path
        className="finger-drawing__pad"
        d="M30 150h200a10 10 0 0110 10v18a8 8 0 01-8 8H28a8 8 0 01-8-8v-18a10 10 0 0110-10z"
      />
      <path className="finger-drawing__glass" d="M74 143h112a5 5 0 015 5v2H69v-2a5 5 0 015-5z" />
      <g className="finger-drawing__finger">
        <path
          className="finger-drawing__skin"
          d="M258 52L150 76c-34 8-66 22-74 40-5 12 2 24 18 26 30 3 66-2 92-9 28-8 50-17 72-25z"
        />
        <path className="finger-drawing__nail" d="M82 108c8-10 26-20 44-25 3 8 0 16-8 21-10 5-24 9-36 4z" />
        <path className="finger-drawing__crease" d="M168 74c4 7 5 13 3 20M178 72c4 7 5 12 3 18" />
      </g>
      {pose === 'above' && <path className="finger-drawing__arrow" d="M40 52v52M26 90l14 16 14-16" />}
      {pose === 'lifting' && <path className="finger-drawing__arrow" d="M40 106V54M26 68l14-16 14 16" />}
    </svg>
  );
}
