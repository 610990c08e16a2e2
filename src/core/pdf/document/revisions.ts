import { fromLatin1, type RandomAccess } from '../../base';
import type { SectionFacts } from '../file/xref-entry';
import type { Revision } from '../types';

const MARKER_WINDOW = 1024;

/** Offset after the %%EOF (and its end of line) that closes a section; the section's own end when there is none. */
const endOf = async (source: RandomAccess, section: SectionFacts): Promise<number> => {
  const text = fromLatin1(await source.read(section.after, Math.min(MARKER_WINDOW, source.size - section.after)));
  const match = /%%EOF(?:\r\n|\r|\n)?/.exec(text);
  return match === null ? section.after : section.after + match.index + match[0].length;
};

/**
 * Revisions, oldest first. A linearized file's first-page section stands before the main one that its /Prev names
 * (ISO 32000-1 annex F): both belong to one revision.
 */
export const listRevisions = async (source: RandomAccess, sections: readonly SectionFacts[]): Promise<Revision[]> => {
  const out: Revision[] = [];
  const oldestFirst = [...sections].reverse();
  for (const [i, section] of oldestFirst.entries()) {
    const end = await endOf(source, section);
    const older = oldestFirst[i - 1];
    const last = out[out.length - 1];
    if (older !== undefined && last !== undefined && section.offset < older.offset)
      out[out.length - 1] = { ...last, xref: section.offset, kind: section.kind, end: Math.max(last.end, end) };
    else out.push({ index: out.length, end, xref: section.offset, kind: section.kind });
  }
  return out;
};
