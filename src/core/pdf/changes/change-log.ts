import type { ObjectStore } from '../file/object-store';
import type { PdfValue } from '../syntax/value';
import type { ChangeKind, ChangeRemark, ObjectChange } from '../types';
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
  /** Levels at which the new objects below an object were explained; twice says nothing more. */
  private readonly walked = new Map<number, ChangeKind>();
  private readonly remarks = new Map<string, ChangeRemark>();

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
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next.kind !== 'ref') {
        for (const child of childrenOf(next)) waiting.push(child);
        continue;
      }
      const before = this.walked.get(next.num);
      const known = before !== undefined && worse(before, level) === before;
      if (known || this.candidates.get(next.num) !== 'added') continue;
      this.walked.set(next.num, level);
      this.explain(next.num, level, what);
      const object = await this.later.load(next.num);
      if (object !== undefined) for (const child of childrenOf(object.value)) waiting.push(child);
    }
  }

  remark(kind: ChangeRemark['kind'], what: string): void {
    this.remarks.set(`${kind} ${what}`, { kind, what });
  }

  remarked(): ChangeRemark[] {
    return [...this.remarks.values()];
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
