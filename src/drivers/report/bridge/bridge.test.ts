import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bridgeDecoder } from './pen-report';

const of = (hex: string) => bridgeDecoder().decode(new Uint8Array(Buffer.from(hex, 'hex')));

describe('the pen report of a bridge', () => {
  it('is that of docs/bridge-protocol.md', () => {
    expect(of('01' + '03' + 'ff03' + '302a0000' + '50190000' + '10270100' + '0200')).toEqual({
      kind: 'pen',
      inRange: true,
      tipSwitch: true,
      tipPressure: 1023,
      x: 10_800,
      y: 6480,
      barrelSwitch: false,
      eraser: false,
      timeCount: 75_536,
      sequence: 2,
    });
    // a tip out of range is none, and has no pressure
    expect(of('01' + '0e' + 'ff03' + 'ffffffff' + '50190000' + '10270100' + 'ffff')).toMatchObject({
      inRange: false,
      tipSwitch: false,
      tipPressure: 0,
      x: 4_294_967_295,
      barrelSwitch: true,
      eraser: true,
    });
  });

  it('nothing else is one, and nothing throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(bridgeDecoder().decode(bytes) !== undefined).toBe(bytes.length === 18 && bytes[0] === 1);
      }),
    );
  });
});
