import type { XrefChain } from '../file/xref-chain';
import type { SectionFacts } from '../file/xref-entry';
import type { NormaliseReason } from './normalise-reasons';

/** The largest generation that an entry may have (ISO 32000-1 7.5.4). */
const MAX_GENERATION = 65_535;

/** /Size is larger than every number of the section: what lies beyond counts as missing (table 15). */
const isTooSmall = ({ trailer, shape }: SectionFacts): boolean => {
  const size = trailer.entries.get('Size');
  return size?.kind !== 'number' || size.value <= shape.highest;
};

/** A linearized file's first revision has two sections, the newer one in front (annex F). */
const firstRevision = (oldestFirst: readonly SectionFacts[]): readonly SectionFacts[] => {
  const [main, front] = oldestFirst;
  if (main === undefined) return [];
  return front !== undefined && front.offset < main.offset ? [main, front] : [main];
};

const hasGaps = (sections: readonly SectionFacts[]): boolean => {
  const count = sections.reduce((sum, { shape }) => sum + shape.count, 0);
  const lowest = Math.min(...sections.map(({ shape }) => shape.lowest));
  const highest = Math.max(...sections.map(({ shape }) => shape.highest));
  // A cross-reference stream may leave object 0 out.
  const mayBegin = sections.every(({ kind }) => kind === 'stream') ? 1 : 0;
  return lowest > mayBegin || count < highest - lowest + 1;
};

const sizeOf = (section: SectionFacts): number => {
  const size = section.trailer.entries.get('Size');
  return size?.kind === 'number' ? size.value : 0;
};

/** Entries that strict readers refuse: numbers past /Size, reused or impossible generations, sizes that shrink. */
const hasOddEntries = (sections: readonly SectionFacts[], first: number): boolean =>
  sections.some(
    (section, age) =>
      isTooSmall(section) ||
      section.shape.highestGeneration > 0 ||
      section.shape.highestFreeGeneration > MAX_GENERATION ||
      (age >= first && (section.shape.freesForReuse || sizeOf(section) < sizeOf(sections[age - 1] as SectionFacts))),
  );

/** What is wrong with an index that can be read. */
export const indexFaults = (chain: XrefChain): NormaliseReason[] => {
  const oldestFirst = [...chain.sections].reverse();
  const first = firstRevision(oldestFirst);
  const faults: NormaliseReason[] = [];
  if (chain.hybrid) faults.push('hybrid-index');
  if (hasGaps(first)) faults.push('fragmented-index');
  if (hasOddEntries(oldestFirst, first.length)) faults.push('index-entries');
  return faults;
};
