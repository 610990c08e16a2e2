import type { FieldNode } from '../document/field-tree';
import { boxOfRect, describePage, normalRect } from '../document/page-geometry';
import { pageOfWidget } from '../document/signature-fields';
import { seenGlyphs } from '../text/page-glyphs';
import type { Comparison } from './comparison';
import { isVisible } from './shown-by-field';

/** A letter or digit; signature lines are drawn with low lines and dots. */
const WORD = /[\p{L}\p{N}]/u;

const covered = async ({ earlier }: Comparison, index: number, box: ReturnType<typeof boxOfRect>): Promise<boolean> => {
  const { glyphs } = await seenGlyphs(earlier, index);
  return glyphs.some(({ left, right, top, bottom, text }) => {
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return WORD.test(text) && x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
  });
};

/**
 * Says so when a new signature is drawn over words of the page as it was signed before. Where text cannot be read
 * nothing is said: the change itself is reported in any case.
 */
export const remarkDrawnOver = async (both: Comparison, field: FieldNode): Promise<void> => {
  const { earlier, later, log } = both;
  const { store, pages } = later.parts;
  for (const widget of field.widgets) {
    if (!(await isVisible(later, widget))) continue;
    const index = await pageOfWidget(pages, widget);
    const rect = normalRect(await store.numbers(widget.dict.entries.get('Rect')));
    const page = index === undefined ? undefined : await pages.at(index);
    if (index === undefined || page === undefined || rect === undefined || index >= earlier.pageCount) continue;
    const box = boxOfRect(await describePage(store, page, index), rect);
    const over = await covered(both, index, box).catch(() => false);
    if (over) log.remark('drawn-over', `field ${field.name}`);
  }
};
