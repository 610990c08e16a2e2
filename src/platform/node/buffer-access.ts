import type { RandomAccess } from '../../core/base';
import { plain } from './plain';

/** RandomAccess over bytes in memory; answers views, no copies. */
export const bufferAccess = (source: Uint8Array): RandomAccess => {
  const bytes = plain(source);
  const clip = (at: number): number => Math.min(at, bytes.length);
  return { size: bytes.length, read: async (offset, length) => bytes.subarray(clip(offset), clip(offset + length)) };
};
