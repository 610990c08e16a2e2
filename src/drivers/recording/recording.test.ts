import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseGreyMap } from './grey-map';
import { parsePenTrace } from './pen-trace';

const text = readFileSync('fixtures/pen-traces/wacom/stu-430v/single-stroke.ndjson', 'utf8');
const print = new Uint8Array(readFileSync('fixtures/fingers/good.pgm'));

describe('recordings', () => {
  it('are read whole', () => {
    expect(parsePenTrace(text)).toMatchObject({ ok: true, value: { header: { definition: 'wacom-stu-430v' } } });
    expect(parseGreyMap(print, 500)).toMatchObject({ ok: true, value: { width: 256, height: 288 } });
  });
  it.each(['', '{}', '[1]\n[2]', text.replace('"maxX":9600', '"maxX":0'), `${text}[1,"00"]`, `${text}[99999999,"0"]`])(
    'anything else is DEVICE_GARBLED (%#)',
    (broken) => {
      expect(parsePenTrace(broken)).toMatchObject({ ok: false, error: { code: 'DEVICE_GARBLED' } });
    },
  );
  it('random or cut off bytes give a code', () => {
    fc.assert(fc.property(fc.string(), (broken) => !parsePenTrace(broken).ok));
    fc.assert(fc.property(fc.uint8Array(), (broken) => !parseGreyMap(broken, 500).ok));
    for (const length of [0, 5, 20, 1000, print.length - 1])
      expect(parseGreyMap(print.subarray(0, length), 500).ok).toBe(false);
  });
});
