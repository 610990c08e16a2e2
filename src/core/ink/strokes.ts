import type { InkCapture } from './capture';
import type { PenSample } from './pen-sample';

/** Samples from pen down to pen up, all with the tip on the surface; never empty. */
export interface Stroke {
  readonly samples: readonly PenSample[];
}

/** Strokes in the order of writing. A dot is a stroke of one sample: it is ink, and never thrown away. */
export function strokesOf(capture: Pick<InkCapture, 'samples'>): Stroke[] {
  const strokes: Stroke[] = [];
  let open: PenSample[] | undefined;
  for (const sample of capture.samples) {
    if (!sample.tipSwitch) {
      open = undefined;
      continue;
    }
    if (open === undefined) {
      open = [];
      strokes.push({ samples: open });
    }
    open.push(sample);
  }
  return strokes;
}
