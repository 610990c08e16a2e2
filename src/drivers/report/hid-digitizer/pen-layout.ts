import { err, ok, type Result } from '../../../core/base';
import type { PenCounters } from '../pen-report';
import { type HidField, inputFields } from './items';

/** Usages of a pen: Generic Desktop (page 1) and Digitizers (page 0x0D), HID Usage Tables 1.5, 4 and 16. */
const USAGES = {
  x: 0x1_0030,
  y: 0x1_0031,
  tipSwitch: 0xd_0042,
  inRange: 0xd_0032,
  tipPressure: 0xd_0030,
  barrelSwitch: 0xd_0044,
  invert: 0xd_003c,
  eraser: 0xd_0045,
  xTilt: 0xd_003d,
  yTilt: 0xd_003e,
  scanTime: 0xd_0056,
} as const;
/** Applications: digitizer (a tablet of its own) and pen (of a screen). */
const PENS: readonly number[] = [0xd_0001, 0xd_0002];

export type PenFieldName = keyof typeof USAGES;
export type PenFields = Readonly<Partial<Record<PenFieldName, HidField>>> & {
  readonly x: HidField;
  readonly y: HidField;
  readonly tipSwitch: HidField;
};

/** How the pen of a HID digitizer reports, as its descriptor says. */
export interface PenLayout {
  readonly reportId: number;
  readonly usesReportIds: boolean;
  readonly fields: PenFields;
  readonly xMax: number;
  readonly yMax: number;
  readonly pressureMax: number;
  /** Along x; absent where the descriptor gives no length. */
  readonly unitsPerInch?: number;
  readonly counters?: PenCounters;
}

/** The first report of a pen application that has place and tip. DEVICE_GARBLED, DEVICE_WRONG when there is no pen. */
export function penLayout(descriptor: Uint8Array): Result<PenLayout> {
  const inputs = inputFields(descriptor);
  if (!inputs.ok) return inputs;
  const ofPen = inputs.value.fields.filter(({ collections }) => PENS.includes(collections[0] as number));
  for (const reportId of new Set(ofPen.map((field) => field.reportId))) {
    const fields = named(ofPen.filter((field) => field.reportId === reportId));
    if (fields !== undefined) return ok(describe(reportId, inputs.value.usesReportIds, fields));
  }
  return err('DEVICE_WRONG', 'no pen in the report descriptor');
}

function named(fields: readonly HidField[]): PenFields | undefined {
  const found: Partial<Record<PenFieldName, HidField>> = {};
  for (const [name, usage] of Object.entries(USAGES) as [PenFieldName, number][]) {
    const field = fields.find((candidate) => candidate.usage === usage && candidate.bitSize <= 32);
    if (field !== undefined) found[name] = field;
  }
  const { x, y, tipSwitch } = found;
  if (x === undefined || y === undefined || tipSwitch === undefined) return undefined;
  return span(x) > 0 && span(y) > 0 ? { ...found, x, y, tipSwitch } : undefined;
}

const span = ({ logicalMin, logicalMax }: HidField): number => logicalMax - logicalMin;

function describe(reportId: number, usesReportIds: boolean, fields: PenFields): PenLayout {
  const unitsPerInch = resolution(fields.x);
  return {
    reportId,
    usesReportIds,
    fields,
    xMax: span(fields.x),
    yMax: span(fields.y),
    pressureMax: fields.tipPressure === undefined ? 0 : Math.max(0, span(fields.tipPressure)),
    ...(unitsPerInch === undefined ? {} : { unitsPerInch }),
    ...(fields.scanTime === undefined ? {} : { counters: clock(fields.scanTime) }),
  };
}

const CENTIMETRES = 0x11;
const INCHES = 0x13;

/** Logical units an inch (HID 1.11, 6.2.2.7: resolution); a physical range of 0 to 0 means that of the logical values. */
function resolution(field: HidField): number | undefined {
  const isPlain = field.physicalMin === 0 && field.physicalMax === 0;
  const length = (isPlain ? span(field) : field.physicalMax - field.physicalMin) * 10 ** field.unitExponent;
  if (!(length > 0)) return undefined;
  if (field.unit === INCHES) return span(field) / length;
  return field.unit === CENTIMETRES ? (span(field) / length) * 2.54 : undefined;
}

/** Scan time counts in 100 us (Microsoft, required HID top-level collections); its unit item is often left out. */
const SCAN_TIME_US = 100;
const clock = ({ logicalMax, bitSize }: HidField): PenCounters => ({
  timeModulus: logicalMax > 0 ? logicalMax + 1 : 2 ** bitSize,
  tickUs: SCAN_TIME_US,
});
