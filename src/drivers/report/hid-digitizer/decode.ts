import type { PenDecoder, PenReport } from '../pen-report';
import type { HidField } from './items';
import type { PenFieldName, PenLayout } from './pen-layout';

/** The value of a field; undefined where the report ends before it. */
function fieldValue(
  report: Uint8Array,
  firstBit: number,
  { bitOffset, bitSize, logicalMin }: HidField,
): number | undefined {
  const start = firstBit + bitOffset;
  if (start + bitSize > report.length * 8) return undefined;
  let value = 0;
  // least significant bit first, bytes upwards (HID 1.11, 8); up to 32 bits, so no shifts of the whole
  for (let done = 0; done < bitSize; ) {
    const at = start + done;
    const take = Math.min(8 - (at & 7), bitSize - done);
    value += (((report[at >> 3] as number) >> (at & 7)) & ((1 << take) - 1)) * 2 ** done;
    done += take;
  }
  return logicalMin < 0 && value >= 2 ** (bitSize - 1) ? value - 2 ** bitSize : value;
}

/** HID 1.11, 6.2.2.7: system English rotation, exponent 1. */
const DEGREES = 0x14;

/** A tilt by its physical range where that is in degrees; devices without a unit send degrees. */
function degrees(value: number, field: HidField | undefined): number {
  const span = field === undefined ? 0 : field.physicalMax - field.physicalMin;
  if (field === undefined || field.unit !== DEGREES || span === 0) return value;
  const scale = (span * 10 ** field.unitExponent) / (field.logicalMax - field.logicalMin);
  return (value - field.logicalMin) * scale + field.physicalMin * 10 ** field.unitExponent;
}

/** Reads the reports of a pen as its descriptor lays them out; places count from the smallest logical value. */
export function hidDigitizerDecoder(layout: PenLayout): PenDecoder {
  const { reportId, usesReportIds, fields } = layout;
  const firstBit = usesReportIds ? 8 : 0;
  return {
    decode(report): PenReport | undefined {
      if (usesReportIds && report[0] !== reportId) return undefined;
      const raw = (name: PenFieldName): number | undefined => {
        const field = fields[name];
        return field && fieldValue(report, firstBit, field);
      };
      const x = raw('x');
      const y = raw('y');
      const tip = raw('tipSwitch');
      if (x === undefined || y === undefined || tip === undefined) return undefined;
      const xTilt = raw('xTilt');
      const yTilt = raw('yTilt');
      const timeCount = raw('scanTime');
      const eraserTip = (raw('eraser') ?? 0) !== 0;
      const tipSwitch = tip !== 0 || eraserTip;
      // a device without In Range only reports while the pen is there
      const inRange = (raw('inRange') ?? 1) !== 0 || tipSwitch;
      const pen: { -readonly [K in keyof PenReport]: PenReport[K] } = {
        kind: 'pen',
        inRange,
        tipSwitch,
        tipPressure: Math.max(0, (raw('tipPressure') ?? 0) - (fields.tipPressure?.logicalMin ?? 0)),
        x: x - fields.x.logicalMin,
        y: y - fields.y.logicalMin,
        barrelSwitch: (raw('barrelSwitch') ?? 0) !== 0,
        eraser: eraserTip || (raw('invert') ?? 0) !== 0,
      };
      if (xTilt !== undefined) pen.xTilt = degrees(xTilt, fields.xTilt);
      if (yTilt !== undefined) pen.yTilt = degrees(yTilt, fields.yTilt);
      if (timeCount !== undefined) pen.timeCount = timeCount;
      return pen;
    },
  };
}
