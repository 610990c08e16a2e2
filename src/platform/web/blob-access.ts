import { concat, type RandomAccess } from '../../core/base';

/** What is needed of a Blob or File. */
export interface Slices {
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** A PDF is read in dozens of small pieces that lie close together, and each slice is a trip to another process. */
const BLOCK = 65_536;
const BLOCKS_KEPT = 32;

/** RandomAccess over a file that was dropped or picked: nothing is read but what is asked for, 2 MiB of it is kept. */
export const blobAccess = (blob: Slices): RandomAccess => {
  const { size } = blob;
  const direct = async (start: number, end: number) => new Uint8Array(await blob.slice(start, end).arrayBuffer());
  const blocks = new Map<number, Promise<Uint8Array>>();
  const block = (index: number): Promise<Uint8Array> => {
    const kept = blocks.get(index);
    if (kept !== undefined) return kept;
    const fresh = direct(index * BLOCK, Math.min(size, (index + 1) * BLOCK));
    blocks.set(index, fresh);
    fresh.catch(() => blocks.delete(index));
    const oldest = blocks.keys().next();
    if (blocks.size > BLOCKS_KEPT && !oldest.done) blocks.delete(oldest.value);
    return fresh;
  };
  const read = async (offset: number, length: number): Promise<Uint8Array> => {
    const wanted = Math.max(0, Math.min(length, size - offset));
    if (wanted === 0) return new Uint8Array(0);
    if (wanted >= BLOCK) return direct(offset, offset + wanted);
    const index = Math.floor(offset / BLOCK);
    const from = offset - index * BLOCK;
    const head = (await block(index)).slice(from, from + wanted);
    if (from + wanted <= BLOCK) return head;
    return concat([head, (await block(index + 1)).subarray(0, from + wanted - BLOCK)]);
  };
  return { size, read };
};
