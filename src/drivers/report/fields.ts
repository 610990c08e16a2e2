/** Fields of a report at a byte offset; the caller has checked the length. */
export const byte = (report: Uint8Array, at: number): number => report[at] as number;
export const le16 = (report: Uint8Array, at: number): number => byte(report, at) | (byte(report, at + 1) << 8);
export const le24 = (report: Uint8Array, at: number): number => le16(report, at) | (byte(report, at + 2) << 16);
export const be16 = (report: Uint8Array, at: number): number => (byte(report, at) << 8) | byte(report, at + 1);
export const int8 = (report: Uint8Array, at: number): number => (byte(report, at) << 24) >> 24;
export const int16 = (report: Uint8Array, at: number): number => (le16(report, at) << 16) >> 16;
