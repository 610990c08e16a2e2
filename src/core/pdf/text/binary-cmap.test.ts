import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attempt, must } from '../../base';
import { unpackCMap } from './binary-cmap';

const read = (name: string) => new Uint8Array(readFileSync(`node_modules/pdfjs-dist/cmaps/${name}.bcmap`));

describe('packed CMaps', () => {
  it('codes to CIDs, CIDs to text, surrogates too', () => {
    const collection = unpackCMap(read('Adobe-GB1-UCS2'));
    expect(collection.text.get(34)).toBe('A');
    expect(collection.text.get(4559)).toBe('中');
    const codes = unpackCMap(read('GBK-EUC-H'));
    expect(collection.text.get(codes.cid.get(0xbbbc) as number)).toBe('患');
    expect([...collection.text.values()].some((text) => (text.codePointAt(0) as number) > 0xffff)).toBe(true);
    expect(unpackCMap(read('GBK-EUC-V')).base).toBe('GBK-EUC-H');
  });

  it('random and cut data end with a code', () => {
    const real = read('GBK-EUC-H');
    const outcome = (bytes: Uint8Array) => attempt(() => void unpackCMap(bytes));
    for (const length of [1, 2, 40, 999]) expect(outcome(real.slice(0, length)).ok).toBe(length === 1);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const result = outcome(bytes);
        if (!result.ok) expect(result.error.code).toMatch(/^PDF_/);
      }),
      { numRuns: 200 },
    );
    must(outcome(real));
  });
});
