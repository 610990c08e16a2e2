import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { HostProbe, hasSocat } from '../../../test/support/host-probe';
import { readPgm } from '../../../test/support/virtual-pad/grey-image';
import { Gt511Emulator } from '../../../test/support/virtual-pad/gt511-emulator';
import { PtyLine } from '../../../test/support/virtual-pad/pty-line';
import { ok } from '../../core/base';
import { EF01, type SerialLink } from '../../drivers/device';
import { DEFAULT_ADDRESS, encodePacket, PID } from '../../drivers/report/ef01';
import { createReplayTransport } from '../../drivers/transport';
import { createDeviceHost } from './in-process-host';
import { openFingerPad, realPorts } from './open-devices';

it.skipIf(!hasSocat)(
  'a GT-511 on a pseudo terminal (skipped without socat): rate, print, cable pulled, read again',
  async () => {
    const dir = mkdtempSync(join(tmpdir(), 'gt511-'));
    const line = new PtyLine(join(dir, 'finger'));
    const module = new Gt511Emulator(line);
    await line.plug();
    const serialPorts = [{ path: line.path, definition: 'gt511-c3' }];
    const host = createDeviceHost({ serialPorts, autoDetect: false }, { retryMs: 30 });
    const probe = new HostProbe(host);
    await probe.fingerPadIs('ready');
    expect(module.rate).toBe(115_200);
    const print = readPgm('fixtures/fingers/258x202/good.pgm');
    host.send({ type: 'start-finger' });
    await module.press(print);
    await probe.until(() => probe.of('finger-image').length === 1);
    const [taken] = probe.of('finger-image');
    expect(Buffer.compare(taken?.image.pixels ?? Buffer.alloc(0), print.pixels)).toBe(0);
    expect(taken?.quality).toMatchObject({ verdict: 'good' });
    const from = probe.events.length;
    await line.unplug();
    await probe.fingerPadIs('lost', from);
    await line.plug();
    await probe.fingerPadIs('ready', from);
    host.send({ type: 'start-finger' });
    await module.press(readPgm('fixtures/fingers/258x202/dry.pgm'));
    await probe.until(() => probe.of('finger-image').length === 2);
    expect(probe.of('finger-image')[1]?.quality).toMatchObject({ verdict: 'poor', reason: 'too-dry' });
    await host.close();
    await line.unplug();
    rmSync(dir, { recursive: true, force: true });
  },
);

it('an EF01 module is found at each of the twelve rates of its manual', async () => {
  const [definition] = EF01;
  const link = definition?.links[0] as SerialLink;
  if (definition === undefined) return;
  const ack = (text: string) => {
    const content = new Uint8Array(Buffer.from(text, 'hex'));
    return [encodePacket({ address: DEFAULT_ADDRESS, pid: PID.ack, content })];
  };
  vi.useFakeTimers();
  for (const rate of link.baudRates) {
    const tried: number[] = [];
    const answer = (written: Uint8Array) =>
      written[9] === 0x13 ? ack('00') : ack('000000000900a20003ffffffff00020006');
    const openSerial = async (_path: string, _link: SerialLink, baudRate: number) => {
      tried.push(baudRate);
      return ok(createReplayTransport({ chunks: [], ...(baudRate === rate ? { answer } : {}) }));
    };
    const opening = openFingerPad(
      { path: 'COM9', definition, link },
      { ...realPorts, openSerial },
      () => 0,
      () => undefined,
    );
    await vi.advanceTimersByTimeAsync(6500);
    expect(await opening, `${rate} baud`).toMatchObject({ ok: true });
    expect(tried.at(-1)).toBe(rate);
  }
  vi.useRealTimers();
});
