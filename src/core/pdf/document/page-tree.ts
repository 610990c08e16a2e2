import { Refusal } from '../../base';
import type { ObjectStore } from '../file/object-store';
import type { PdfDict, PdfRef, PdfValue } from '../syntax/value';

const MAX_PAGES = 100_000;
const MAX_DEPTH = 64;
const MAX_ANNOTATIONS = 500_000;
/** Pages that are looked up one by one; who asks for more gets a walk over the whole tree, once. */
const MAX_GUIDED = 32;

/** A page object with the dictionaries it inherits from, nearest first. */
export interface PageNode {
  readonly ref: PdfRef;
  readonly dict: PdfDict;
  readonly ancestors: readonly PdfDict[];
}

/** An attribute of a page or of the nearest ancestor that has it (ISO 32000-1 7.7.3.4). */
export const inherited = (node: PageNode, key: string): PdfValue | undefined => {
  for (const dict of [node.dict, ...node.ancestors]) {
    const value = dict.entries.get(key);
    if (value !== undefined && value.kind !== 'null') return value;
  }
  return undefined;
};

/** The page tree (7.7.3). One page is reached through /Count; where counts lie the whole tree is walked once. */
export class PageTree {
  private leaves: PageNode[] | undefined;
  private annotations: Map<number, number> | undefined;
  private indexes: ReadonlyMap<number, number> | undefined;
  private guidedSoFar = 0;

  constructor(
    private readonly store: ObjectStore,
    private readonly root: PdfValue | undefined,
  ) {}

  async count(): Promise<number> {
    const root = await this.store.dict(this.root);
    if (root === undefined) throw new Refusal('PDF_DAMAGED', 'no page tree');
    const count = await this.store.number(root.entries.get('Count'));
    const trusted = count !== undefined && Number.isInteger(count) && count > 0 && count <= MAX_PAGES;
    return trusted && (await this.at(count - 1)) !== undefined ? count : (await this.all()).length;
  }

  /** The page of that index from 0; undefined past the end. */
  async at(index: number): Promise<PageNode | undefined> {
    if (this.leaves !== undefined) return this.leaves[index];
    const guided = ++this.guidedSoFar > MAX_GUIDED ? undefined : await this.guided(index);
    return guided ?? (await this.all())[index];
  }

  async all(): Promise<readonly PageNode[]> {
    if (this.leaves === undefined) {
      const leaves: PageNode[] = [];
      await this.walk(this.root, [], new Set(), leaves);
      this.leaves = leaves;
    }
    return this.leaves;
  }

  /** Index of a page object; undefined when the tree does not hold it. */
  async indexOf(num: number): Promise<number | undefined> {
    const guess = this.leaves === undefined && this.guidedSoFar < MAX_GUIDED ? await this.climb(num) : undefined;
    if (guess !== undefined && (await this.at(guess))?.ref.num === num) return guess;
    this.indexes ??= new Map((await this.all()).map((leaf, index) => [leaf.ref.num, index]));
    return this.indexes.get(num);
  }

  /** Index of the page whose /Annots lists an annotation; all pages are read once. */
  async listing(annotation: number): Promise<number | undefined> {
    if (this.annotations === undefined) {
      const found = new Map<number, number>();
      let items = 0;
      for (const [index, page] of (await this.all()).entries())
        for (const item of (await this.store.array(page.dict.entries.get('Annots')))?.items ?? []) {
          if (++items > MAX_ANNOTATIONS) throw new Refusal('PDF_TOO_LARGE', 'annotations');
          if (item.kind === 'ref' && !found.has(item.num)) found.set(item.num, index);
        }
      this.annotations = found;
    }
    return this.annotations.get(annotation);
  }

  private async walk(
    value: PdfValue | undefined,
    ancestors: readonly PdfDict[],
    seen: Set<number>,
    leaves: PageNode[],
  ): Promise<void> {
    if (ancestors.length > MAX_DEPTH) throw new Refusal('PDF_TOO_DEEP', 'page tree');
    const dict = await this.store.dict(value);
    if (dict === undefined || value === undefined) throw new Refusal('PDF_DAMAGED', 'page tree node');
    if (value.kind !== 'ref') throw new Refusal('PDF_DAMAGED', 'page that is no indirect object');
    if (seen.has(value.num)) throw new Refusal('PDF_DAMAGED', 'page tree loop');
    seen.add(value.num);
    const kids = await this.kidsOf(dict);
    if (kids === undefined) {
      if (leaves.length >= MAX_PAGES) throw new Refusal('PDF_TOO_LARGE', 'pages');
      leaves.push({ ref: value, dict, ancestors });
      return;
    }
    for (const kid of kids) await this.walk(kid, [dict, ...ancestors], seen, leaves);
  }

  /** Kids of an inner node; undefined for a page. Some producers leave /Type out. */
  private async kidsOf(dict: PdfDict): Promise<readonly PdfValue[] | undefined> {
    if ((await this.store.name(dict.entries.get('Type'))) === 'Page') return undefined;
    return (await this.store.array(dict.entries.get('Kids')))?.items;
  }

  private async guided(index: number): Promise<PageNode | undefined> {
    let node = this.root;
    let left = index;
    const ancestors: PdfDict[] = [];
    for (let depth = 0; depth <= MAX_DEPTH; depth++) {
      const dict = await this.store.dict(node);
      if (dict === undefined || node?.kind !== 'ref') return undefined;
      const kids = await this.kidsOf(dict);
      if (kids === undefined) return left === 0 ? { ref: node, dict, ancestors } : undefined;
      ancestors.unshift(dict);
      const step = await this.step(dict, kids, left);
      if (step === undefined) return undefined;
      [node, left] = step;
    }
    return undefined;
  }

  private async step(dict: PdfDict, kids: readonly PdfValue[], left: number): Promise<[PdfValue, number] | undefined> {
    const direct = kids[left];
    // As many pages as kids: every kid is a page, and none but the wanted one has to be read.
    if (direct !== undefined && (await this.store.number(dict.entries.get('Count'))) === kids.length) {
      const child = await this.store.dict(direct);
      return child !== undefined && (await this.kidsOf(child)) === undefined ? [direct, 0] : undefined;
    }
    let rest = left;
    for (const kid of kids) {
      const pages = await this.pagesUnder(kid);
      if (pages === undefined) return undefined;
      if (rest < pages) return [kid, rest];
      rest -= pages;
    }
    return undefined;
  }

  private async pagesUnder(kid: PdfValue): Promise<number | undefined> {
    const child = await this.store.dict(kid);
    if (child === undefined) return undefined;
    if ((await this.kidsOf(child)) === undefined) return 1;
    const count = await this.store.number(child.entries.get('Count'));
    return count !== undefined && Number.isInteger(count) && count >= 0 ? count : undefined;
  }

  /** Index by way of /Parent; a guess that the caller checks. */
  private async climb(num: number): Promise<number | undefined> {
    let current = num;
    let index = 0;
    for (let depth = 0; depth <= MAX_DEPTH; depth++) {
      const value = (await this.store.load(current))?.value;
      const parent = value?.kind === 'dict' ? value.entries.get('Parent') : undefined;
      if (parent?.kind !== 'ref') return depth === 0 ? undefined : index;
      const dict = await this.store.dict(parent);
      const kids = dict === undefined ? undefined : await this.kidsOf(dict);
      const place = kids?.findIndex((kid) => kid.kind === 'ref' && kid.num === current) ?? -1;
      if (dict === undefined || kids === undefined || place < 0) return undefined;
      if ((await this.store.number(dict.entries.get('Count'))) === kids.length) index += place;
      else for (const kid of kids.slice(0, place)) index += (await this.pagesUnder(kid)) ?? 0;
      current = parent.num;
    }
    return undefined;
  }
}
