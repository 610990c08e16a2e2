/**
 * ISO/IEC 19794-7:2007 signature/sign time series, full format. Layout:
 * "SDI\0" " 10\0", channel inclusion (2), a description for each channel, reserved (1),
 * then the body: extended data flag (1), number of sample points (3), the points, [length (2), extended data].
 */
export const FORMAT_IDENTIFIER = Uint8Array.of(0x53, 0x44, 0x49, 0x00);
export const STANDARD_VERSION = Uint8Array.of(0x20, 0x31, 0x30, 0x00);

/** In the order of the channel inclusion bits, from bit 15 down. */
export const CHANNELS = [
  'X',
  'Y',
  'Z',
  'VX',
  'VY',
  'AX',
  'AY',
  'T',
  'DT',
  'F',
  'S',
  'TX',
  'TY',
  'Az',
  'El',
  'R',
] as const;
export type ChannelName = (typeof CHANNELS)[number];

/** Two's complement is not used: a signed channel is stored with 32768 added. */
export const SIGNED: ReadonlySet<ChannelName> = new Set(['X', 'Y', 'Z', 'VX', 'VY', 'AX', 'AY', 'TX', 'TY']);
export const SIGNED_OFFSET = 0x8000;

/** Bits of the preamble of a channel description. */
export const ATTRIBUTE = {
  scaling: 0x80,
  minimum: 0x40,
  maximum: 0x20,
  mean: 0x10,
  deviation: 0x08,
  constant: 0x04,
  linearRemoved: 0x02,
} as const;

/** What one channel means. `scaling`: divide a value by it to get millimetres (X, Y), seconds (T, DT), newtons (F), degrees (TX, TY). */
export interface ChannelDescription {
  readonly name: ChannelName;
  readonly scaling?: number;
  /** Smallest and largest value that the device can give. */
  readonly minimum?: number;
  readonly maximum?: number;
  readonly mean?: number;
  readonly deviation?: number;
}

/** A decoded record: `points[i][k]` is the value of channel k in sample i. */
export interface Iso19794_7Record {
  readonly channels: readonly ChannelDescription[];
  readonly points: readonly (readonly number[])[];
  readonly extendedData?: Uint8Array;
}

/** The number of points has three bytes; ours stop far earlier: an hour and a half at 200/s. */
export const MAX_POINTS = 1_000_000;

/** 5 bit exponent and 11 bit fraction: (1 + fraction / 2048) * 2^(exponent - 16). */
export function encodeScaling(value: number): number {
  const exponent = Math.min(31, Math.max(0, Math.floor(Math.log2(value)) + 16));
  const fraction = Math.round((value / 2 ** (exponent - 16) - 1) * 2048);
  if (fraction > 2047) return exponent < 31 ? (exponent + 1) << 11 : (exponent << 11) | 2047;
  return (exponent << 11) | Math.max(0, fraction);
}

export const decodeScaling = (word: number): number => (1 + (word & 0x7ff) / 2048) * 2 ** ((word >> 11) - 16);
