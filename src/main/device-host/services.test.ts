import { describe, expect, it, vi } from 'vitest';
import { startBridgeService } from '../../../test/support/bridge-service';
import { startDonseeService } from '../../../test/support/donsee-service';
import { HostProbe } from '../../../test/support/host-probe';
import { readPgm } from '../../../test/support/virtual-pad/grey-image';
import { readPenTrace } from '../../../test/support/virtual-pad/pen-trace';
import { err } from '../../core/base';
import { BRIDGE_PEN } from '../../drivers/device';
import { createDeviceHost } from './in-process-host';
import { PatientServices } from './patient-services';

const trace = readPenTrace('fixtures/pen-traces/bridge/pen/mark.ndjson');
const print = readPgm('fixtures/fingers/good.pgm');
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const hostAt = (address: string, definition: string) => {
  const services = [{ address, definition }];
  const host = createDeviceHost({ serialPorts: [], services, autoDetect: false }, { retryMs: 20 });
  return { host, probe: new HostProbe(host) };
};

describe('a device behind a service of this machine', () => {
  it('one setting gives pen and finger; killed in a stroke it is lost, and comes back when the service does', async () => {
    const service = await startBridgeService();
    await service.stop();
    const { host, probe } = hostAt(service.address, 'bridge-pen');
    expect(await probe.padIs('absent')).toMatchObject({ code: 'DEVICE_ABSENT' });
    // the service starts later than the kiosk
    await service.start();
    expect(await probe.padIs('ready')).toMatchObject({
      device: {
        definitionId: 'bridge-pen',
        product: 'Combined screen',
        serial: service.serial,
        transport: 'service',
        evidenceGrade: 'B',
        xMax: 10_800,
        widthUm: 108_000,
      },
    });
    expect(await probe.fingerPadIs('ready')).toMatchObject({ device: { definitionId: 'bridge-finger' } });

    host.send({ type: 'start-ink' });
    const down = trace.reports.findIndex(({ bytes }) => ((bytes[1] as number) & 2) !== 0) + 20;
    const all = trace.reports.map(({ bytes }) => bytes);
    for (let at = 0; at < down; at += 8) service.write(all.slice(at, Math.min(down, at + 8)));
    await probe.until(() => probe.of('report').length === down);
    expect(probe.of('report').map(({ report }) => hex(report.bytes))).toEqual(all.slice(0, down).map(hex));
    expect(probe.of('report').at(-1)?.sample).toMatchObject({ tipSwitch: true });

    host.send({ type: 'start-finger' });
    await vi.waitUntil(service.isReading);
    let from = probe.events.length;
    await service.stop();
    expect(await probe.padIs('lost', from)).toMatchObject({ code: 'DEVICE_LOST' });
    expect(await probe.until((event) => event.type === 'finger-failed', from)).toMatchObject({ code: 'DEVICE_LOST' });
    from = probe.events.length;
    await service.start();
    await probe.padIs('ready', from);
    await probe.fingerPadIs('ready', from);
    service.write(all.slice(down, down + 10));
    await probe.until(() => probe.of('report').length === down + 10);

    host.send({ type: 'start-finger' });
    service.press(print);
    expect(await probe.until((event) => event.type === 'finger-image')).toMatchObject({ quality: { verdict: 'good' } });
    host.send({ type: 'clear-ink' });
    await vi.waitUntil(() => service.heard.includes('{"type":"clear"}'));
    await host.close();
    await service.stop();
  });

  it('the service of a vendor that reads fingers gives a fingerprint pad and no pen', async () => {
    const vendor = await startDonseeService();
    const { host, probe } = hostAt(vendor.address, 'donsee-est-100');
    expect(await probe.fingerPadIs('ready')).toMatchObject({ device: { serial: vendor.serial, transport: 'service' } });
    host.send({ type: 'start-finger' });
    vendor.press(print);
    await probe.until((event) => event.type === 'finger-image');
    expect(probe.states('pad')).toEqual(['absent DEVICE_ABSENT']);
    await host.close();
    await vendor.stop();
  });

  it.each([
    'ws://192.168.1.20:30190',
    'ws://bridge.example:30190',
    'wss://127.0.0.1:30190',
    'http://127.0.0.1:30190',
    'ws://127.0.0.1:30190/path',
    'ws://127.0.0.1',
    'ws://127.0.0.1:99999',
    'ws://user@127.0.0.1:30190',
    'ws://127.0.0.1.example:30190',
  ])('%s is refused', async (address) => {
    const { host, probe } = hostAt(address, 'bridge-pen');
    expect(await probe.padIs('failed')).toMatchObject({ code: 'DEVICE_NOT_LOCAL' });
    await host.close();
  });

  it('a definition that has no service, or does not exist, is told', async () => {
    const { host, probe } = hostAt('ws://127.0.0.1:30190', 'wacom-stu-540');
    expect(await probe.padIs('failed')).toMatchObject({ code: 'DEVICE_UNKNOWN_DEFINITION' });
    await host.close();
  });

  it('is asked less and less often while it does not answer, and soon again after it worked', async () => {
    let nowMs = 0;
    let asked = 0;
    const services = new PatientServices(
      async () => {
        asked++;
        return err('DEVICE_ABSENT');
      },
      400,
      () => nowMs,
    );
    const look = async (ms: number): Promise<number> => {
      const before = asked;
      for (const end = nowMs + ms; nowMs < end; nowMs += 100)
        await services.open(BRIDGE_PEN, { host: '127.0.0.1', port: 1 }, () => 0);
      return asked - before;
    };
    expect(await look(60_000)).toBe(10);
    expect(await look(60_000)).toBe(6);
    nowMs += 30_000;
    expect(await look(1000)).toBe(2);
  });
});
