import type { Tone } from '../../presentation';

const PATHS: Readonly<Record<Tone, string>> = {
  passed: 'M14 25 l7 7 l14 -16',
  doubt: 'M18 19 a6 6 0 1 1 8.5 5.5 q-2.5 1.3 -2.5 4.5 M24 34.6 v0.4',
  failed: 'M16 16 L32 32 M32 16 L16 32',
  unreadable: 'M24 13 v14 M24 34.6 v0.4',
};

/** A shape beside every verdict: never colour alone. */
export function Mark({ tone }: { tone: Tone }) {
  return (
    <svg className={`mark mark--${tone}`} viewBox="0 0 48 48" aria-hidden="true">
      <circle cx="24" cy="24" r="22" />
      <path d={PATHS[tone]} />
    </svg>
  );
}
