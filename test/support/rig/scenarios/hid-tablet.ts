import { setTimeout as sleep } from 'node:timers/promises';
import type { PenSample } from '../../../../src/core/ink';
import { createDeviceHost } from '../../../../src/main/device-host';
import { HostProbe } from '../../host-probe';
import { readPenTrace } from '../../virtual-pad/pen-trace';
import type { Scenario } from '../guest';
import { UhidDevice, type UhidModel } from '../uhid';

/** Vendor page, report 2 with 9 bytes in, and a feature report 2 with one byte: as a tablet of this family shows itself. */
const VENDOR_TABLET = Buffer.from(
  '0600ff 0901 a101 8502 0901 1500 26ff00 7508 9509 8102 0902 9501 b102 c0'.replaceAll(' ', ''),
  'hex',
);

function ctl472(onFeature: (report: Uint8Array) => void): UhidModel {
  return {
    name: 'Wacom Co.,Ltd. CTL-472',
    serial: '0GR0042',
    vendorId: 0x056a,
    productId: 0x037a,
    release: 0x0107,
    reportDescriptor: VENDOR_TABLET,
    setReport(report) {
      onFeature(report);
      return true;
    },
  };
}

const TRACE = 'fixtures/pen-traces/wacom/ctl-472/cross.ndjson';

/** Enumerate, open, initialise, stream a recording, unplug in a stroke, plug in again, stream again. */
async function hidTablet(): Promise<unknown> {
  const features: string[] = [];
  const model = ctl472((report) => features.push(Buffer.from(report).toString('hex')));
  const { reports } = readPenTrace(TRACE);
  const host = createDeviceHost({ serialPorts: [] }, { retryMs: 100 });
  const probe = new HostProbe(host);
  const samples = (): PenSample[] => probe.of('report').flatMap(({ sample }) => sample ?? []);
  await probe.padIs('absent');
  const first = await UhidDevice.plug(model);
  await probe.padIs('ready');
  host.send({ type: 'start-ink' });
  for (const { bytes } of reports) {
    first.input(bytes);
    await sleep(2);
  }
  await probe.until(() => samples().length >= reports.length);
  const whole = samples().length;
  for (const { bytes } of reports.slice(0, 60)) first.input(bytes);
  await first.unplug();
  await probe.padIs('lost');
  const from = probe.events.length;
  const second = await UhidDevice.plug(model);
  await probe.padIs('ready', from);
  await second.unplug();
  await probe.until((event) => event.type === 'pad' && event.state === 'lost', from);
  const device = probe.of('pad').find((event) => event.device !== undefined)?.device;
  await host.close();
  return { features, whole, sent: reports.length, states: probe.states('pad'), device };
}

export const hidTabletScenarios: Readonly<Record<string, Scenario>> = { 'hid-tablet': hidTablet };
