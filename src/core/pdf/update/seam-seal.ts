import { latin1, Refusal } from '../../base';
import { drawAppearance, uprightMatrix } from '../appearance/draw-appearance';
import { mustPlace } from '../document/page-geometry';
import type { PdfDocument } from '../document/pdf-document';
import { writeNumbers, writeRef, writeStream, writeText } from '../syntax/write';
import type { Deflate, NewSeamSeal, ObjectRef, PdfPage } from '../types';
import type { RevisionBuilder } from './revision-builder';

/** A seal of 42 mm over 20 pages leaves 2 mm on each: less can hardly be told from a printing fault. */
const PAGES_PER_SEAL = 20;
/** Print | ReadOnly | Locked | LockedContents (ISO 32000-1 table 165). */
const STAMP_FLAGS = 4 | 64 | 128 | 512;

/** One page's part: the share of the seal from `from` to `to`, left to right. */
interface Strip {
  readonly page: number;
  readonly from: number;
  readonly to: number;
}

/** As few groups of consecutive pages as possible, of nearly the same length; the first page of each bears the left edge. */
export const stripsOf = (first: number, last: number): Strip[] => {
  const pages = last - first + 1;
  const groups = Math.ceil(pages / PAGES_PER_SEAL);
  const strips: Strip[] = [];
  for (let group = 0; group < groups; group++) {
    const start = Math.round((group * pages) / groups);
    const count = Math.round(((group + 1) * pages) / groups) - start;
    for (let i = 0; i < count; i++) strips.push({ page: first + start + i, from: i / count, to: (i + 1) / count });
  }
  return strips;
};

/** The strip as an annotation at the right edge of the page as displayed, cut out of the one whole seal. */
const stampOf = (
  revision: RevisionBuilder,
  page: PdfPage,
  strip: Strip,
  seal: NewSeamSeal,
  whole: ObjectRef,
): string => {
  const { drawing } = seal;
  const width = drawing.width * (strip.to - strip.from);
  const box = {
    x: page.width - width,
    y: page.height * seal.height - drawing.height / 2,
    width,
    height: drawing.height,
  };
  const place = { width, height: drawing.height, rotate: page.rotate };
  const appearance = revision.add(
    writeStream(
      `/Type/XObject/Subtype/Form/BBox[0 0 ${writeNumbers([width, drawing.height])}]/Matrix${uprightMatrix(place)}` +
        `/Resources<</XObject<</S ${writeRef(whole)}>>>>`,
      latin1(`q 1 0 0 1 ${writeNumbers([-drawing.width * strip.from])} 0 cm /S Do Q\n`),
    ),
  );
  return (
    `<</Type/Annot/Subtype/Stamp/F ${STAMP_FLAGS}/Rect[${writeNumbers(mustPlace(page, box))}]/P ${writeRef(page.ref)}` +
    `/Contents${writeText('骑缝章')}/AP<</N ${writeRef(appearance)}>>>>`
  );
};

/**
 * Lays a seam seal: stamp annotations by page index. Before the first signature only, because nobody may change the
 * pages afterwards (ISO 32000-1 table 254, P=2). PDF_SEAM_ONE_PAGE, PDF_PAGE_NOT_FOUND, PDF_PLACE_OUTSIDE_PAGE,
 * PDF_CERTIFIED_NO_CHANGES.
 */
export const addSeamSeal = async (
  doc: PdfDocument,
  revision: RevisionBuilder,
  seal: NewSeamSeal,
  deflate: Deflate | undefined,
): Promise<Map<number, ObjectRef>> => {
  const { drawing, pages } = seal;
  if ((await doc.mustSignatureFields()).some((field) => field.signed))
    throw new Refusal('PDF_CERTIFIED_NO_CHANGES', 'seam seal after a signature');
  if (pages.from < 0 || pages.to >= doc.pageCount) throw new Refusal('PDF_PAGE_NOT_FOUND', `page ${pages.to}`);
  if (pages.to <= pages.from) throw new Refusal('PDF_SEAM_ONE_PAGE');
  const { width, height } = drawing;
  const whole = drawAppearance(revision, drawing, { width, height, rotate: 0 }, [], deflate);
  const stamps = new Map<number, ObjectRef>();
  for (const strip of stripsOf(pages.from, pages.to)) {
    const page = await doc.mustPage(strip.page);
    stamps.set(strip.page, revision.add(stampOf(revision, page, strip, seal, whole)));
  }
  return stamps;
};
