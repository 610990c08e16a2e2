import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latin1, must, utf8 } from '../base';
import { canonicalJson, readCanonicalJson } from './canonical-json';
import type { JsonValue } from './json';

const text = (value: JsonValue): string => new TextDecoder().decode(must(canonicalJson(value)));

describe('RFC 8785', () => {
  it('writes the example of 3.2.2 and 3.2.3', () => {
    const source = `{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
      "string":"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}`;
    const expected =
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}';
    expect(text(JSON.parse(source))).toBe(expected);
  });

  it('sorts by UTF-16 code units as in 3.2.3', () => {
    const source = { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 };
    expect(text(source)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
  });

  // Appendix B: IEEE 754 bits and their JSON
  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('number %s', (bits, expected) => {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, BigInt(`0x${bits}`));
    expect(text(view.getFloat64(0))).toBe(expected);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, '\ud800', { a: undefined as unknown as null }])(
    'refuses %s',
    (value) => {
      expect(canonicalJson(value)).toMatchObject({ ok: false, error: { code: 'EVIDENCE_NOT_JSON' } });
    },
  );

  it('refuses what nests too deep, writing and reading', () => {
    let value: JsonValue = 0;
    for (let i = 0; i < 70; i++) value = [value];
    expect(canonicalJson(value)).toMatchObject({ ok: false, error: { code: 'EVIDENCE_NOT_JSON' } });
    expect(readCanonicalJson(latin1('['.repeat(200_000)))).toMatchObject({ ok: false });
  });
});

describe('readCanonicalJson', () => {
  it('reads back what was written', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const bytes = canonicalJson(value as JsonValue);
        if (!bytes.ok) return;
        expect(must(canonicalJson(must(readCanonicalJson(bytes.value))))).toEqual(bytes.value);
      }),
    );
  });

  it.each(['{"a": 1}', '{"b":1,"a":2}', '{"a":1,"a":2}', '1.0', '"\\u0041"', ' 1', '1\n'])('refuses %s', (source) => {
    expect(readCanonicalJson(utf8(source))).toMatchObject({ ok: false, error: { code: 'EVIDENCE_NOT_CANONICAL' } });
  });

  it.each([[0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xe2, 0x82], [0x80]])(
    'refuses bytes %s',
    (...bad) => {
      const bytes = Uint8Array.from([0x22, ...bad, 0x22]);
      expect(readCanonicalJson(bytes)).toMatchObject({ ok: false, error: { code: 'EVIDENCE_NOT_JSON' } });
    },
  );

  it('answers any bytes with a code', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof readCanonicalJson(bytes).ok === 'boolean'));
  });
});
