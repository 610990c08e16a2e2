import { z } from 'zod';
import { pageRange } from './anchor';
import { label } from './scalars';

/** The hospital's own seal as PNG, 24 KiB at most: colours and transparency stay; white counts as paper. */
const sealImage = z.strictObject({
  kind: z.literal('image'),
  png: z
    .string()
    .min(64)
    .max(32_768)
    .regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, 'base64'),
});

/** A round mark drawn from the name on its rim and the purpose in its middle; it is no registered seal and bears no star. */
const drawnSeal = z.strictObject({
  kind: z.literal('drawn'),
  name: label(24),
  purpose: label(8).default('骑缝章'),
});

/**
 * 骑缝章: one seal split over the right edges of the pages, laid before the first signature and covered by all. The
 * strips of the pages, put side by side in order, are the whole seal. Above 20 pages the seal is repeated: as few groups
 * of consecutive pages as possible, all of nearly the same length.
 */
export const seamSeal = z.strictObject({
  seal: z.discriminatedUnion('kind', [sealImage, drawnSeal]),
  /** All pages by default; two at least. */
  pages: pageRange.optional(),
  /** As on paper. */
  widthMm: z.number().min(20).max(60).default(42),
  /** Where its middle lies: share of each page's height from the top. */
  height: z.number().min(0).max(1).default(0.5),
});
export type SeamSeal = z.infer<typeof seamSeal>;
