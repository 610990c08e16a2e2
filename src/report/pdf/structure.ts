import { type PDFDocument, PDFName, PDFNumber, PDFOperator, PDFOperatorNames, type PDFPage, PDFString } from 'pdf-lib';

/** Structure types that a report needs (ISO 32000-2 14.8.4). */
export type Role = 'H1' | 'H2' | 'H3' | 'P';

interface Element {
  readonly role: Role;
  readonly content: { readonly page: number; readonly id: number }[];
}

const begin = (tag: string, properties?: string): PDFOperator =>
  properties === undefined
    ? PDFOperator.of(PDFOperatorNames.BeginMarkedContent, [PDFName.of(tag)])
    : PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, [PDFName.of(tag), properties]);
const end = (): PDFOperator => PDFOperator.of(PDFOperatorNames.EndMarkedContent);

/** Tells a screen reader what is a heading and what a line, and in which order: a tagged PDF (ISO 32000-2 14.7, 14.8). */
export class Structure {
  readonly #elements: Element[] = [];
  readonly #counts = new Map<number, number>();

  element(role: Role): Element {
    const element: Element = { role, content: [] };
    this.#elements.push(element);
    return element;
  }

  /** A piece of an element on a page (from 0). */
  tag(element: Element, page: PDFPage, index: number, draw: () => void): void {
    const id = this.#counts.get(index) ?? 0;
    this.#counts.set(index, id + 1);
    element.content.push({ page: index, id });
    page.pushOperators(begin(element.role, `<</MCID ${id}>>`));
    draw();
    page.pushOperators(end());
  }

  /** What only decorates or repeats: rules, footers (14.8.2.2). */
  artifact(page: PDFPage, draw: () => void): void {
    page.pushOperators(begin('Artifact'));
    draw();
    page.pushOperators(end());
  }

  /** Writes the tree of structure behind all pages. */
  finish(pdf: PDFDocument, pages: readonly PDFPage[], language: string): void {
    const { context, catalog } = pdf;
    const root = context.nextRef();
    const whole = context.nextRef();
    const parents = pages.map(() => context.obj([]));
    const kids = this.#elements.map(({ role, content }) => {
      const ref = context.nextRef();
      for (const { page, id } of content) parents[page]?.set(id, ref);
      const K = content.map(({ page, id }) => ({ Type: 'MCR', Pg: pages[page]?.ref ?? null, MCID: id }));
      context.assign(ref, context.obj({ Type: 'StructElem', S: role, P: whole, K }));
      return ref;
    });
    const document = { Type: 'StructElem', S: 'Document', P: root, K: kids };
    context.assign(whole, context.obj(document));
    const Nums = parents.flatMap((parent, index) => [PDFNumber.of(index), context.register(parent)]);
    const tree = { Type: 'StructTreeRoot', K: [whole], ParentTree: { Nums }, ParentTreeNextKey: pages.length };
    context.assign(root, context.obj(tree));
    catalog.set(PDFName.of('StructTreeRoot'), root);
    catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }));
    catalog.set(PDFName.of('Lang'), PDFString.of(language));
    for (const [index, page] of pages.entries()) {
      page.node.set(PDFName.of('StructParents'), PDFNumber.of(index));
      page.node.set(PDFName.of('Tabs'), PDFName.of('S'));
    }
  }
}
