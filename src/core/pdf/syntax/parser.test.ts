import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attempt, latin1, Refusal } from '../../base';
import { NeedMore, Parser, parseValue } from './parser';
import { stringBytes, textOf } from './strings';
import { type PdfString, rawBytes } from './value';
import { rewriteDict, writeName, writeNumber, writeText } from './write';

const text = (source: string): string =>
  Buffer.from(stringBytes(parseValue(latin1(source)) as PdfString)).toString('latin1');

describe('objects', () => {
  it('keeps the exact bytes of every value of a dictionary', () => {
    const value = parseValue(latin1('<</A 595.275574/B(\\(x\\))/C<4 1>/D[1 0 R  true]/E#20F/G>>')) as never;
    const out = Buffer.from(rewriteDict(value, new Map([['A', null]]))).toString('latin1');
    expect(out).toContain('/B (\\(x\\))');
    expect(out).toContain('/C <4 1>');
    expect(out).toContain('/D [1 0 R  true]');
    expect(out).toContain('/E#20F /G');
    expect(out).not.toContain('595');
  });

  it('reads strings as ISO 32000-1 7.3.4 says', () => {
    expect(text('(a\\(b\\)\\101\\n(c)\\\r\nd)')).toBe('a(b)A\n(c)d');
    expect(text('<48656C6C6F7>')).toBe('Hellop');
    expect(text('(a\r\nb)')).toBe('a\nb');
    expect(textOf(parseValue(latin1('<FEFF5F204E09>')) as PdfString)).toBe('张三');
    expect(textOf(parseValue(latin1(writeText('张(三)'))) as PdfString)).toBe('张(三)');
    expect(textOf(parseValue(latin1(writeText('a(b\\'))) as PdfString)).toBe('a(b\\');
  });

  it('tells references from numbers', () => {
    const array = parseValue(latin1('[1 0 R 1 0 2 0 R 3 0RG 4]'));
    expect(array.kind === 'array' && array.items.map((item) => item.kind)).toEqual([
      'ref',
      'number',
      'number',
      'ref',
      'number',
      'keyword',
      'number',
    ]);
  });

  it('asks for more at the end of a window, at every cut', () => {
    const source = latin1('<</Type/Page/Kids[12 0 R 13 0 R]/T(a(b)c)/H<0011>/N 12.5/B true>> ');
    for (let end = 1; end < source.length - 1; end++) {
      const parser = new Parser({ bytes: source.subarray(0, end), fileOffset: 0 }, 0, false);
      expect(() => parser.value(), `${end}`).toThrow(NeedMore);
    }
    expect(rawBytes(parseValue(source)).length).toBe(source.length - 1);
  });

  it('refuses deep nesting with a code', () => {
    const deep = attempt(() => parseValue(latin1('['.repeat(100_000))));
    expect(deep).toMatchObject({ ok: false, error: { code: 'PDF_TOO_DEEP' } });
  });

  it('answers random bytes with a value or a code', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          const parser = new Parser({ bytes, fileOffset: undefined });
          for (let i = 0; i < 400 && !parser.done; i++) parser.value();
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('writes names and numbers that read back', () => {
    expect(writeName('application/pdf #1')).toBe('/application#2fpdf#20#231');
    expect(['0', '-0.5', '100', '0.0001', '0'].map(Number).map(writeNumber)).toEqual([
      '0',
      '-0.5',
      '100',
      '0.0001',
      '0',
    ]);
    expect(writeNumber(-0.00001)).toBe('0');
  });
});
