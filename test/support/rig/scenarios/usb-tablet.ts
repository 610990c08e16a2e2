import { setTimeout as sleep } from 'node:timers/promises';
import type { PenSample } from '../../../../src/core/ink';
import { DEFINITIONS, type PenTabletDefinition } from '../../../../src/drivers/device';
import { penReaderOf } from '../../../../src/drivers/pen-tablet';
import { createDeviceHost } from '../../../../src/main/device-host';
import { HostProbe } from '../../host-probe';
import { readPenTrace } from '../../virtual-pad/pen-trace';
import { UsbTablet } from '../../virtual-pad/usb-tablet';
import { Evdev, type KernelPen } from '../evdev';
import type { Scenario } from '../guest';
import { UsbipDevice } from '../usbip';

interface Case {
  readonly name: string;
  readonly ids: readonly [number, number];
  readonly penInterface: number;
  readonly trace: string;
  readonly strings: Readonly<Record<number, Uint8Array>>;
  /** hid-uclogic has it, and changes what hidraw gives. */
  readonly isJudged: boolean;
}

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const text = (words: string): Uint8Array =>
  Uint8Array.from([2 + 2 * words.length, 3, ...Buffer.from(words, 'utf16le')]);

/** As public captures of an HS610 and an EX07 begin. */
const HS610 = hex('13 03 70 c6 00 06 7c 00 ff 1f d8 13 00 00 00 00 00 00 00');
const EX07 = hex('0c 03 c0 9e 38 63 03 00 ff 07 d8 13');
const M708_V3 = hex('0c 03 70 c6 10 77 00 00 ff 3f d8 13');

const CASES: readonly Case[] = [
  {
    name: 'huion-v2',
    ids: [0x256c, 0x006d],
    penInterface: 0,
    trace: 'huion/hs610/mark',
    strings: { 200: HS610, 201: text('HUION_T194_190307') },
    isJudged: true,
  },
  {
    name: 'huion-v1',
    ids: [0x256c, 0x006e],
    penInterface: 0,
    trace: 'ugee/ex07/mark',
    // the firmware that hid-uclogic knows to be of the older kind
    strings: { 100: EX07, 201: text('HUION_T153_160607') },
    isJudged: true,
  },
  {
    name: 'huion-own',
    ids: [0x256c, 0x006f],
    penInterface: 0,
    trace: 'huion/hs610/mark',
    strings: { 200: HS610 },
    isJudged: false,
  },
  {
    name: 'ugee-v2',
    ids: [0x28bd, 0x0924],
    penInterface: 2,
    trace: 'ugee/m708-v3/mark',
    strings: { 100: M708_V3 },
    isJudged: false,
  },
];

/**
 * Vendor page; one report in, exactly as long as the tablet sends it (the kernel drops what is shorter than was said), and report 2
 * of nine bytes out.
 */
const vendorPen = (report: Uint8Array): Uint8Array =>
  Uint8Array.from([
    ...[0x06, 0x00, 0xff, 0x09, 0x01, 0xa1, 0x01, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08],
    ...[0x85, report[0] as number, 0x09, 0x01, 0x95, report.length - 1, 0x81, 0x02],
    ...[0x85, 0x02, 0x09, 0x02, 0x95, 0x09, 0x91, 0x02, 0xc0],
  ]);
const PACE_MS = 2;
/** A part of the trace with the first touch in it. */
const PART = { from: 30, to: 110 } as const;
/** So many reports before the kernel's queue of 64 events is emptied. */
const BURST = 6;

type Pen = readonly [x: number, y: number, pressure: number, touch: boolean];
const penOf = (sample: PenSample): Pen => [sample.xRaw, sample.yRaw, sample.pressureRaw, sample.tipSwitch];
const kernelPenOf = ({ x, y, pressure, touch }: KernelPen): Pen => [x, y, pressure, touch];

/** An unchanged pen is no event of the kernel. */
const changes = (pens: readonly Pen[]): string[] =>
  pens.map((pen) => pen.join(' ')).filter((pen, index, all) => pen !== all[index - 1]);

async function usbTablets(): Promise<unknown> {
  const host = createDeviceHost({ serialPorts: [] }, { retryMs: 100 });
  const probe = new HostProbe(host);
  await probe.padIs('absent');
  host.send({ type: 'start-ink' });
  const told: Record<string, unknown> = {};
  for (const one of CASES) told[one.name] = await follow(one, probe);
  await host.close();
  return told;
}

/** Plug, write, be silent, pull: what the product read, what the trace holds, and what the kernel read. */
async function follow({ name, ids, penInterface, trace, strings, isJudged }: Case, probe: HostProbe): Promise<unknown> {
  const [vendorId, productId] = ids;
  const serial = `rig-${name}`;
  const { header, reports: all } = readPenTrace(`fixtures/pen-traces/${trace}.ndjson`);
  const reports = all.slice(PART.from, PART.to);
  const last = reports.at(-1)?.bytes as Uint8Array;
  const tablet = new UsbTablet({
    vendorId,
    productId,
    product: name,
    serial,
    penInterface,
    reportDescriptor: vendorPen(last),
    strings,
  });
  const from = probe.events.length;
  const plugged = await UsbipDevice.plug(tablet.model);
  const node = isJudged ? await Evdev.of(serial) : undefined;
  const axes = node?.plainAxes();
  const ready = await probe.padIs('ready', from);
  const kernel: KernelPen[] = [];
  for (const [index, { bytes }] of reports.entries()) {
    tablet.send(bytes);
    if (index % BURST < BURST - 1 && index < reports.length - 1) continue;
    while (tablet.pending > 0) await sleep(PACE_MS);
    kernel.push(...(node?.read() ?? []));
  }
  const samples = (): PenSample[] =>
    probe.events.slice(from).flatMap((event) => (event.type === 'report' && event.sample ? [event.sample] : []));
  // the pen leaves: by a report where the tablet has one, by silence where it has none
  if (productId === 0x0924) tablet.send(Uint8Array.of(2, 0xc0, ...last.subarray(2)));
  await probe.until((event) => event.type === 'report' && event.sample?.inRange === false, from);
  await sleep(200);
  kernel.push(...(node?.read() ?? []));
  node?.close();
  plugged.unplug();
  await probe.padIs('lost', from);
  const reader = penReaderOf(DEFINITIONS.find(({ id }) => id === header.definition) as PenTabletDefinition);
  const expected = reports.flatMap(({ bytes, timeUs }) => reader.read(bytes, timeUs) ?? []);
  const near = samples().filter(({ inRange }) => inRange);
  return {
    device: ready.type === 'pad' ? ready.device : undefined,
    asked: tablet.asked,
    written: tablet.written,
    reports: reports.length,
    read: near.length,
    isAsWritten: changes(near.map(penOf)).join() === changes(expected.map(penOf)).join(),
    ...(node && {
      axes,
      isAsKernel: changes(kernel.filter((pen) => pen.near).map(kernelPenOf)).join() === changes(near.map(penOf)).join(),
    }),
  };
}

export const usbTabletScenarios: Readonly<Record<string, Scenario>> = { 'usb-tablets': usbTablets };
