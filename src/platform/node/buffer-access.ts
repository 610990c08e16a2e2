import type { RandomAccess } from '../../core/base';

/** RandomAccess over bytes in memory; answers views, no copies. */
export const bufferAccess = (bytes: Uint8Array): RandomAccess => ({
  size: bytes.length,
  read: async (offset, length) =>
    bytes.subarray(Math.min(offset, bytes.length), Math.min(offset + length, bytes.length)),
});
