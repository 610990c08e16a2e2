import { type Random, toHex } from '../../core/base';

/** A new identifier: its kind and 128 random bits. */
export const freshId = (kind: 'task' | 'event' | 'outcome', random: Random): string =>
  `${kind}-${toHex(random.bytes(16))}`;
