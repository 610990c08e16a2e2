/**
 * The two CRC-16 with polynomial 0x8005 reflected. The vendor's SDK calls its own "crc16_ansi" without giving the start
 * value, so the reader takes whichever the first flagged frame obeys, and stays with it.
 */
export const CRC_INITS = { arc: 0x0000, modbus: 0xffff } as const;
export type CrcKind = keyof typeof CRC_INITS;

export function crc16(bytes: Uint8Array, kind: CrcKind): number {
  let crc: number = CRC_INITS[kind];
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}
