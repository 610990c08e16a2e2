/** Names the rules by which a file is normalised: the same rules make the same bytes of the same source. */
export const NORMALISE_RULES = 'InkWitness/normalise/1';

/** Why a file is written anew before its first signature; what was seen of each is in docs/adr/0013. */
export const NORMALISE_REASONS = [
  /** Something stands before %PDF-: readers count offsets from the file's start or from the header. */
  'bytes-before-header',
  /** Something stands behind the last %%EOF: an appended revision would stand behind it. */
  'bytes-after-eof',
  /** A table with /XRefStm (ISO 32000-1 7.5.8.4): old and new readers know different objects. */
  'hybrid-index',
  /** The first revision's index has gaps. */
  'fragmented-index',
  /** /Size, a generation or a free entry is not as ISO 32000-1 7.5.4 wants it. */
  'index-entries',
  /** The index does not lead to the objects; each object is written once, so that there is one way to read the file. */
  'faulty-index',
  /** A page or a field that is no indirect object. */
  'direct-node',
  /** A stream's /Length does not lead to `endstream`. */
  'stream-length',
  /** A reference to an object that is not there. */
  'dangling-reference',
  /** A name with bytes that should be escaped (7.3.5). */
  'unescaped-name',
  /** A dictionary that has a key twice. */
  'repeated-key',
  /** A page that nothing leads to: an index added later could bring it up in place of what was signed. */
  'lost-page',
] as const;

export type NormaliseReason = (typeof NORMALISE_REASONS)[number];
