import { beforeAll, describe, expect, it } from 'vitest';
import { concat, fromLatin1, latin1 } from '../../src/core/base';
import type { PreparedSignature } from '../../src/core/pdf';
import { type DemoHospital, demoHospital } from '../support/demo-hospital';
import { freeNumber, increment, objectWith } from '../support/increment';
import { samplePdf } from '../support/sample-pdf';
import { openBytes, sealAct, withFields } from '../support/seal-act';
import { validate } from '../support/validate';

let hospital: DemoHospital;
let prepared: Uint8Array;
let sealed: Uint8Array;
/** Of the sealed file: where `<` of Contents stands, and the byte behind `>`. */
let gap: readonly [number, number];

beforeAll(async () => {
  hospital = await demoHospital();
  prepared = await withFields(await samplePdf(), ['s1']);
  sealed = await sealAct(prepared, hospital, { field: 's1' });
  const fields = await (await openBytes(sealed)).signatureFields();
  const value = fields.ok ? fields.value[0]?.value : undefined;
  gap = [value?.contentsStart as number, value?.contentsEnd as number];
});

/** Verdict, and the code and detail of the reason for it. */
const judged = async (file: Uint8Array): Promise<unknown[]> => {
  const { signatures } = await validate(file, [hospital.root.certificate], hospital.nowMs);
  const [{ verdict, reasons } = { verdict: 'none', reasons: [] }] = signatures;
  const why = reasons.find(({ indication }) => indication === verdict);
  return [verdict, why?.code, why?.detail];
};
const byteRange = (detail: string): unknown[] => ['TOTAL-FAILED', 'VALIDATION_BYTE_RANGE', detail];

/** Writes something else over the first match, as long as that was, so that nothing moves. */
const over = (bytes: Uint8Array, pattern: RegExp, text: string): Uint8Array => {
  const whole = fromLatin1(bytes);
  const was = pattern.exec(whole);
  if (was === null || was[0].length < text.length) throw new Error(`no room for ${text}`);
  const end = was.index + was[0].length;
  return latin1(whole.slice(0, was.index) + text.padEnd(was[0].length, ' ') + whole.slice(end));
};

/** A signature whose dictionary was written so before it was signed: its digest fits what honest ranges cover. */
const signedWith = (file: Uint8Array, pattern: RegExp, text: string): Promise<Uint8Array> => {
  const rewrite = (honest: PreparedSignature) => ({ ...honest, tail: over(honest.tail, pattern, text) });
  return sealAct(file, hospital, { field: 's1' }, { prepared: rewrite });
};
const BYTE_RANGE = /\/ByteRange ?\[[^\]]*\]/;

/** The forger writes into the gap, which no digest covers. */
const inGap = (text: string): Uint8Array =>
  concat([sealed.subarray(0, gap[0]), latin1(text.padEnd(gap[1] - gap[0], ' ')), sealed.subarray(gap[1])]);

describe('universal signature forgery: ByteRange', () => {
  it('an honest one passes', async () => {
    expect((await judged(sealed))[0]).toBe('TOTAL-PASSED');
  });

  it.each([
    ['missing', '/XyteRange[0 1 2 3]', 'no four numbers'],
    ['null', '/ByteRange null', 'no four numbers'],
    ['empty', '/ByteRange[]', 'no four numbers'],
    ['a name', '/ByteRange/All', 'no four numbers'],
    ['a string', '/ByteRange(0 1 2 3)', 'no four numbers'],
    ['one number', '/ByteRange 0', 'no four numbers'],
    ['three numbers', '/ByteRange[0 10 20]', 'no four numbers'],
    ['five numbers', '/ByteRange[0 1 2 3 4]', 'no four numbers'],
    ['of names', '/ByteRange[/a/b/c/d]', 'no four numbers'],
    ['of nulls', '/ByteRange[null null 0 0]', 'no four numbers'],
    ['negative', '/ByteRange[0 -1 20 9]', 'no four numbers'],
    ['with a fraction', '/ByteRange[0 1.5 20 9]', 'no four numbers'],
    ['beyond whole numbers', '/ByteRange[0 9 9 99999999999999999]', 'no four numbers'],
    ['beyond the file', '/ByteRange[0 10 20 99999999]', 'passes the end of the file'],
    ['all zero', '/ByteRange[0 0 0 0]', 'ranges overlap or are empty'],
    ['overlapping', '/ByteRange[0 20 10 30]', 'ranges overlap or are empty'],
    ['of an empty second range', '/ByteRange[0 10 20 0]', 'ranges overlap or are empty'],
    ['not from 0', '/ByteRange[1 10 20 30]', 'does not start at 0'],
    ['of another gap', '/ByteRange[0 10 20 30]', 'gap is not Contents'],
  ])('%s', async (_, text, detail) => {
    expect(await judged(await signedWith(prepared, BYTE_RANGE, text))).toEqual(byteRange(detail));
  });

  it('that a later revision exchanges for the right one', async () => {
    const num = freeNumber(prepared);
    const wrong = increment(prepared, [{ num, body: '[0 1 2 3]' }]);
    const signed = await signedWith(wrong, BYTE_RANGE, `/ByteRange ${num} 0 R`);
    const [start, end] = [fromLatin1(signed).lastIndexOf('/Contents') + 9, signed.length];
    const open = fromLatin1(signed).indexOf('<', start);
    const close = fromLatin1(signed).indexOf('>', open) + 1;
    const right = increment(signed, [{ num, body: `[0 ${open} ${close} ${end - close}]` }]);
    expect(await judged(right)).toEqual(['TOTAL-FAILED', 'VALIDATION_NOT_A_REVISION', 'another ByteRange in it']);
  });
});

describe('universal signature forgery: Contents', () => {
  it('missing', async () => {
    const file = await signedWith(prepared, /\/Contents(?=\s*<0)/, '/Xontents');
    expect(await judged(file)).toEqual(byteRange('gap is not Contents'));
  });

  it.each([
    ['null', ' null', 'gap is not Contents'],
    ['a number', ' 0', 'gap is not Contents'],
    ['empty', '<>', 'gap is not Contents'],
    ['shorter than the gap', '<3003020100>', 'gap is not Contents'],
    ['an array', '[<3003020100>]', 'gap is not Contents'],
    ['a reference', ' 1 0 R', 'gap is not Contents'],
  ])('%s', async (_, text, detail) => {
    expect(await judged(inGap(text))).toEqual(byteRange(detail));
  });

  it.each([
    ['of zeros', () => `<${'0'.repeat(gap[1] - gap[0] - 2)}>`, 'VALIDATION_CONTENTS'],
    ['that are a literal string', () => `(${'0'.repeat(gap[1] - gap[0] - 2)})`, 'VALIDATION_BYTE_RANGE'],
    ['with a blank', () => `<30 ${'0'.repeat(gap[1] - gap[0] - 5)}>`, 'VALIDATION_BYTE_RANGE'],
    ['with a letter that is no hex', () => `<3g${'0'.repeat(gap[1] - gap[0] - 4)}>`, 'VALIDATION_BYTE_RANGE'],
  ])('%s', async (_, text, code) => {
    expect((await judged(inGap(text()))).slice(0, 2)).toEqual(['TOTAL-FAILED', code]);
  });

  it('of an odd number of digits', async () => {
    const odd = (honest: PreparedSignature): PreparedSignature => {
      const [a, b, c, d] = honest.byteRange;
      const range = `/ByteRange[0 ${b} ${c - 1} ${d + 1}]`;
      const at = c - prepared.length;
      const tail = over(honest.tail, BYTE_RANGE, range);
      tail.set(latin1('> '), at - 2);
      return { ...honest, tail, byteRange: [a, b, c - 1, d + 1] };
    };
    const file = await sealAct(prepared, hospital, { field: 's1' }, { prepared: odd });
    const end = gap[1];
    file.set(latin1('> '), end - 2);
    expect(await judged(file)).toEqual(byteRange('gap holds half a byte'));
  });
});

describe('signature wrapping', () => {
  /** The second signed part moves to the end; where the reader looks for the cross-reference stands the forger's own. */
  const wrapped = (range: (movedTo: number) => string): Uint8Array => {
    const text = fromLatin1(sealed);
    const hex = text.slice(...gap);
    const lastOf = (pattern: RegExp, within = text) => [...within.matchAll(pattern)].at(-1)?.[1];
    const field = objectWith(sealed, /\/T\s*\(s1\)/);
    const value = /\/V (\d+) 0 R/.exec(field.body)?.[1];
    const xref = Number(lastOf(/startxref\s+(\d+)/g));
    const before = lastOf(/startxref\s+(\d+)/g, text.slice(0, gap[0]));
    const trailer = `<< /Size ${freeNumber(sealed)} /Root ${lastOf(/\/Root (\d+ 0 R)/g)} /Prev ${before} >>`;
    const row = (num: unknown, at: number): string => `${num} 1\n${String(at).padStart(10, '0')} 00000 n \n`;
    const table = (at: number, next: number): string =>
      `xref\n${row(field.num, at)}${row(value, next)}trailer\n${trailer}\n`;
    const entries = '/Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached';
    const dictionary = (movedTo: number): string =>
      `${value} 0 obj\n<< ${entries} ${range(movedTo)} /Contents ${hex} >>\nendobj\n`;
    const widget = `${field.num} 0 obj\n${field.body}\nendobj\n`;
    const at = xref + table(0, 0).length;
    const next = at + widget.length;
    const room = dictionary(9_999_999).length;
    const forged = table(at, next) + widget + dictionary(next + room).padEnd(room, ' ');
    return latin1(text.slice(0, gap[1]).padEnd(xref, ' ') + forged + text.slice(gap[1]));
  };
  const behind = (): number => sealed.length - gap[1];

  it('the old part moved, a new dictionary with the old signature', async () => {
    const file = wrapped((moved) => `/ByteRange [0 ${gap[0]} ${moved} ${behind()}]`);
    expect(await judged(file)).toEqual(byteRange('gap is not Contents'));
  });

  it('the old part moved, a dictionary whose range is the old one', async () => {
    expect(await judged(wrapped(() => `/ByteRange [0 ${gap[0]} ${gap[1]} ${behind()}]`))).toEqual(
      byteRange('gap is not Contents'),
    );
  });
});
