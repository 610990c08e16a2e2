import { attemptAsync, Refusal, type Result } from '../../base';
import { mustPlace } from '../document/page-geometry';
import type { PdfDocument } from '../document/pdf-document';
import type { Box, Place, TextAnchor, TextMatch } from '../types';
import { findOnPage } from './find-text';

const beside = (words: Box, anchor: TextAnchor): Box => {
  const { width, height } = anchor;
  const middle = words.y + (words.height - height) / 2;
  const corner = {
    right: { x: words.x + words.width, y: middle },
    below: { x: words.x, y: words.y + words.height },
    above: { x: words.x, y: words.y - height },
    over: { x: words.x, y: middle },
  }[anchor.place ?? 'right'];
  return { x: corner.x + (anchor.offsetX ?? 0), y: corner.y + (anchor.offsetY ?? 0), width, height };
};

/** The wanted occurrence: from 1 at the front, from -1 at the back; reading stops as soon as it is known. */
const chooseMatch = async (doc: PdfDocument, anchor: TextAnchor): Promise<TextMatch | undefined> => {
  const occurrence = anchor.occurrence ?? 1;
  if (!Number.isInteger(occurrence) || occurrence === 0) return undefined;
  const from = Math.max(0, anchor.pages?.from ?? 0);
  const to = Math.min(doc.pageCount - 1, anchor.pages?.to ?? doc.pageCount - 1);
  let left = Math.abs(occurrence);
  for (let step = 0; step <= to - from; step++) {
    const matches = await findOnPage(doc, occurrence > 0 ? from + step : to - step, anchor.text);
    const match = occurrence > 0 ? matches[left - 1] : matches[matches.length - left];
    if (match !== undefined) return match;
    left -= matches.length;
  }
  return undefined;
};

const resolve = async (doc: PdfDocument, anchor: TextAnchor): Promise<Place> => {
  const match = await chooseMatch(doc, anchor);
  // The words may be a patient's name: they do not go into an error.
  if (match === undefined) throw new Refusal('PDF_ANCHOR_NOT_FOUND', `occurrence ${anchor.occurrence ?? 1}`);
  const page = await doc.mustPage(match.page);
  return { page: match.page, rect: mustPlace(page, beside(match.box, anchor)) };
};

/**
 * The rectangle, in default user space, that an anchor of printed words means. There is no default place: words not
 * found are PDF_ANCHOR_NOT_FOUND, a box that leaves the page is PDF_PLACE_OUTSIDE_PAGE.
 */
export const resolveAnchor = (doc: PdfDocument, anchor: TextAnchor): Promise<Result<Place>> =>
  attemptAsync(() => resolve(doc, anchor));
