import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HostProbe, hasSocat } from '../../../test/support/host-probe';
import { readPenTrace } from '../../../test/support/virtual-pad/pen-trace';
import { PtyLine } from '../../../test/support/virtual-pad/pty-line';
import { Isdv4Emulator, TopazEmulator, WacomIvEmulator } from '../../../test/support/virtual-pad/serial-tablets';
import type { PenSample } from '../../core/ink';
import { definitionById, type PenTabletDefinition, type SerialLink } from '../../drivers/device';
import { penReaderOf } from '../../drivers/pen-tablet';
import type { DeviceHost } from './device-host';
import { createDeviceHost } from './in-process-host';
import { realPorts } from './open-devices';

const traceOf = (folder: string) => readPenTrace(`fixtures/pen-traces/${folder}/cross.ndjson`);

const FAMILIES = [
  {
    definition: 'topaz-siglite-1x5',
    make: (line: PtyLine) => new TopazEmulator(line, 19_200),
    trace: traceOf('topaz/siglite-1x5'),
    size: { xMax: 2150, yMax: 1400, widthUm: 133_195 },
    rates: [19_200],
  },
  {
    definition: 'topaz-signature-gem-lcd-1x5',
    make: (line: PtyLine) => new TopazEmulator(line, 19_200),
    trace: traceOf('topaz/signature-gem-lcd-1x5'),
    size: { xMax: 2000, yMax: 900 },
    rates: [19_200],
  },
  {
    definition: 'wacom-isdv4',
    make: (line: PtyLine) => new Isdv4Emulator(line, 38_400),
    trace: traceOf('wacom/isdv4'),
    size: { xMax: 24_576, yMax: 18_432, pressureMax: 127, firmware: '113', widthUm: 245_760 },
    rates: [19_200, 38_400],
  },
  {
    definition: 'wacom-iv-digitizer-ii',
    make: (line: PtyLine) => new WacomIvEmulator(line, 9600),
    trace: traceOf('wacom/digitizer-ii'),
    size: { xMax: 10_160, yMax: 7620, pressureMax: 255, firmware: 'V1.4-3', widthUm: 203_200 },
    rates: [9600],
  },
  {
    definition: 'wacom-iv-digitizer-ii-tilt',
    make: (line: PtyLine) => new WacomIvEmulator(line, 9600),
    trace: traceOf('wacom/digitizer-ii-tilt'),
    size: { xMax: 10_160 },
    rates: [9600],
  },
];

describe.skipIf(!hasSocat).each(FAMILIES)('$definition on a pseudo terminal (skipped without socat)', (family) => {
  let dir: string;
  let line: PtyLine;
  let pad: ReturnType<(typeof family)['make']>;
  let host: DeviceHost;
  let probe: HostProbe;
  let opened: { link: SerialLink; baudRate: number }[];

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'serial-'));
    line = new PtyLine(join(dir, 'pad'));
    pad = family.make(line);
    await line.plug();
    opened = [];
    const ports = {
      ...realPorts,
      openSerial: (path: string, link: SerialLink, baudRate: number) => {
        opened.push({ link, baudRate });
        pad.hostRate = baudRate;
        return realPorts.openSerial(path, link, baudRate);
      },
    };
    const serialPorts = [{ path: line.path, definition: family.definition }];
    host = createDeviceHost({ serialPorts, autoDetect: false }, { ports, retryMs: 30 });
    probe = new HostProbe(host);
  });
  afterEach(async () => {
    await host.close();
    await line.unplug();
    rmSync(dir, { recursive: true, force: true });
  });
  const samples = (): PenSample[] => probe.of('report').flatMap(({ sample }) => (sample ? [sample] : []));
  const reports = (count: number): Promise<unknown> => probe.until(() => probe.of('report').length >= count);
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

  it('is found by its rate, tells its size, streams every packet', async () => {
    const ready = await probe.padIs('ready');
    expect(ready).toMatchObject({
      device: { definitionId: family.definition, transport: 'serial', evidenceGrade: 'B', ...family.size },
    });
    expect(opened.map(({ baudRate }) => baudRate)).toEqual(family.rates);
    host.send({ type: 'start-ink' });
    const sent = await pad.play(family.trace);
    await reports(sent);
    expect(sent).toBe(family.trace.reports.length);
    expect(probe.of('report').map(({ report }) => hex(report.bytes))).toEqual(
      family.trace.reports.map(({ bytes }) => hex(bytes)),
    );
    expect(samples().filter(({ tipSwitch, pressureRaw }) => tipSwitch && pressureRaw > 0).length).toBeGreaterThan(20);
  });

  it('after noise and half a packet is in step again within one packet', async () => {
    await probe.padIs('ready');
    host.send({ type: 'start-ink' });
    const noise = Uint8Array.from({ length: 300 }, (_, index) => (index * 37) % 256);
    const half = (family.trace.reports[0] as { bytes: Uint8Array }).bytes.slice(0, 3);
    pad.garbage(Uint8Array.of(...noise, ...half));
    await pad.play(family.trace, { to: 50 });
    const wanted = family.trace.reports
      .slice(1, 50)
      .map(({ bytes }) => hex(bytes))
      .join();
    const heard = (): string[] => probe.of('report').map(({ report }) => hex(report.bytes));
    await probe.until(() => heard().slice(-49).join() === wanted);
  });

  it('unplugged in the middle of a stroke: lost at once, ready again', async () => {
    await probe.padIs('ready');
    host.send({ type: 'start-ink' });
    const { reports: recorded } = family.trace;
    const definition = definitionById(family.definition);
    const reader = penReaderOf(definition.ok ? (definition.value as PenTabletDefinition) : (undefined as never));
    const down = recorded.findIndex(({ bytes }) => reader.read(bytes, 0)?.tipSwitch === true);
    await pad.play(family.trace, { to: down + 20 });
    await reports(down + 20);
    expect(samples().at(-1)?.tipSwitch).toBe(true);
    const from = probe.events.length;
    await line.unplug();
    expect(await probe.padIs('lost', from)).toMatchObject({ code: 'DEVICE_LOST' });
    await line.plug();
    await probe.padIs('ready', from);
    const before = probe.of('report').length;
    await pad.play(family.trace, { from: down, to: down + 10 });
    await reports(before + 10);
  });
});

describe.skipIf(!hasSocat)('serial tablets', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'serial-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('a wrong model is refused; fingers on an ISDV4 panel are passed over; the tablet is stopped at the end', async () => {
    const wacom = new PtyLine(join(dir, 'wacom'));
    const other = new WacomIvEmulator(wacom, 9600, 'ET-0405-R00,V1.2-5');
    await wacom.plug();
    const wrong = createDeviceHost(
      { serialPorts: [{ path: wacom.path, definition: 'wacom-iv-digitizer-ii' }], autoDetect: false },
      { retryMs: 30 },
    );
    expect(await new HostProbe(wrong).padIs('wrong')).toMatchObject({ code: 'DEVICE_WRONG' });
    await wrong.close();
    expect(other.heard).not.toContain('ST\r');
    await wacom.unplug();

    const panel = new PtyLine(join(dir, 'rfcomm0'));
    const pen = new Isdv4Emulator(panel, 19_200);
    await panel.plug();
    const host = createDeviceHost(
      { serialPorts: [{ path: panel.path, definition: 'wacom-isdv4' }], autoDetect: false },
      { retryMs: 30 },
    );
    const probe = new HostProbe(host);
    await probe.padIs('ready');
    host.send({ type: 'start-ink' });
    const trace = traceOf('wacom/isdv4');
    for (const length of [5, 7, 13] as const) {
      pen.touch(length);
      await pen.play(trace, { to: 10 });
    }
    await probe.until(() => probe.of('report').length >= 30);
    expect(probe.of('report').every(({ report, sample }) => report.bytes.length === 9 && sample)).toBe(true);
    await host.close();
    // the host is closed and tells nothing more: the byte is still on its way through the terminal
    await expect.poll(() => pen.heard.endsWith('0')).toBe(true);
    await panel.unplug();
  });

  it('a radio port takes the wireless link: no modem lines, a longer wait', async () => {
    const line = new PtyLine(join(dir, 'rfcomm0'));
    new TopazEmulator(line, 19_200);
    await line.plug();
    const opened: SerialLink[] = [];
    const ports = {
      ...realPorts,
      openSerial: (path: string, link: SerialLink, baudRate: number) => {
        opened.push(link);
        return realPorts.openSerial(path, link, baudRate);
      },
    };
    const serialPorts = [{ path: line.path, definition: 'topaz-siglite-1x5' }];
    const host = createDeviceHost({ serialPorts, autoDetect: false }, { ports, retryMs: 30 });
    await new HostProbe(host).padIs('ready');
    expect(opened[0]).toMatchObject({ parity: 'none', wireless: { latencyMs: 1500 } });
    expect(opened[0]?.lines).toBeUndefined();
    await host.close();
    await line.unplug();
  });
});
