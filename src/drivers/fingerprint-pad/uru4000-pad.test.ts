import { describe, expect, it } from 'vitest';
import { readPgm } from '../../../test/support/virtual-pad/grey-image';
import { memoryUsbPort } from '../../../test/support/virtual-pad/memory-usb-port';
import { Uru4000Emulator } from '../../../test/support/virtual-pad/uru4000-emulator';
import { must } from '../../core/base';
import { definitionByUsb, type FingerprintPadDefinition } from '../device';
import { openFingerprintPad } from './open-finger-pad';

const definition = definitionByUsb('usb', 0x05ba, 0x000a)?.definition as FingerprintPadDefinition;
const print = readPgm('fixtures/fingers/384x290/good.pgm');
const never = new AbortController().signal;
const soon = (ms = 20) => new Promise((resolve) => setTimeout(resolve, ms));

async function opened() {
  const reader = new Uru4000Emulator();
  const port = memoryUsbPort(reader.model);
  const pad = must(await openFingerprintPad({ kind: 'usb', port }, definition));
  return { reader, port, pad };
}

describe('a U.are.U reader', () => {
  it('is put to sleep, woken, and says what it is', async () => {
    const { reader, pad } = await opened();
    expect(reader.log).toEqual(['7=81', '7=01']);
    expect(pad.device).toMatchObject({
      definitionId: 'digitalpersona-uru4500',
      serial: '{RIG-4500}',
      transport: 'usb',
    });
    await pad.close();
    expect(reader.log.at(-1)).toBe('4e=70');
  });

  it('waits for the finger and reads its scrambled image, but for the last byte of a block', async () => {
    const { reader, pad } = await opened();
    const reading = pad.read(never, () => undefined);
    await soon();
    reader.press(print);
    const outcome = await reading;
    if (outcome.kind !== 'image') throw new Error(JSON.stringify(outcome));
    expect(outcome.quality.verdict).toBe('good');
    const different = [...outcome.image.pixels.keys()].filter(
      (at) => at < 289 * 384 && outcome.image.pixels[at] !== print.pixels[at],
    );
    // four scrambled blocks end with a byte that is not transmitted; what it hides reads as white
    expect(different.length).toBeLessThanOrEqual(4);
    expect(different.every((at) => outcome.image.pixels[at] === 255)).toBe(true);
    expect(reader.log.slice(2)).toEqual(['4e=10', '4e=20', '33=07', '33=08']);
    await pad.close();
  });

  it('has the image transfer waiting before it asks for the capture', async () => {
    const { reader, port, pad } = await opened();
    const write = reader.model.controlOut;
    const pending: (readonly number[])[] = [];
    Object.assign(reader.model, {
      controlOut: (...given: Parameters<typeof write>) => {
        if (given[1][0] === 0x20) pending.push([...port.pending()]);
        return write(...given);
      },
    });
    const reading = pad.read(never, () => undefined);
    await soon();
    reader.press(print);
    await reading;
    expect(pending).toEqual([[1, 2]]);
    await pad.close();
  });

  it('asks again for an image that is cut off', async () => {
    const { reader, pad } = await opened();
    reader.cutNext = 50_000;
    const reading = pad.read(never, () => undefined);
    await soon();
    reader.press(print);
    expect(await reading).toMatchObject({ kind: 'image' });
    expect(reader.log.filter((entry) => entry === '4e=20')).toHaveLength(2);
    await pad.close();
  });

  it('wants the finger lifted before a second reading', async () => {
    const { reader, pad } = await opened();
    const first = pad.read(never, () => undefined);
    await soon();
    reader.press(print);
    await first;
    const second = pad.read(never, () => undefined);
    await soon();
    expect(reader.log.at(-1)).toBe('4e=12');
    reader.lift();
    await soon();
    expect(reader.log.at(-1)).toBe('4e=10');
    reader.press(print);
    expect(await second).toMatchObject({ kind: 'image' });
    await pad.close();
  });

  it('stops waiting when told to, and is lost when unplugged', async () => {
    const { reader, port, pad } = await opened();
    const stop = new AbortController();
    const reading = pad.read(stop.signal, () => undefined);
    await soon();
    stop.abort();
    expect(await reading).toEqual({ kind: 'stopped' });
    expect(reader.log.at(-1)).toBe('4e=70');
    const codes: string[] = [];
    pad.onLost((code) => codes.push(code));
    const waiting = pad.read(never, () => undefined);
    await soon();
    port.unplug();
    expect(await waiting).toMatchObject({ kind: 'failed', code: 'DEVICE_LOST' });
    expect(codes).toEqual(['DEVICE_LOST']);
  });
});
