import { describe, expect, it } from 'vitest';
import { readPgm } from '../../../test/support/virtual-pad/grey-image';
import { memoryUsbPort } from '../../../test/support/virtual-pad/memory-usb-port';
import { Zk4500Emulator } from '../../../test/support/virtual-pad/zk4500-emulator';
import { must } from '../../core/base';
import { definitionByUsb, type FingerprintPadDefinition } from '../device';
import { openFingerprintPad } from './open-finger-pad';

const definition = definitionByUsb('usb', 0x1b55, 0x0840)?.definition as FingerprintPadDefinition;
const print = readPgm('fixtures/fingers/640x480/good.pgm');
const never = new AbortController().signal;
const soon = (ms = 300) => new Promise((resolve) => setTimeout(resolve, ms));

async function opened() {
  const reader = new Zk4500Emulator();
  const port = memoryUsbPort(reader.model);
  return { reader, port, pad: must(await openFingerprintPad({ kind: 'usb', port }, definition)) };
}

describe('a ZK4500', () => {
  it('waits for a print that lies still, with its lamps on, and never gives the frame of the past', async () => {
    const { reader, pad } = await opened();
    reader.press(readPgm('fixtures/fingers/640x480/partial.pgm'));
    reader.model.controlOut({ request: 0xe5, value: 0, index: 0, length: 0 }, new Uint8Array(0));
    reader.lift();
    const reading = pad.read(never, () => undefined);
    await soon();
    reader.press(print);
    const outcome = await reading;
    expect(outcome).toMatchObject({ kind: 'image', quality: { verdict: 'good' }, image: { width: 640, height: 480 } });
    expect(outcome.kind === 'image' && Buffer.from(outcome.image.pixels).equals(Buffer.from(print.pixels))).toBe(true);
    expect(reader.log.filter((entry) => entry.startsWith('e1'))).toEqual(['e1 1 3', 'e1 1 0', 'e1 0 0', 'e1 0 3']);
    await pad.close();
  });

  it('asks a hand that does not lie still to do so', async () => {
    const { reader, pad } = await opened();
    reader.restless = true;
    reader.press(print);
    expect(await pad.read(never, () => undefined)).toEqual({ kind: 'failed', reason: 'moved' });
  });

  it('a frame that is cut off fails the reading; stopping and unplugging end it', async () => {
    const { reader, port, pad } = await opened();
    const stop = new AbortController();
    const reading = pad.read(stop.signal, () => undefined);
    await soon(50);
    stop.abort();
    expect(await reading).toEqual({ kind: 'stopped' });
    reader.cut = 1000;
    expect(await pad.read(never, () => undefined)).toMatchObject({ code: 'DEVICE_GARBLED' });
    port.unplug();
    expect(await pad.read(never, () => undefined)).toMatchObject({ code: 'DEVICE_LOST' });
  });
});
