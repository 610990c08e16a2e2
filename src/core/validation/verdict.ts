import type { Indication, Reason, SubIndication } from './types';

const WEIGHT: Readonly<Record<Indication, number>> = { 'TOTAL-PASSED': 0, INDETERMINATE: 1, 'TOTAL-FAILED': 2 };

/** The worse of two: a failure outweighs a doubt, a doubt a pass (EN 319 102-1 5.1.3). */
export const worse = (a: Indication, b: Indication): Indication => (WEIGHT[b] > WEIGHT[a] ? b : a);

/** The verdict that reasons add up to: the first of the gravest names the sub-indication. */
export function verdictOf(reasons: readonly Reason[]): {
  readonly verdict: Indication;
  readonly subIndication: SubIndication | null;
} {
  let gravest: Reason | undefined;
  for (const reason of reasons)
    if (reason.indication && (!gravest?.indication || WEIGHT[reason.indication] > WEIGHT[gravest.indication]))
      gravest = reason;
  return { verdict: gravest?.indication ?? 'TOTAL-PASSED', subIndication: gravest?.subIndication ?? null };
}
