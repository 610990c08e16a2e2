import { err, ok, type Result } from '../../../core/base';

/** One field of an input report, with everything that its items said (HID 1.11, 6.2.2). */
export interface HidField {
  /** 0 where the device does not use report ids. */
  readonly reportId: number;
  /** From the first bit after the id byte, or of the report where there is none. */
  readonly bitOffset: number;
  readonly bitSize: number;
  /** Usage page in the high half, usage in the low. */
  readonly usage: number;
  /** Usages of the collections around it, the outermost first. */
  readonly collections: readonly number[];
  readonly logicalMin: number;
  readonly logicalMax: number;
  readonly physicalMin: number;
  readonly physicalMax: number;
  readonly unit: number;
  readonly unitExponent: number;
}

export interface HidInputs {
  readonly fields: readonly HidField[];
  readonly usesReportIds: boolean;
}

/** Linux takes descriptors up to 4096 bytes (HID_MAX_DESCRIPTOR_SIZE) and reports up to 16 KiB. */
const MAX_DESCRIPTOR = 4096;
const MAX_FIELDS = 4096;
const MAX_DEPTH = 32;
const MAX_BITS = 16_384 * 8;
const MAX_USAGES = 4096;

interface Globals {
  page: number;
  logicalMin: number;
  logicalMax: number;
  physicalMin: number;
  physicalMax: number;
  unit: number;
  unitExponent: number;
  size: number;
  count: number;
  reportId: number;
}

interface Locals {
  usages: number[];
  usageMin: number | undefined;
  usageMax: number | undefined;
}

const NO_LOCALS = (): Locals => ({ usages: [], usageMin: undefined, usageMax: undefined });
/** Item tags with the size bits masked out (HID 1.11, 6.2.2.4, 6.2.2.7, 6.2.2.8). */
const INPUT = 0x80;
const COLLECTION = 0xa0;
const END_COLLECTION = 0xc0;
const PUSH = 0xa4;
const POP = 0xb4;
const LONG_ITEM = 0xfe;
const CONSTANT = 0x01;
const VARIABLE = 0x02;

/** Walks the short items of a report descriptor and answers the data fields of its input reports. DEVICE_GARBLED. */
export function inputFields(descriptor: Uint8Array): Result<HidInputs> {
  if (descriptor.length > MAX_DESCRIPTOR) return err('DEVICE_GARBLED', 'report descriptor too long');
  const walk = new Walk();
  let at = 0;
  while (at < descriptor.length) {
    const prefix = descriptor[at] as number;
    const length = prefix === LONG_ITEM ? 2 + (descriptor[at + 1] ?? 0) : ([0, 1, 2, 4][prefix & 3] as number);
    if (at + 1 + length > descriptor.length) return err('DEVICE_GARBLED', `report descriptor ends in an item at ${at}`);
    const data = descriptor.subarray(at + 1, at + 1 + length);
    if (prefix !== LONG_ITEM && !walk.item(prefix & 0xfc, data))
      return err('DEVICE_GARBLED', `report descriptor item at ${at}`);
    at += 1 + length;
  }
  return ok({ fields: walk.fields, usesReportIds: walk.usesReportIds });
}

const unsigned = (data: Uint8Array): number => data.reduceRight((value, byte) => value * 256 + byte, 0);
function signed(data: Uint8Array): number {
  const value = unsigned(data);
  const half = 2 ** (data.length * 8 - 1);
  return data.length > 0 && value >= half ? value - 2 * half : value;
}

class Walk {
  readonly fields: HidField[] = [];
  usesReportIds = false;
  private globals: Globals = {
    page: 0,
    logicalMin: 0,
    logicalMax: 0,
    physicalMin: 0,
    physicalMax: 0,
    unit: 0,
    unitExponent: 0,
    size: 0,
    count: 0,
    reportId: 0,
  };
  private readonly stack: Globals[] = [];
  private readonly collections: number[] = [];
  private readonly bits = new Map<number, number>();
  private locals = NO_LOCALS();

  /** False for an item that makes no sense or breaks a bound. */
  item(tag: number, data: Uint8Array): boolean {
    if ((tag & 0x0c) === 0x08) return this.local(tag, data);
    if ((tag & 0x0c) === 0x04) return this.global(tag, data);
    const done = (tag & 0x0c) !== 0 || this.main(tag, data);
    this.locals = NO_LOCALS();
    return done;
  }

  private local(tag: number, data: Uint8Array): boolean {
    // a usage of four bytes names its page itself; the page of shorter ones is known when the main item comes
    const usage = data.length === 4 ? unsigned(data) : unsigned(data) - 0x1_0000_0000;
    if (tag === 0x08) this.locals.usages.push(usage);
    if (tag === 0x18) this.locals.usageMin = usage;
    if (tag === 0x28) this.locals.usageMax = usage;
    const { usageMin, usageMax } = this.locals;
    if (usageMin === undefined || usageMax === undefined) return this.locals.usages.length <= MAX_USAGES;
    if (usageMax < usageMin || usageMax - usageMin >= MAX_USAGES) return false;
    for (let next = usageMin; next <= usageMax; next++) this.locals.usages.push(next);
    this.locals.usageMin = undefined;
    this.locals.usageMax = undefined;
    return this.locals.usages.length <= MAX_USAGES;
  }

  private global(tag: number, data: Uint8Array): boolean {
    const { globals } = this;
    if (tag === PUSH) {
      this.stack.push({ ...globals });
      return this.stack.length <= MAX_DEPTH;
    }
    if (tag === POP) {
      const before = this.stack.pop();
      if (before !== undefined) this.globals = before;
      return before !== undefined;
    }
    const name = GLOBALS[tag];
    if (name === undefined) return true;
    globals[name] = SIGNED.has(name) ? signed(data) : unsigned(data);
    if (name === 'unitExponent')
      globals[name] = (unsigned(data) & 0x0f) > 7 ? (unsigned(data) & 0x0f) - 16 : unsigned(data) & 0x0f;
    // HID 1.11, 6.2.2.7: extents are signed; writers of 0xFFFF for 65535 mean the unsigned value where it would be below the minimum
    if (name === 'logicalMax' && globals.logicalMax < globals.logicalMin) globals.logicalMax = unsigned(data);
    if (name === 'physicalMax' && globals.physicalMax < globals.physicalMin) globals.physicalMax = unsigned(data);
    if (name === 'reportId') this.usesReportIds = true;
    return name !== 'reportId' || (globals.reportId > 0 && globals.reportId <= 0xff);
  }

  private main(tag: number, data: Uint8Array): boolean {
    if (tag === COLLECTION) {
      this.collections.push(this.usage(0));
      return this.collections.length <= MAX_DEPTH;
    }
    if (tag === END_COLLECTION) return this.collections.pop() !== undefined;
    if (tag !== INPUT) return true;
    return this.input(unsigned(data));
  }

  private input(flags: number): boolean {
    const { size, count, reportId } = this.globals;
    const start = this.bits.get(reportId) ?? 0;
    const end = start + size * count;
    if (size > MAX_BITS || end > MAX_BITS) return false;
    this.bits.set(reportId, end);
    // padding moves on without a field; an array carries usages as values, which no pen field does
    if ((flags & CONSTANT) !== 0 || (flags & VARIABLE) === 0 || size === 0) return true;
    if (this.isVendors) return true;
    if (this.fields.length + count > MAX_FIELDS) return false;
    for (let index = 0; index < count; index++) this.fields.push(this.field(index, start + index * size));
    return true;
  }

  /** Bytes of a maker's own, thousands of them in N-trig screens: no pen field is there (HID Usage Tables 1.5, 3: FF00 to FFFF). */
  private get isVendors(): boolean {
    return this.globals.page >= 0xff00 && this.locals.usages.every((usage) => usage < 0);
  }

  private field(index: number, bitOffset: number): HidField {
    const { size, reportId, logicalMin, logicalMax, physicalMin, physicalMax, unit, unitExponent } = this.globals;
    return {
      reportId,
      bitOffset,
      bitSize: size,
      usage: this.usage(index),
      collections: [...this.collections],
      logicalMin,
      logicalMax,
      physicalMin,
      physicalMax,
      unit,
      unitExponent,
    };
  }

  /** The usage of a control; the last one goes for all that follow (HID 1.11, 6.2.2.8). */
  private usage(index: number): number {
    const { usages } = this.locals;
    const usage = usages[Math.min(index, usages.length - 1)];
    if (usage === undefined) return 0;
    return usage >= 0 ? usage : this.globals.page * 0x1_0000 + (usage + 0x1_0000_0000);
  }
}

const GLOBALS: Readonly<Record<number, keyof Globals>> = {
  4: 'page',
  20: 'logicalMin',
  36: 'logicalMax',
  52: 'physicalMin',
  68: 'physicalMax',
  84: 'unitExponent',
  100: 'unit',
  116: 'size',
  132: 'reportId',
  148: 'count',
};
const SIGNED: ReadonlySet<keyof Globals> = new Set(['logicalMin', 'logicalMax', 'physicalMin', 'physicalMax']);
