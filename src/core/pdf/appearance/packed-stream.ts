import { writeStream } from '../syntax/write';
import type { Deflate } from '../types';

/** A stream object, compressed where that makes it smaller. */
export const packedStream = (entries: string, data: Uint8Array, deflate: Deflate | undefined): Uint8Array => {
  const packed = deflate?.(data);
  return packed !== undefined && packed.length < data.length
    ? writeStream(`${entries}/Filter/FlateDecode`, packed)
    : writeStream(entries, data);
};
