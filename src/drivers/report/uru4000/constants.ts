/** U.are.U 4000, 4000B, 4500: what is public of its USB interface, as collected by the libfprint project (uru4000). */
export const ENDPOINT = { interrupt: 1, image: 2 } as const;
/** Vendor request of every register access; wValue is the register. */
export const REGISTER_REQUEST = 0x04;
export const REGISTER = { status: 0x07, scrambleIndex: 0x33, scrambleKey: 0x34, mode: 0x4e, about: 0xf0 } as const;
/** Bits of the status register: asleep, and a state that only a restart of its power ends. */
export const STATUS = { asleep: 0x80, stuck: 0x84, awake: 0x01, low: 0x0f } as const;
export const MODE = { awaitOn: 0x10, awaitOff: 0x12, capture: 0x20, off: 0x70 } as const;
/** First two bytes of an interrupt, big-endian. */
export const INTERRUPT = { powered: 0x56aa, fingerOn: 0x0101, fingerOff: 0x0200, failing: 0x0800 } as const;
export const INTERRUPT_LENGTH = 64;
export const ABOUT_LENGTH = 16;

export const WIDTH = 384;
export const HEIGHT = 290;
export const HEADER_LENGTH = 64;
/** Longest transfer: header and all lines. */
export const TRANSFER_LENGTH = HEADER_LENGTH + WIDTH * HEIGHT;
/** Blocks of lines in the header, two bytes each, from byte 16. */
export const BLOCKS_AT = 16;
export const BLOCK_COUNT = 15;
export const BLOCK = { changeKey: 0x80, keepKey: 0x04, scrambled: 0x02, absent: 0x01 } as const;
