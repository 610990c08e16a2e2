import type { ObjectStore } from '../file/object-store';
import type { PdfValue } from '../syntax/value';
import type { ChangeKind, ObjectChange } from '../types';
import type { How } from './candidates';

/** From harmless to forbidden, as validators rank them. */
const ORDER: readonly ChangeKind[] = ['none', 'lta-updates', 'form-filling', 'annotations', 'other'];

export const worse = (a: ChangeKind, b: ChangeKind): ChangeKind => (ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b);

/** Keys that lead back up; following them would explain half the document by one annotation. */
export const UPWARD = new Set(['Parent', 'P', 'Pg', 'Prev', 'Data']);

export const childrenOf = (value: PdfValue): PdfValue[] => {
  if (value.kind === 'array') return [...value.items];
  if (value.kind !== 'dict') return [];
  return [...value.entries].filter(([key]) => !UPWARD.has(key)).map(([, child]) => child);
};

/** Every difference with what it is; differences that nobody explains count as `other`. */
export class ChangeLog {
  private readonly explained = new Map<number, { level: ChangeKind; what: string }>();

  constructor(
    readonly candidates: ReadonlyMap<number, How>,
    private readonly later: ObjectStore,
  ) {}

  /** Says what a difference is; the worst of several explanations stays. */
  explain(num: number, level: ChangeKind, what: string): void {
    if (!this.candidates.has(num)) return;
    const known = this.explained.get(num);
    if (known === undefined || worse(level, known.level) !== known.level) this.explained.set(num, { level, what });
  }

  explainValue(value: PdfValue | undefined, level: ChangeKind, what: string): void {
    if (value?.kind === 'ref') this.explain(value.num, level, what);
  }

  /** Explains new objects below a value; objects that existed before need a reason of their own. */
  async explainAdded(value: PdfValue | undefined, level: ChangeKind, what: string): Promise<void> {
    const waiting: PdfValue[] = value === undefined ? [] : [value];
    const seen = new Set<number>();
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next.kind !== 'ref') {
        for (const child of childrenOf(next)) waiting.push(child);
        continue;
      }
      if (seen.has(next.num) || this.candidates.get(next.num) !== 'added') continue;
      seen.add(next.num);
      this.explain(next.num, level, what);
      const object = await this.later.load(next.num);
      if (object !== undefined) for (const child of childrenOf(object.value)) waiting.push(child);
    }
  }

  isExplained(num: number): boolean {
    return this.explained.has(num);
  }

  report(): ObjectChange[] {
    return [...this.candidates].map(([num, how]) => {
      const { level, what } = this.explained.get(num) ?? { level: 'other', what: 'object without a known purpose' };
      return { num, how, level, what };
    });
  }
}
