import type { CaptureDevice, RawArea } from '../../core/ink';
import type { PenRange, PenTabletDefinition } from '../device';

const MICROMETRES_PER_INCH = 25_400;

/** What the evidence says of a pad: its definition, what it told of itself, and its range. */
export function captureDevice(
  definition: PenTabletDefinition,
  range: PenRange,
  told: Pick<CaptureDevice, 'transport'> &
    Partial<Pick<CaptureDevice, 'serial' | 'firmware' | 'deviceTickUs' | 'evidenceGrade' | 'product'>>,
): CaptureDevice {
  const um = (units: number): number => Math.round((units / range.unitsPerInch) * MICROMETRES_PER_INCH);
  return {
    definitionId: definition.id,
    definitionVersion: definition.version,
    vendor: definition.vendor,
    product: definition.product,
    evidenceGrade: definition.evidenceGrade,
    xMax: range.xMax,
    yMax: range.yMax,
    pressureMax: range.pressureMax,
    widthUm: um(range.xMax),
    heightUm: um(range.yMax),
    hasScreen: definition.hasScreen,
    ...(definition.displayName === undefined ? {} : { panel: panelOf(range, definition.displayMargin ?? 0) }),
    ...told,
  };
}

const panelOf = ({ xMax, yMax }: PenRange, margin: number): RawArea => ({
  left: margin,
  top: margin,
  right: xMax - margin,
  bottom: yMax - margin,
});
