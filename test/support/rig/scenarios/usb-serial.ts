import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PenSample } from '../../../../src/core/ink';
import { DEFINITIONS, type PenTabletDefinition } from '../../../../src/drivers/device';
import { penReaderOf } from '../../../../src/drivers/pen-tablet';
import { createDeviceHost } from '../../../../src/main/device-host';
import { HostProbe } from '../../host-probe';
import { Ef01Emulator } from '../../virtual-pad/ef01-emulator';
import { readPgm } from '../../virtual-pad/grey-image';
import { type PenTrace, readPenTrace } from '../../virtual-pad/pen-trace';
import { TopazEmulator } from '../../virtual-pad/serial-tablets';
import { StuEmulator } from '../../virtual-pad/stu-emulator';
import { STU_MODELS } from '../../virtual-pad/stu-models';
import { UsbSerialLine } from '../../virtual-pad/usb-serial-line';
import type { Scenario } from '../guest';
import { UsbipDevice } from '../usbip';

const MID_STROKE = 120;
const PRESSES = 4;

async function plugAs(node: string, line: UsbSerialLine): Promise<UsbipDevice> {
  line.drop();
  const device = await UsbipDevice.plug(line.model);
  while (!existsSync(node)) await sleep(20);
  return device;
}

const placesOf = (samples: readonly PenSample[]): string =>
  samples.map(({ xRaw, yRaw, pressureRaw, tipSwitch }) => [xRaw, yRaw, pressureRaw, tipSwitch]).join();
const samplesOf = (probe: HostProbe, from = 0): PenSample[] =>
  probe.events.slice(from).flatMap((event) => (event.type === 'report' && event.sample ? [event.sample] : []));

function readOf(trace: PenTrace): PenSample[] {
  const reader = penReaderOf(DEFINITIONS.find(({ id }) => id === trace.header.definition) as PenTabletDefinition);
  return trace.reports.flatMap(({ bytes, timeUs }) => reader.read(bytes, timeUs) ?? []);
}

/** A signing pad and a fingerprint module, each behind a CDC-ACM port; the pad is pulled in a stroke and comes back. */
async function acm(): Promise<unknown> {
  const padLine = new UsbSerialLine('acm', 'RIG-STU');
  const fingerLine = new UsbSerialLine('acm', 'RIG-EF01');
  const pad = new StuEmulator(padLine, STU_MODELS['wacom-stu-540']);
  const finger = new Ef01Emulator(fingerLine);
  const trace = readPenTrace('fixtures/pen-traces/wacom/stu-540/cross.ndjson');
  const print = readPgm('fixtures/fingers/good.pgm');
  const serialPorts = [
    { path: '/dev/ttyACM0', definition: 'wacom-stu-540' },
    { path: '/dev/ttyACM1', definition: 'ef01-zfm-20' },
  ];
  const host = createDeviceHost({ serialPorts }, { retryMs: 100 });
  const probe = new HostProbe(host);
  const first = await plugAs('/dev/ttyACM0', padLine);
  const other = await plugAs('/dev/ttyACM1', fingerLine);
  await Promise.all([probe.padIs('ready'), probe.fingerPadIs('ready')]);
  host.send({ type: 'start-ink' });
  const sent = await pad.play(trace, { speed: 0 });
  await probe.until(() => samplesOf(probe).length >= sent);
  const whole = samplesOf(probe);
  // a slow emulation may keep a packet back for too long: then the person presses again, as at the bed
  for (let pressed = 0; pressed < PRESSES && probe.of('finger-image').length === 0; pressed++) {
    const asked = probe.events.length;
    host.send({ type: 'start-finger' });
    void finger.press(print);
    await probe.until(({ type }) => type === 'finger-image' || type === 'finger-failed', asked);
    finger.lift();
  }
  await pad.play(trace, { speed: 0, reports: MID_STROKE });
  const from = probe.events.length;
  first.unplug();
  await probe.padIs('lost', from);
  pad.reset();
  const second = await plugAs('/dev/ttyACM0', padLine);
  await probe.padIs('ready', from);
  host.send({ type: 'start-ink' });
  const again = probe.events.length;
  await pad.play(trace, { speed: 0, reports: MID_STROKE });
  await probe.until(() => samplesOf(probe, again).length >= MID_STROKE);
  await host.close();
  second.unplug();
  other.unplug();
  const image = probe.of('finger-image')[0]?.image;
  const numbers = whole.flatMap(({ sequence }) => sequence ?? []);
  return {
    states: probe.states('pad'),
    set: padLine.set,
    sent,
    whole: whole.length,
    isAsWritten: placesOf(whole) === placesOf(readOf(trace)),
    isGapless:
      numbers.length === sent && numbers.every((number, at) => at === 0 || number === (numbers[at - 1] ?? 0) + 1),
    afterReplug: samplesOf(probe, again).length,
    image: image && [image.width, image.height],
    // four bits of each pixel travel
    different: image?.pixels.filter((grey, at) => grey >> 4 !== (print.pixels[at] as number) >> 4).length,
  };
}

/** A pad that says nothing but its pen, behind an FTDI chip; only its node tells that it was pulled. */
async function ftdi(): Promise<unknown> {
  const line = new UsbSerialLine('ftdi', 'RIG-TOPAZ');
  const pad = new TopazEmulator(line, 9600);
  const trace = readPenTrace('fixtures/pen-traces/topaz/signature-gem-1x5/cross.ndjson');
  const serialPorts = [{ path: '/dev/ttyUSB0', definition: 'topaz-signature-gem-1x5' }];
  const host = createDeviceHost({ serialPorts }, { retryMs: 100 });
  const probe = new HostProbe(host);
  const first = await plugAs('/dev/ttyUSB0', line);
  await probe.padIs('ready');
  host.send({ type: 'start-ink' });
  const expected = readOf(trace);
  await pad.play(trace);
  await probe.until(() => samplesOf(probe).length >= expected.length);
  const whole = samplesOf(probe);
  await pad.play(trace, { to: MID_STROKE });
  const from = probe.events.length;
  first.unplug();
  await probe.padIs('lost', from);
  const second = await plugAs('/dev/ttyUSB0', line);
  await probe.padIs('ready', from);
  await host.close();
  second.unplug();
  return {
    states: probe.states('pad'),
    set: line.set,
    samples: whole.length,
    isAsWritten: placesOf(whole) === placesOf(expected),
  };
}

export const usbSerialScenarios: Readonly<Record<string, Scenario>> = { 'serial-acm': acm, 'serial-ftdi': ftdi };
