/** Advance widths of Helvetica for codes 32 to 126 (Adobe Font Metrics), for standard fonts without /Widths. */
const HELVETICA = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
];

/** Courier is 600 wide throughout; other standard fonts are near enough to Helvetica for placing a box. */
export const standardWidth = (baseFont: string, code: number): number =>
  baseFont.includes('Courier') ? 600 : (HELVETICA[code - 32] ?? 556);
