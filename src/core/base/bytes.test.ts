import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, fromHex, fromUtf8, toBase64, toHex, utf8 } from './bytes';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const byPlatform = (bytes: Uint8Array): string | undefined => {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
};

describe('UTF-8', () => {
  it('of any text is read back, lone surrogates as U+FFFD', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => fromUtf8(utf8(text)) === Buffer.from(text).toString()),
    );
  });

  it('is judged as the Encoding Standard judges it, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 8 }), (bytes) => fromUtf8(bytes) === byPlatform(bytes)),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['overlong', [0xc0, 0xaf]],
    ['overlong in three', [0xe0, 0x80, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['beyond U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
    ['cut short', [0xe5, 0xa2]],
    ['a continuation alone', [0x80]],
  ])('%s is no text', (_, bytes) => {
    expect(fromUtf8(Uint8Array.from(bytes))).toBeUndefined();
  });
});

describe('hex and base64', () => {
  it('are read back, and nothing else is read', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromHex(toHex(bytes))).toEqual(bytes);
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      }),
    );
    for (const text of ['0', 'zz', '0x', ' 00']) expect(fromHex(text)).toBeUndefined();
    for (const text of ['A', 'AA', 'A===', 'AA=A', 'AA A', '====']) expect(fromBase64(text)).toBeUndefined();
  });
});
