import { fromLatin1, Refusal } from '../../base';
import type { ObjectStore } from '../file/object-store';
import type { StreamObject } from '../file/reader';

const CHUNK = 1 << 16;
const WORD = 'endstream';
/** White space that may stand between the data and `endstream`; more is met, but is data then. */
const SLACK = 4;

/** Whether `endstream` follows after at most an end of line (ISO 32000-1 7.3.8.1) and a little white space. */
const endsAt = async (store: ObjectStore, offset: number): Promise<boolean> => {
  if (offset > store.source.size) return false;
  const text = fromLatin1(await store.source.read(offset, SLACK + WORD.length));
  return /^[\s\0]{0,4}endstream/.test(text);
};

/** Bytes that may still be searched: many streams without an end would each cost the whole file. */
export interface SearchBudget {
  left: number;
}

/** Bytes up to the first `endstream`, without the end of line before it. */
const searchEnd = async (store: ObjectStore, stream: StreamObject, budget: SearchBudget): Promise<number> => {
  const { num, streamStart } = stream;
  const { source } = store;
  for (let from = streamStart; from < source.size; from += CHUNK) {
    budget.left -= CHUNK;
    if (budget.left < 0) throw new Refusal('PDF_TOO_LARGE', 'streams without an end');
    const start = Math.max(streamStart, from - WORD.length - 1);
    const text = fromLatin1(await source.read(start, from + CHUNK - start));
    const at = text.indexOf(WORD);
    if (at < 0) continue;
    const endOfLine = text.endsWith('\r\n', at) ? 2 : text.endsWith('\n', at) || text.endsWith('\r', at) ? 1 : 0;
    return Math.max(0, start + at - endOfLine - streamStart);
  }
  throw new Refusal('PDF_DAMAGED', `stream ${num} has no end`);
};

/** How many bytes of data a stream has, and whether its /Length says so. */
export const streamExtent = async (
  store: ObjectStore,
  stream: StreamObject,
  budget: SearchBudget,
): Promise<{ readonly length: number; readonly asStated: boolean }> => {
  const stated = await store.number(stream.value.entries.get('Length'));
  if (stated !== undefined && Number.isSafeInteger(stated) && stated >= 0)
    if (await endsAt(store, stream.streamStart + stated)) return { length: stated, asStated: true };
  return { length: await searchEnd(store, stream, budget), asStated: false };
};
