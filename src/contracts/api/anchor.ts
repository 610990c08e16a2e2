import { z } from 'zod';
import { label } from './scalars';

/** PDF points (1/72 inch) on the page as displayed (after /Rotate), origin top left, y downwards. */
const coordinate = z.number().min(-14_400).max(14_400);
const extent = z.number().min(8).max(14_400);
/** Pages count from 1, as people say them. */
const page = z.number().int().min(1).max(5000);

/**
 * The box stands beside a printed word: at `right` of it (vertically centred), `below`, `above` or `over` it, then moved
 * by (dx, dy).
 * `occurrence` counts matches from 1 in reading order of the pages (of `page` alone when given); -1 is the last one.
 */
export const keywordAnchor = z.strictObject({
  kind: z.literal('keyword'),
  keyword: label(64),
  occurrence: z.union([z.number().int().min(1).max(999), z.literal(-1)]).default(1),
  page: page.optional(),
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
