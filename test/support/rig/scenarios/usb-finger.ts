import { setTimeout as sleep } from 'node:timers/promises';
import { createDeviceHost } from '../../../../src/main/device-host';
import { HostProbe } from '../../host-probe';
import { readPgm } from '../../virtual-pad/grey-image';
import { Uru4000Emulator } from '../../virtual-pad/uru4000-emulator';
import type { Scenario } from '../guest';
import { UsbipDevice } from '../usbip';

/** Enumerate, wake, read one finger, pull the cable while the next one is awaited, plug in again. */
async function usbFinger(): Promise<unknown> {
  const print = readPgm('fixtures/fingers/384x290/good.pgm');
  const host = createDeviceHost({ serialPorts: [] }, { retryMs: 100 });
  const probe = new HostProbe(host);
  await probe.fingerPadIs('absent');
  const reader = new Uru4000Emulator();
  const first = await UsbipDevice.plug(reader.model);
  await probe.fingerPadIs('ready');
  host.send({ type: 'start-finger' });
  while (!reader.log.includes('4e=10')) await sleep(10);
  reader.press(print);
  await probe.until(({ type }) => type === 'finger-image' || type === 'finger-failed');
  const read = probe.of('finger-image')[0];
  const from = probe.events.length;
  reader.lift();
  first.unplug();
  await probe.fingerPadIs('lost', from);
  const second = await UsbipDevice.plug(new Uru4000Emulator().model);
  await probe.fingerPadIs('ready', from);
  await host.close();
  second.unplug();
  const different = read?.image.pixels.slice(0, 289 * 384).filter((grey, at) => grey !== print.pixels[at]).length;
  return {
    states: probe.states('finger-pad'),
    device: read?.image.device,
    quality: read?.quality,
    different,
    log: reader.log,
  };
}

export const usbFingerScenarios: Readonly<Record<string, Scenario>> = { 'usb-finger': usbFinger };
