import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHidrawText } from './hidraw-text';

const TEXT = `# 1. draw a line
D: 0
R: 4 05 0d 09 02
N: Wacom Co.,Ltd. CTL-460
P: usb-0000:00:1a.0-1.2/input0
I: 3 056a 00d4
D: 1
I: 3 056a 00d5
D: 0

E: 0.599995 9 02 f1 a8 04 f3 0e 96 03 12
E: 12.000001 2 c0 01
`;

describe('parseHidrawText', () => {
  it('reads devices, descriptors and reports with their times', () => {
    expect(parseHidrawText(TEXT)).toEqual({
      ok: true,
      value: {
        devices: [
          {
            name: 'Wacom Co.,Ltd. CTL-460',
            vendorId: 0x056a,
            productId: 0x00d4,
            reportDescriptor: Uint8Array.of(5, 13, 9, 2),
          },
          { vendorId: 0x056a, productId: 0x00d5 },
        ],
        reports: [
          { device: 0, timeUs: 599_995, bytes: Uint8Array.of(2, 0xf1, 0xa8, 4, 0xf3, 14, 0x96, 3, 0x12) },
          { device: 0, timeUs: 12_000_001, bytes: Uint8Array.of(0xc0, 1) },
        ],
      },
    });
  });

  it.each([
    ['a count that is not that of the bytes', 'E: 0.000000 3 02 f1'],
    ['a time without microseconds', 'E: 0.5 1 02'],
    ['bytes that are none', 'E: 0.000000 1 xx'],
    ['a device number without end', `D: 99\n${TEXT}`],
    ['other text', 'hello'],
    ['no report', 'D: 0'],
    ['ids that are none', 'I: 3 wacom'],
  ])('refuses %s', (_what, text) => {
    expect(parseHidrawText(text)).toMatchObject({ ok: false, error: { code: 'DEVICE_GARBLED' } });
  });

  it('never throws', () => {
    const line = fc.oneof(
      fc.string(),
      fc.tuple(fc.constantFrom('D', 'R', 'E', 'I', 'N'), fc.string()).map((p) => p.join(': ')),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(() => parseHidrawText(lines.join('\n'))).not.toThrow();
      }),
    );
  });
});
