import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDefiniteLength } from './definite-length';
import * as der from './der';
import { readDer } from './reader';

const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
const definite = (hex: string): string => {
  const result = toDefiniteLength(bytesOf(hex));
  return result.ok ? `${Buffer.from(result.value.bytes).toString('hex')} ${result.value.consumed}` : result.error.code;
};

describe('toDefiniteLength', () => {
  it.each([
    ['30800000', '3000 4'],
    ['3080020101000000ff', '3003020101 7'],
    // string in two pieces, one of them of indefinite length itself
    ['24800401aa24800401bb00000000', '0402aabb 14'],
    ['a0060401aa0401bb', 'a0060401aa0401bb 8'],
    // what needs no rewriting keeps its bytes, even a length that is not the shortest
    ['30810402020005', '30810402020005 7'],
    ['3080308104020200050000', '300730810402020005 11'],
    ['308002', 'ASN1_TRUNCATED'],
    ['3080', 'ASN1_TRUNCATED'],
    ['0480', 'ASN1_INDEFINITE_LENGTH'],
    ['30050201', 'ASN1_TRUNCATED'],
    ['3080'.repeat(40), 'ASN1_TOO_DEEP'],
  ])('%s is %s', (ber, expected) => {
    expect(definite(ber)).toBe(expected);
  });

  it('leaves DER as it is and answers any bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 2n ** 200n })), (numbers) => {
        const whole = der.sequence(...numbers.map((number) => der.integer(number)), der.octetString(new Uint8Array(9)));
        expect(toDefiniteLength(whole)).toEqual({ ok: true, value: { bytes: whole, consumed: whole.length } });
      }),
    );
    const octets = fc.oneof(fc.constantFrom(0x30, 0x80, 0x24, 0x04, 0x00, 0x02, 0x01), fc.nat(255));
    fc.assert(
      fc.property(fc.array(octets, { maxLength: 60 }), (bytes) => {
        const result = toDefiniteLength(new Uint8Array(bytes));
        if (result.ok) readDer(result.value.bytes);
        else expect(result.error.code).toMatch(/^ASN1_/);
      }),
    );
  });
});
