import type { CaptureDevice, PenSample, RawReport } from '../../core/ink';
import { POINTER } from '../device';

/** A pointer event inside the signing area, CSS pixels from its top left. */
export interface PointerSample {
  readonly x: number;
  readonly y: number;
  /** 0..1 */
  readonly pressure: number;
  readonly down: boolean;
  readonly pointerType: 'mouse' | 'pen' | 'touch';
  /** Microseconds of the window's clock. */
  readonly timeUs: number;
}

/** CSS pixels are 1/96 inch by definition (CSS Values 4, 6.2); tenths of a pixel are kept. */
const UNITS_PER_PIXEL = 10;
const UM_PER_PIXEL = 25_400 / 96;
const TYPES = ['mouse', 'pen', 'touch'] as const;
const REPORT_ID = 0x01;

/** The signing area of the screen as a device of evidence grade C. */
export const pointerDevice = (area: { readonly width: number; readonly height: number }): CaptureDevice => ({
  definitionId: POINTER.id,
  definitionVersion: POINTER.version,
  vendor: POINTER.vendor,
  product: POINTER.product,
  transport: 'pointer',
  evidenceGrade: 'C',
  xMax: Math.round(area.width * UNITS_PER_PIXEL),
  yMax: Math.round(area.height * UNITS_PER_PIXEL),
  pressureMax: POINTER.pressureMax,
  widthUm: Math.round(area.width * UM_PER_PIXEL),
  heightUm: Math.round(area.height * UM_PER_PIXEL),
  deviceTickUs: 1,
  hasScreen: true,
});

/**
 * One pointer event as sample and as report. The report has 16 bytes, big-endian: id 1, flags (bit 0 down, bits 2..1 mouse,
 * pen, touch), x, y and pressure as 16 bit device units, time as 64 bit microseconds. Positions outside the area are
 * moved to its edge.
 */
export function pointerReport(
  event: PointerSample,
  device: CaptureDevice,
  hostTimeUs: number,
): { readonly report: RawReport; readonly sample: PenSample } {
  const clamp = (value: number, max: number): number => Math.min(max, Math.max(0, Math.round(value)));
  const xRaw = clamp(event.x * UNITS_PER_PIXEL, device.xMax);
  const yRaw = clamp(event.y * UNITS_PER_PIXEL, device.yMax);
  const pressureRaw = event.down ? clamp(event.pressure * device.pressureMax, device.pressureMax) : 0;
  const deviceTime = Math.max(0, Math.round(event.timeUs));
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  bytes[0] = REPORT_ID;
  bytes[1] = (event.down ? 1 : 0) | (TYPES.indexOf(event.pointerType) << 1);
  view.setUint16(2, xRaw);
  view.setUint16(4, yRaw);
  view.setUint16(6, pressureRaw);
  view.setBigUint64(8, BigInt(deviceTime));
  return {
    report: { hostTimeUs, bytes },
    sample: { xRaw, yRaw, pressureRaw, tipSwitch: event.down, inRange: true, hostTimeUs, deviceTime },
  };
}
