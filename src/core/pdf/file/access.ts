import type { RandomAccess } from '../../base';

/** Original bytes followed by a tail, as one source. */
export const joinAccess = (source: RandomAccess, tail: Uint8Array): RandomAccess => ({
  size: source.size + tail.length,
  async read(offset, length) {
    const end = Math.min(source.size + tail.length, offset + length);
    if (end <= offset) return new Uint8Array(0);
    if (end <= source.size) return source.read(offset, end - offset);
    if (offset >= source.size) return tail.slice(offset - source.size, end - source.size);
    const out = new Uint8Array(end - offset);
    const head = await source.read(offset, source.size - offset);
    out.set(head);
    out.set(tail.subarray(0, end - source.size), head.length);
    return out;
  },
});

/** The first `size` bytes as a source of their own: a revision as it was when it was signed. */
export const prefixAccess = (source: RandomAccess, size: number): RandomAccess => {
  const bounded = Math.max(0, Math.min(size, source.size));
  return {
    size: bounded,
    async read(offset, length) {
      const end = Math.min(bounded, offset + length);
      return end <= offset ? new Uint8Array(0) : source.read(offset, end - offset);
    },
  };
};

/** A source from `offset` on: a file whose offsets count from its header. */
export const suffixAccess = (source: RandomAccess, offset: number): RandomAccess =>
  offset === 0
    ? source
    : {
        size: source.size - offset,
        read: (at, length) => source.read(offset + at, length),
      };

const BLOCK = 1 << 16;
const MAX_BLOCKS = 128;

/**
 * The same bytes with the blocks read last kept (8 MiB at most): a file and its signed revisions are read object by
 * object, over and over. Longer reads, as for digests, go straight through.
 */
export const cachedAccess = (source: RandomAccess): RandomAccess => {
  const blocks = new Map<number, Promise<Uint8Array>>();
  const block = (index: number): Promise<Uint8Array> => {
    const known = blocks.get(index) ?? source.read(index * BLOCK, Math.min(BLOCK, source.size - index * BLOCK));
    blocks.delete(index);
    blocks.set(index, known);
    if (blocks.size > MAX_BLOCKS) blocks.delete(blocks.keys().next().value as number);
    return known;
  };
  return {
    size: source.size,
    async read(offset, length) {
      const end = Math.min(source.size, offset + length);
      if (end <= offset || end - offset > BLOCK) return source.read(offset, length);
      const first = Math.floor(offset / BLOCK);
      const head = (await block(first)).slice(offset - first * BLOCK, end - first * BLOCK);
      if (end <= (first + 1) * BLOCK) return head;
      const out = new Uint8Array(end - offset);
      out.set(head);
      out.set((await block(first + 1)).subarray(0, end - (first + 1) * BLOCK), head.length);
      return out;
    },
  };
};
