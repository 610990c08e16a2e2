import type { RandomAccess } from '../../core/base';

/** Smaller reads are of the file's structure; what takes long is the one pass in large pieces. */
const LARGE = 1 << 19;

/** The same bytes; tells how much of them was read in large pieces, 0 to 1, never backwards. */
export function watchedAccess(source: RandomAccess, onShare: (share: number) => void): RandomAccess {
  let reached = 0;
  return {
    size: source.size,
    read: async (offset, length) => {
      const bytes = await source.read(offset, length);
      if (length >= LARGE && offset + bytes.length > reached) {
        reached = offset + bytes.length;
        onShare(Math.min(1, reached / source.size));
      }
      return bytes;
    },
  };
}
