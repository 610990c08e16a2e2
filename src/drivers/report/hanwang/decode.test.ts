import { expect, it } from 'vitest';
import { hanwangDecoder } from './decode';

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

it('reads tool, place, pressure in three parts, leaving; keys are not of the pen', () => {
  const decoder = hanwangDecoder();
  const read = (hex: string) => decoder.decode(bytes(hex));
  expect(read('02 c2 00 a0 00 00 00 00 00 00')).toBeUndefined();
  expect(read('02 43 57 57 36 92 ff c0 00 00')).toMatchObject({
    inRange: true,
    tipSwitch: true,
    x: 0x5757,
    y: 0x3692,
    tipPressure: 2047,
    barrelSwitch: true,
    eraser: true,
  });
  read('02 c2 00 20 00 00 00 00 00 00');
  expect(read('02 40 00 01 00 02 00 00 00 00')).toMatchObject({ tipSwitch: false, x: 1, y: 2, eraser: false });
  expect(read('02 80 00 00 00 00 00 00 00 00')).toMatchObject({ inRange: false, tipSwitch: false });
  expect(read('0c 01 00 00 00 00 00 00 00 00')).toBeUndefined();
});
