import { err, ok, Refusal, type Result } from '../../base';
import type { ObjectStore } from '../file/object-store';
import type { Box, PdfPage, Rect } from '../types';
import { inherited, type PageNode } from './page-tree';

/** US Letter: what readers assume for a page without a media box. */
const LETTER: Rect = [0, 0, 612, 792];
/** Half a point of rounding is forgiven when a box is checked against its page. */
const SLACK = 0.5;

export const normalRect = (numbers: readonly number[] | undefined): Rect | undefined => {
  if (numbers?.length !== 4 || !numbers.every((n) => Number.isFinite(n) && Math.abs(n) < 1e7)) return undefined;
  const [a, b, c, d] = numbers as [number, number, number, number];
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
};

const intersect = (a: Rect, b: Rect): Rect => {
  const cut: Rect = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  return cut[0] < cut[2] && cut[1] < cut[3] ? cut : b;
};

const rotation = (value: number | undefined): 0 | 90 | 180 | 270 => {
  const turned = (((value ?? 0) % 360) + 360) % 360;
  return turned === 90 || turned === 180 || turned === 270 ? turned : 0;
};

/** Reads boxes, rotation and unit of a page (ISO 32000-1 table 30). */
export const describePage = async (store: ObjectStore, node: PageNode, index: number): Promise<PdfPage> => {
  const mediaBox = normalRect(await store.numbers(inherited(node, 'MediaBox'))) ?? LETTER;
  const crop = normalRect(await store.numbers(inherited(node, 'CropBox')));
  const cropBox = crop === undefined ? mediaBox : intersect(crop, mediaBox);
  const rotate = rotation(await store.number(inherited(node, 'Rotate')));
  const unit = await store.number(node.dict.entries.get('UserUnit'));
  const userUnit = unit !== undefined && unit > 0 && unit <= 1000 ? unit : 1;
  const across = (cropBox[2] - cropBox[0]) * userUnit;
  const up = (cropBox[3] - cropBox[1]) * userUnit;
  const turned = rotate === 90 || rotate === 270;
  return {
    index,
    ref: { num: node.ref.num, gen: node.ref.gen },
    mediaBox,
    cropBox,
    rotate,
    userUnit,
    width: turned ? up : across,
    height: turned ? across : up,
  };
};

type Pair = readonly [number, number];

/** A displayed point (right, down) in default user space. */
const toUser = (page: PdfPage, x: number, y: number): Pair => {
  const [left, bottom, right, top] = page.cropBox;
  const u = x / page.userUnit;
  const v = y / page.userUnit;
  if (page.rotate === 90) return [left + v, bottom + u];
  if (page.rotate === 180) return [right - u, bottom + v];
  if (page.rotate === 270) return [right - v, top - u];
  return [left + u, top - v];
};

/** A point of default user space as displayed (right, down), points. */
export const toDisplay = (page: PdfPage, x: number, y: number): Pair => {
  const [left, bottom, right, top] = page.cropBox;
  const k = page.userUnit;
  if (page.rotate === 90) return [(y - bottom) * k, (x - left) * k];
  if (page.rotate === 180) return [(right - x) * k, (y - bottom) * k];
  if (page.rotate === 270) return [(top - y) * k, (right - x) * k];
  return [(x - left) * k, (top - y) * k];
};

/**
 * The rectangle in default user space for a box as a person sees it; PDF_PLACE_OUTSIDE_PAGE when it does not lie
 * on the visible page.
 */
export const placeBox = (page: PdfPage, box: Box): Result<Rect> => {
  const { x, y, width, height } = box;
  const sane = [x, y, width, height].every(Number.isFinite) && width > 0 && height > 0;
  const inside = x >= -SLACK && y >= -SLACK && x + width <= page.width + SLACK && y + height <= page.height + SLACK;
  if (!sane || !inside) return err('PDF_PLACE_OUTSIDE_PAGE', `page ${page.index}`);
  const [a, b] = toUser(page, x, y);
  const [c, d] = toUser(page, x + width, y + height);
  return ok([Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]);
};

/** A rectangle of default user space as displayed. */
export const boxOfRect = (page: PdfPage, rect: Rect): Box => {
  const [a, b] = toDisplay(page, rect[0], rect[1]);
  const [c, d] = toDisplay(page, rect[2], rect[3]);
  return { x: Math.min(a, c), y: Math.min(b, d), width: Math.abs(c - a), height: Math.abs(d - b) };
};

/** {@link placeBox} for code that carries refusals. */
export const mustPlace = (page: PdfPage, box: Box): Rect => {
  const placed = placeBox(page, box);
  if (!placed.ok) throw new Refusal(placed.error.code, placed.error.detail);
  return placed.value;
};
