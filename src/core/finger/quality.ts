import type { FingerImage, FingerQuality, FingerReason } from './finger-image';

const BLOCK = 16;
/** Standard deviation of grey over which a block shows ridges rather than an empty sensor. */
const RIDGE_DEVIATION = 22;
/** Of blocks: below `lifted` there is no finger, below `partial` only a tip or an edge (aims tuned on the fixtures). */
const AREA = { lifted: 0.08, partial: 0.34, full: 0.55 };
/** Mean grey of the ridge area: ridges that run together are dark, ridges that do not touch are pale. */
const GREY = { wet: 70, dry: 182 };
const COHERENCE = { smeared: 0.38, clear: 0.7 };
const GOOD = 45;

interface BlockFacts {
  readonly mean: number;
  readonly deviation: number;
  /** 0 no direction .. 1 all gradients parallel (Kass and Witkin 1987). */
  readonly coherence: number;
}

/**
 * Our own measure of a print, 0..100: covered area, contrast and how clearly ridges flow. It decides only whether to ask
 * again, never who a finger belongs to. `reason` is the most helpful thing to tell the patient.
 */
export function fingerQuality(image: FingerImage): FingerQuality {
  const blocks = blocksOf(image);
  const ridges = blocks.filter((block) => block.deviation > RIDGE_DEVIATION);
  const area = blocks.length === 0 ? 0 : ridges.length / blocks.length;
  const grey = mean(ridges.map((block) => block.mean));
  const contrast = mean(ridges.map((block) => block.deviation));
  const coherence = mean(ridges.map((block) => block.coherence));
  const reason = reasonFor({ area, grey, coherence, blocks });
  const parts =
    part(area, 0, AREA.full) * part(contrast, RIDGE_DEVIATION / 2, 60) * part(coherence, 0.1, COHERENCE.clear);
  const score = Math.round(100 * Math.cbrt(parts));
  const verdict = reason === undefined && score >= GOOD ? 'good' : 'poor';
  return { score, verdict, ...(verdict === 'poor' ? { reason: reason ?? 'too-dry' } : {}) };
}

function reasonFor(facts: {
  area: number;
  grey: number;
  coherence: number;
  blocks: readonly BlockFacts[];
}): FingerReason | undefined {
  const dark = facts.blocks.filter((block) => block.mean < GREY.wet).length / Math.max(1, facts.blocks.length);
  if (dark > 0.3) return 'too-wet';
  if (facts.area < AREA.lifted) return 'lifted';
  if (facts.grey > GREY.dry) return 'too-dry';
  if (facts.area < AREA.partial) return 'partial';
  if (facts.coherence < COHERENCE.smeared) return 'moved';
  return undefined;
}

function blocksOf(image: FingerImage): BlockFacts[] {
  const blocks: BlockFacts[] = [];
  for (let top = 0; top + BLOCK <= image.height; top += BLOCK)
    for (let left = 0; left + BLOCK <= image.width; left += BLOCK) blocks.push(blockFacts(image, left, top));
  return blocks;
}

function blockFacts({ pixels, width, height }: FingerImage, left: number, top: number): BlockFacts {
  let sum = 0;
  let squares = 0;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let y = top; y < top + BLOCK; y++) {
    for (let x = left; x < left + BLOCK; x++) {
      const at = y * width + x;
      const value = pixels[at] as number;
      sum += value;
      squares += value * value;
      const gx = (pixels[x + 1 < width ? at + 1 : at] as number) - (pixels[x > 0 ? at - 1 : at] as number);
      const gy = (pixels[y + 1 < height ? at + width : at] as number) - (pixels[y > 0 ? at - width : at] as number);
      xx += gx * gx;
      yy += gy * gy;
      xy += gx * gy;
    }
  }
  const count = BLOCK * BLOCK;
  const average = sum / count;
  return {
    mean: average,
    deviation: Math.sqrt(Math.max(0, squares / count - average * average)),
    coherence: xx + yy === 0 ? 0 : Math.hypot(xx - yy, 2 * xy) / (xx + yy),
  };
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
const part = (value: number, low: number, high: number): number =>
  Math.min(1, Math.max(0, (value - low) / (high - low)));
