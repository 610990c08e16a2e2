import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameCutter, frame } from '../../../../test/support/virtual-pad/stu-wire';
import { crc16 } from './crc16';
import { encodeFrame, FrameReader } from './frame';

const anyReport = fc.uint8Array({ minLength: 1, maxLength: 64 });
const readAll = (chunks: readonly Uint8Array[], reader = new FrameReader()) => {
  const reports: Uint8Array[] = [];
  for (const chunk of chunks) reader.push(chunk, (report) => reports.push(report.slice()));
  return { reports, counters: reader.counters };
};
const split = (bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] => {
  const chunks: Uint8Array[] = [];
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
};

describe('serial frames of a Wacom STU', () => {
  it('packs eight bits into seven, header first', () => {
    // 0x80 0x08 = 1000000 0000100 0(000000), three groups: length 3
    expect(encodeFrame(Uint8Array.of(0x80, 0x08))).toEqual(Uint8Array.of(0x80, 0x03, 0x40, 0x02, 0x00));
    expect(encodeFrame(new Uint8Array(11)).length).toBe(2 + 13);
  });

  it('knows both checksums by their published check values', () => {
    const digits = new TextEncoder().encode('123456789');
    expect(crc16(digits, 'arc')).toBe(0xbb3d);
    expect(crc16(digits, 'modbus')).toBe(0x4b37);
  });

  it('agrees with a second implementation, both ways, at any chunking', () => {
    fc.assert(
      fc.property(
        fc.array(anyReport, { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        (reports, crc, sizes) => {
          const bytes = Buffer.concat(reports.map((report) => frame(report, crc)));
          expect(readAll(split(bytes, sizes)).reports).toEqual(reports);
          const cutter = new FrameCutter();
          expect(reports.flatMap((report) => cutter.cut(encodeFrame(report)))).toEqual(reports);
          expect(encodeFrame(reports[0] as Uint8Array, 'modbus')).toEqual(frame(reports[0] as Uint8Array, true));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('takes the checksum that the first flagged frame obeys, and stays with it', () => {
    const report = Uint8Array.of(0x34, 1, 2, 3);
    const { reports, counters } = readAll([
      encodeFrame(report, 'arc'),
      encodeFrame(report, 'modbus'),
      encodeFrame(report, 'arc'),
    ]);
    expect(reports).toHaveLength(2);
    expect(counters).toMatchObject({ frames: 2, crcErrors: 1 });
  });

  it('drops a damaged frame with a checksum and counts it', () => {
    const good = frame(Uint8Array.of(0x34, 5, 6, 7, 8), true);
    const bad = good.slice();
    bad[4] = (bad[4] as number) ^ 1;
    const { reports, counters } = readAll([bad, good]);
    expect(reports).toHaveLength(1);
    expect(counters.crcErrors).toBe(1);
  });

  it('a frame cut off by a lost byte costs that frame only', () => {
    const reports = [1, 2, 3].map((n) => Uint8Array.of(0x34, n, n, n, n, n, n, n, n, n, n));
    const frames = reports.map((report) => frame(report, false));
    const cut = frames.map((bytes, index) => (index === 1 ? bytes.filter((_, at) => at !== 6) : bytes));
    const { reports: read, counters } = readAll(cut);
    expect(read).toEqual([reports[0], reports[2]]);
    expect(counters.droppedBytes).toBe(14);
  });
});
