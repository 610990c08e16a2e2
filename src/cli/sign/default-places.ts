import type { Anchor } from '../../contracts/api';
import { err, type RandomAccess, type Result } from '../../core/base';
import { findText, openPdf, type PdfDocument, type PdfPorts } from '../../core/pdf';

/** Words beside which our forms are signed, in the order of the signers. */
const KEYWORDS = ['患者签名', '患者授权亲属签名', '医师签名'];
/** The box beside a word, points; the defaults of the API's keyword anchor, a little wider. */
const BESIDE = { place: 'right', dx: 6, dy: -15, width: 160, height: 44 } as const;

/** Boxes in rows at the foot of the last page, points. */
const FOOT = { margin: 36, gap: 8, width: 150, height: 44 };
/** Smaller, and the caption is hard to read; fewer boxes stand in a row where that helps. */
const COMFORTABLE = { width: 90, height: 30 };
/** What an anchor of the API can name: pages, points from the top left of very large ones. */
const API = { pages: 5000, coordinate: 14_400 };
/** Smaller, and there is nothing to be seen. */
const SMALLEST = 8;

async function footBox(doc: PdfDocument, index: number, count: number): Promise<Result<Anchor>> {
  const last = Math.min(doc.pageCount, API.pages) - 1;
  const page = await doc.page(last);
  if (!page.ok) return page;
  const margin = Math.min(FOOT.margin, page.value.width * 0.06, page.value.height * 0.06);
  const inRows = (perRow: number) => {
    const rows = Math.ceil(count / perRow);
    const width = Math.min(FOOT.width, (page.value.width - 2 * margin) / perRow - FOOT.gap);
    const height = Math.min(FOOT.height, (page.value.height - 2 * margin) / rows - FOOT.gap);
    return { perRow, rows, width, height, ease: Math.min(1, width / COMFORTABLE.width, height / COMFORTABLE.height) };
  };
  const layouts = [3, 2, 1].filter((perRow) => perRow <= count).map(inRows);
  const { perRow, rows, width, height } = layouts.reduce((best, other) => (other.ease > best.ease ? other : best));
  if (width < SMALLEST || height < SMALLEST)
    return err('SEAL_BOX_TOO_SMALL', `page of ${page.value.width} x ${page.value.height} points`);
  const row = Math.floor(index / perRow);
  const x = margin + (index % perRow) * (width + FOOT.gap);
  const foot = Math.min(page.value.height, API.coordinate) - margin;
  const y = foot - (rows - row) * (height + FOOT.gap) + FOOT.gap;
  return { ok: true, value: { kind: 'rect', page: last + 1, x, y, width, height } };
}

/**
 * Where `count` people sign in a form that says nothing about it: in its empty signature fields first, then beside the
 * words 患者签名, 患者授权亲属签名, 医师签名 (the n-th signer beside the n-th word), else in a row of boxes at the foot
 * of the last page, three a row, the first signer at the left of the topmost row. PDF_* for a form that cannot be read.
 */
export async function defaultPlaces(source: RandomAccess, count: number, ports: PdfPorts): Promise<Result<Anchor[]>> {
  const doc = await openPdf(source, ports);
  if (!doc.ok) return doc;
  const fields = await doc.value.signatureFields();
  if (!fields.ok) return fields;
  const empty = fields.value.filter(
    (field) => !field.signed && field.page !== undefined && isRoomy(field.box) && isNameable(field.name),
  );
  const anchors: Anchor[] = empty.slice(0, count).map(({ name }) => ({ kind: 'field', name }));
  for (let index = anchors.length; index < count; index++) {
    const keyword = KEYWORDS[index];
    const found = keyword === undefined ? undefined : await findText(doc.value, 'all', keyword);
    if (keyword !== undefined && found?.ok === true && found.value.length > 0) {
      anchors.push({ kind: 'keyword', keyword, occurrence: 1, ...BESIDE });
      continue;
    }
    const box = await footBox(doc.value, index, count);
    if (!box.ok) return box;
    anchors.push(box.value);
  }
  return { ok: true, value: anchors };
}

const isRoomy = (box: { width: number; height: number } | undefined): boolean =>
  box !== undefined && box.width >= 40 && box.height >= 16;

/** Names that an anchor of the API can hold, on pages that it can name. */
const isNameable = (name: string): boolean => name.length <= 127 && name.trim() === name && !/^$|\p{C}/u.test(name);
