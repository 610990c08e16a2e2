import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCapture, captureOf, captureWith, sampleAt } from '../../../../test/support/captures';
import { must } from '../../base';
import { decodeIso19794_7 } from './decode';
import { encodeIso19794_7 } from './encode';
import { decodeScaling, encodeScaling } from './format';
import { penSamplesOf } from './samples';

describe('ISO/IEC 19794-7 full format', () => {
  it('lays out header, channels and body as the standard has them', () => {
    const bytes = must(encodeIso19794_7(captureWith([sampleAt(100, 480, 0), sampleAt(200, 480, 1)])));
    const hex = Buffer.from(bytes).toString('hex');
    expect(hex.slice(0, 16)).toBe('5344490020313000');
    // X Y T F S: bits 15, 14, 8, 6, 5
    expect(hex.slice(16, 20)).toBe('c160');
    // X: scaling 100/mm = (1 + 1152/2048) * 2^6, minimum 0, maximum 10800, signed with 32768 added
    expect(hex.slice(20, 34)).toBe(`e0${((22 << 11) | 1152).toString(16)}8000${(32_768 + 10_800).toString(16)}`);
    const body = hex.slice(hex.indexOf('010000028064'));
    // extended data, 2 points, X 100, Y 6480 - 480 upwards, T 0 ms, F 500, S 1; then X 200 and T 5 ms
    expect(body.startsWith('0100000280649770000001f40001' + '80c89770000501f40001')).toBe(true);
  });

  it('keeps any capture exactly: samples, both clocks, sequence', () => {
    fc.assert(
      fc.property(anyCapture, (capture) => {
        const record = must(decodeIso19794_7(must(encodeIso19794_7(capture))));
        expect(must(penSamplesOf(record))).toEqual(capture.samples);
      }),
      { numRuns: 300 },
    );
  });

  it('is readable without our extended data, to the millisecond', () => {
    const capture = captureOf('wacom/stu-540/three-characters');
    const { extendedData, ...record } = must(decodeIso19794_7(must(encodeIso19794_7(capture))));
    const samples = must(penSamplesOf(record));
    expect(extendedData?.length).toBeGreaterThan(0);
    expect(samples.map(({ xRaw, yRaw, pressureRaw, tipSwitch }) => [xRaw, yRaw, pressureRaw, tipSwitch])).toEqual(
      capture.samples.map(({ xRaw, yRaw, pressureRaw, tipSwitch }) => [xRaw, yRaw, pressureRaw, tipSwitch]),
    );
    const first = capture.samples[0]?.deviceTime ?? 0;
    expect(samples.map((sample) => sample.hostTimeUs)).toEqual(
      capture.samples.map((sample) => ((sample.deviceTime ?? 0) - first) * 1000),
    );
  });

  it('writes DT where T would overflow', () => {
    const samples = [0, 1, 2].map((n) => sampleAt(n, n, n, { deviceTime: n * 40_000, hostTimeUs: n * 40_000_000 }));
    const record = must(decodeIso19794_7(must(encodeIso19794_7(captureWith(samples)))));
    expect(record.channels.map((channel) => channel.name)).toEqual(['X', 'Y', 'DT', 'F', 'S']);
    expect(record.points.map((point) => point[2])).toEqual([0, 40_000, 40_000]);
  });

  it('refuses a pause that no channel holds, and an empty capture', () => {
    const paused = [sampleAt(0, 0, 0), sampleAt(0, 0, 1, { deviceTime: 70_000 })];
    expect(encodeIso19794_7(captureWith(paused))).toMatchObject({ error: { code: 'INK_TOO_LONG' } });
    expect(encodeIso19794_7(captureWith([]))).toMatchObject({ error: { code: 'INK_EMPTY' } });
  });

  it('reads records whose S channel has one byte', () => {
    const head = [0x53, 0x44, 0x49, 0, 0x20, 0x31, 0x30, 0, 0xc0, 0x20, 0, 0, 0, 0, 0, 0, 0, 2];
    const narrow = Uint8Array.of(...head, 0x80, 1, 0x80, 2, 1, 0x80, 3, 0x80, 4, 0);
    expect(must(decodeIso19794_7(narrow)).points).toEqual([
      [1, 2, 1],
      [3, 4, 0],
    ]);
  });

  it('refuses attributes that cannot be read without guessing', () => {
    const constant = Uint8Array.of(0x53, 0x44, 0x49, 0, 0x20, 0x31, 0x30, 0, 0x80, 0, 0x04, 0, 0, 0, 0, 1, 0x80, 1);
    expect(decodeIso19794_7(constant)).toMatchObject({ error: { code: 'INK_ISO_UNSUPPORTED' } });
  });

  it('any scaling is off by at most a part in 2048', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 60_000, noNaN: true }), (scaling) => {
        expect(Math.abs(decodeScaling(encodeScaling(scaling)) / scaling - 1)).toBeLessThan(1 / 2048);
      }),
    );
  });

  it('cut off or random bytes give a code', () => {
    const whole = must(encodeIso19794_7(captureOf('wacom/stu-540/cross')));
    for (let length = 0; length < whole.length; length += 7)
      expect(decodeIso19794_7(whole.subarray(0, length)).ok).toBe(false);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const spoilt = whole.slice();
        spoilt[at] = (spoilt[at] as number) ^ mask;
        const record = decodeIso19794_7(spoilt);
        if (record.ok) penSamplesOf(record.value);
      }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => !decodeIso19794_7(bytes).ok));
  });
});
