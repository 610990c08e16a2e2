import { z } from 'zod';
import { label } from './scalars';

/** PDF points (1/72 inch) on the page as displayed (after /Rotate), origin top left, y downwards. */
const coordinate = z.number().min(-14_400).max(14_400);
const extent = z.number().min(8).max(14_400);
/** Pages count from 1, as people say them. */
const page = z.number().int().min(1).max(5000);

/** Both ends included; up to the last page without `to`. */
export const pageRange = z
  .strictObject({ from: page.default(1), to: page.optional() })
  .refine(({ from, to }) => to === undefined || from <= to, 'from is not after to');
export type PageRange = z.infer<typeof pageRange>;

/**
 * The box stands beside a printed word: at `right` of it (vertically centred), `below`, `above` or `over` it, then moved
 * by (dx, dy).
 * `occurrence` counts matches from 1 in reading order of the pages (of `pages` alone when given); -1 is the last one.
 * White space, full and half width make no difference; words that go over a line's end count, the box stands beside
 * their last line. Words that nobody can see (invisible, clipped, covered, white on white) are not there.
 */
export const keywordAnchor = z.strictObject({
  kind: z.literal('keyword'),
  keyword: label(64),
  occurrence: z.union([z.number().int().min(1).max(999), z.literal(-1)]).default(1),
  pages: pageRange.optional(),
  place: z.enum(['right', 'below', 'above', 'over']).default('right'),
  dx: coordinate.default(4),
  dy: coordinate.default(0),
  width: extent.default(150),
  height: extent.default(44),
});

/** The box itself. */
export const rectAnchor = z.strictObject({
  kind: z.literal('rect'),
  page,
  x: coordinate,
  y: coordinate,
  width: extent,
  height: extent,
});

/** An empty signature field that the form already has. */
export const fieldAnchor = z.strictObject({ kind: z.literal('field'), name: label(127) });

/** Where in the form a signer's ink will stand. */
export const anchor = z.discriminatedUnion('kind', [keywordAnchor, rectAnchor, fieldAnchor]);
export type Anchor = z.infer<typeof anchor>;
/** As a HIS may write it: defaults left out. */
export type AnchorInput = z.input<typeof anchor>;
