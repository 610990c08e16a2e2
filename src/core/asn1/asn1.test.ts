import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attempt, fromHex, toHex } from '../base';
import {
  type Asn1,
  asBitString,
  asBoolean,
  asInteger,
  asNamedBits,
  asOid,
  asText,
  asTime,
  der,
  readDer,
  readDerOrThrow,
} from './index';

const read = (bytes: Uint8Array): Asn1 => readDerOrThrow(bytes);
const codeOf = (hex: string): string => {
  const result = readDer(fromHex(hex) as Uint8Array);
  return result.ok ? 'ok' : result.error.code;
};

describe('DER writers', () => {
  it('writes known encodings', () => {
    expect(toHex(der.integer(0))).toBe('020100');
    expect(toHex(der.integer(128))).toBe('02020080');
    expect(toHex(der.integer(-129))).toBe('0202ff7f');
    expect(toHex(der.oid('1.2.840.113549'))).toBe('06062a864886f70d');
    expect(toHex(der.oid('2.999.3'))).toBe('0603883703');
    expect(toHex(der.namedBits([0, 1]))).toBe('030206c0');
    expect(toHex(der.namedBits([25]))).toBe('03050600000040');
    expect(toHex(der.generalizedTimeMs(Date.UTC(1999, 0, 1, 0, 0, 1, 500)))).toBe(
      toHex(Uint8Array.of(24, 17, ...Buffer.from('19990101000001.5Z'))),
    );
    expect(toHex(der.time(Date.UTC(2049, 11, 31))).startsWith('17')).toBe(true);
    expect(toHex(der.time(Date.UTC(2050, 0, 1))).startsWith('18')).toBe(true);
    expect(toHex(der.octetString(new Uint8Array(300))).slice(0, 8)).toBe('0482012c');
  });

  it('sorts a SET OF bytewise', () => {
    expect(toHex(der.setOf([der.integer(300), der.integer(5), der.integer(2)]))).toBe('310a020102020105' + '0202012c');
  });
});

describe('DER reader', () => {
  it('reads back what the writers write', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 500n), max: 2n ** 500n }), (value) => {
        expect(asInteger(read(der.integer(value)))).toBe(value);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(asText(read(der.utf8String(text)))).toBe(text);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1950, 0), max: Date.UTC(9999, 11) }), (ms) => {
        expect(asTime(read(der.generalizedTimeMs(ms)))).toBe(ms);
        expect(asTime(read(der.time(ms)))).toBe(Math.floor(ms / 1000) * 1000);
      }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(0, 1, 2),
        fc.nat(39),
        fc.array(fc.bigInt({ min: 0n, max: 2n ** 128n }), { maxLength: 5 }),
        (a, b, rest) => {
          const dotted = [a, b, ...rest].join('.');
          expect(asOid(read(der.oid(dotted)))).toBe(dotted);
        },
      ),
    );
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(60)), (numbers) => {
        expect(asNamedBits(read(der.namedBits(numbers)))).toEqual([...numbers].sort((x, y) => x - y));
      }),
    );
  });

  it.each([
    ['30800000', 'ASN1_INDEFINITE_LENGTH'],
    ['308180', 'ASN1_TRUNCATED'],
    ['0481020000', 'ASN1_LENGTH_NOT_MINIMAL'],
    ['048200050000000000', 'ASN1_LENGTH_NOT_MINIMAL'],
    ['04870000000000000100', 'ASN1_LENGTH_TOO_LARGE'],
    ['1f0100', 'ASN1_HIGH_TAG_NUMBER'],
    ['2403040100', 'ASN1_WRONG_FORM'],
    ['1000', 'ASN1_WRONG_FORM'],
    ['050000', 'ASN1_TRAILING_BYTES'],
    ['0403aa', 'ASN1_TRUNCATED'],
    ['30030403aa', 'ASN1_TRUNCATED'],
    ['', 'ASN1_TRUNCATED'],
  ])('refuses %s with %s', (hex, code) => {
    expect(codeOf(hex)).toBe(code);
  });

  it.each([
    ['0202007f', asInteger],
    ['0200', asInteger],
    ['010101', asBoolean],
    ['03020781', asBitString],
    ['0300', asBitString],
    ['060180', asOid],
    ['06028001', asOid],
    ['0600', asOid],
    ['0c01ff', asText],
    ['0c03eda080', asText],
    ['0c02c080', asText],
    ['170d3236313332313134303530305a', asTime],
    ['170b323631313231313430355a', asTime],
    ['180f32303236303233303134303530305a', asTime],
    ['181132303236313132313134303530302e305a', asTime],
  ])('refuses the value %s', (hex, accessor) => {
    const bytes = fromHex(hex) as Uint8Array;
    const result = attempt(() => accessor(read(bytes)) as unknown);
    expect(result.ok).toBe(false);
  });

  it('keeps its bounds', () => {
    let deep: Uint8Array = der.nul();
    for (let i = 0; i < 40; i++) deep = der.sequence(deep);
    expect(readDer(deep)).toMatchObject({ error: { code: 'ASN1_TOO_DEEP' } });
    const many = der.sequence(...Array.from({ length: 60_000 }, () => der.nul()));
    expect(readDer(many)).toMatchObject({ error: { code: 'ASN1_TOO_MANY_ELEMENTS' } });
    expect(readDer(many, { maxBytes: 100 })).toMatchObject({ error: { code: 'ASN1_TOO_LARGE' } });
    expect(readDer(Uint8Array.of(5, 0, 0, 0), { allowTrailing: true }).ok).toBe(true);
  });

  it('answers random and cut bytes with a code, never a throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const result = readDer(bytes);
        expect(result.ok || result.error.code.startsWith('ASN1_')).toBe(true);
      }),
    );
    const good = der.sequence(der.integer(5), der.setOf([der.utf8String('墨'), der.oid('1.2.3')]), der.nul());
    for (let length = 0; length < good.length; length++) expect(readDer(good.subarray(0, length)).ok).toBe(false);
  });
});
