import { toHex } from '../../../../src/core/base';
import { DEFINITIONS, type PenRange, type PenTabletDefinition } from '../../../../src/drivers/device';
import { penReaderOf } from '../../../../src/drivers/pen-tablet';
import { readPenTrace } from '../../virtual-pad/pen-trace';
import { Evdev, type KernelPen } from '../evdev';
import type { Scenario } from '../guest';
import { UhidDevice } from '../uhid';

interface Case {
  readonly definition: string;
  readonly trace: string;
  /** Reports of real tablets that the trace has none of: a pen that comes, is too far to be placed, its button, goes. */
  readonly first?: readonly string[];
  readonly last: readonly string[];
}

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));

const BAMBOO = { trace: 'wacom/ctl-460/mark', last: ['02 e4 80 39 0b 0c 00 00 00', '02 00 00 00 00 00 00 00 00'] };
const INTUOS = {
  trace: 'wacom/ctl-472/cross',
  last: ['02 e2 80 39 0b 0c 00 00 0a 00', '02 00 00 00 00 00 00 00 00 00'],
};
const INTUOS_V1 = {
  trace: 'wacom/dtk-2241/mark',
  first: ['02 c2 80 2e e8 00 00 21 80 00'],
  last: ['02 e0 bb 30 30 61 d0 00 00 8c', '02 80 00 00 00 00 00 00 00 00'],
};

/** Every tablet of ours that the driver `wacom` decodes by itself, and one that follows the standard. */
const CASES: readonly Case[] = [
  { definition: 'wacom-ctl-460', ...BAMBOO },
  { definition: 'wacom-cth-470', ...INTUOS },
  { definition: 'wacom-ctl-472', ...INTUOS },
  { definition: 'wacom-ptk-440', ...INTUOS_V1 },
  { definition: 'wacom-dtk-2241', ...INTUOS_V1 },
  { definition: 'wacom-dtu-1631', trace: 'wacom/dtu-1631/mark', last: ['02 00 00 00 00 00 00 00 00'] },
  {
    definition: 'wacom-dtu-1031',
    trace: 'wacom/dtu-1031/mark',
    last: ['11 b1 91 01 b9 1c 56 69 fa 36 6c', '11 00 00 55 ed 18 7e 6b 05 37 68'],
  },
  { definition: 'hid-pen', trace: 'hid/pen/mark', last: ['09 00 79 0c d4 07 00 00 e8 fd'] },
];

/**
 * A pen, as the driver wants to see one; its reports have so many bytes of the vendor's own behind the id; and a feature
 * report 2 with one byte.
 */
const vendorTablet = (ids: ReadonlySet<number>, length: number): Uint8Array =>
  Uint8Array.from([
    ...[0x05, 0x0d, 0x09, 0x02, 0xa1, 0x01, 0x06, 0x00, 0xff, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08],
    ...[...ids].flatMap((id) => [0x85, id, 0x09, 0x01, 0x95, length - 1, 0x81, 0x02]),
    ...[0x85, 0x02, 0x09, 0x02, 0x95, 0x01, 0xb1, 0x02, 0xc0],
  ]);

/** The kernel makes a pen of the application Pen (2) only, not of a Digitizer (1). */
const asPen = (descriptor: string): Uint8Array => hex(descriptor.replace(/^050d0901/, '050d0902'));

/** The same reports to the kernel's driver and to our decoder; answers where the two disagree. */
async function kernelPen(): Promise<unknown> {
  const told: Record<string, unknown> = {};
  for (const one of CASES) told[one.definition] = await compare(one);
  return told;
}

async function compare(one: Case): Promise<unknown> {
  const { range, reports, device, node, reader } = await plug(one);
  const axes = node.plainAxes();
  let kernel: KernelPen = { near: false, touch: false, x: 0, y: 0, pressure: 0 };
  const different: unknown[] = [];
  let touched = 0;
  for (const bytes of reports) {
    device.input(bytes);
    // the driver has run inside that write
    kernel = node.read().at(-1) ?? kernel;
    const sample = reader.read(bytes, 0);
    if (sample === undefined) continue;
    const decoded: KernelPen = {
      near: sample.inRange,
      touch: sample.tipSwitch,
      x: sample.xRaw,
      y: sample.yRaw,
      pressure: sample.pressureRaw,
    };
    if (decoded.touch) touched++;
    if (!alike(kernel, decoded)) different.push({ report: toHex(bytes), kernel, decoded });
  }
  node.close();
  await device.unplug();
  return {
    reports: reports.length,
    touched,
    count: different.length,
    different: different.slice(0, 5),
    kernel: axes,
    ours: range,
  };
}

async function plug(one: Case) {
  const definition = DEFINITIONS.find(({ id }) => id === one.definition) as PenTabletDefinition;
  const { header, reports } = readPenTrace(`fixtures/pen-traces/${one.trace}.ndjson`);
  const all = [...(one.first ?? []).map(hex), ...reports.map(({ bytes }) => bytes), ...one.last.map(hex)];
  const described = header.reportDescriptor === undefined ? undefined : asPen(header.reportDescriptor);
  const [link] = definition.links;
  const usb = link?.usb[0] ?? { vendorId: 0x1209, productId: 0x0001 };
  const device = await UhidDevice.plug({
    name: definition.product,
    serial: `rig-${one.definition}`,
    ...usb,
    release: 0x0107,
    reportDescriptor:
      described ?? vendorTablet(new Set(all.map(([id]) => id as number)), (all[0] as Uint8Array).length),
    setReport: () => true,
  });
  const node = await Evdev.of(`rig-${one.definition}`);
  const { maxX: xMax, maxY: yMax, maxPressure: pressureMax, unitsPerInch } = header;
  // without a range of its own the definition goes by the descriptor, and so did the trace
  const range = 'range' in definition.codec ? definition.codec.range : { xMax, yMax, pressureMax, unitsPerInch };
  return { range: range as PenRange, reports: all, device, node, reader: penReaderOf(definition, described) };
}

/** A pen that is gone has neither place nor pressure. */
const alike = (kernel: KernelPen, ours: KernelPen): boolean =>
  kernel.near === ours.near &&
  kernel.touch === ours.touch &&
  (!kernel.near || (kernel.x === ours.x && kernel.y === ours.y && kernel.pressure === ours.pressure));

export const kernelPenScenarios: Readonly<Record<string, Scenario>> = { 'kernel-pen': kernelPen };
