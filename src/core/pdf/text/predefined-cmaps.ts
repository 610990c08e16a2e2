/**
 * Predefined CMaps of ISO 32000-1 table 118 by the character set that their codes are in. Widths stay those of the
 * font; the text comes from the code itself.
 */
const CHARSETS: readonly (readonly [RegExp, string])[] = [
  [/^Uni(GB|CNS|JIS|KS|JISX0213|JISX02132004|JIS2004)-(UCS2|UTF16)/, 'utf-16be'],
  [/^(GBK-EUC|GBKp-EUC|GBpc-EUC|GB-EUC)-/, 'gbk'],
  [/^GBK2K-/, 'gb18030'],
  [/^(B5pc|HKscs-B5|ETen-B5|ETenms-B5)-/, 'big5'],
  [/^(83pv-RKSJ|90ms-RKSJ|90msp-RKSJ|90pv-RKSJ|Add-RKSJ|Ext-RKSJ)-/, 'shift_jis'],
  [/^(KSC-EUC|KSCms-UHC|KSCms-UHC-HW|KSCpc-EUC)-/, 'euc-kr'],
];

/** Encoding label (WHATWG) of a predefined CMap's codes; undefined for Identity and unknown names. */
export const charsetOfCMap = (name: string): string | undefined =>
  CHARSETS.find(([pattern]) => pattern.test(name))?.[1];

const isHighSurrogate = (byte: number): boolean => byte >= 0xd8 && byte <= 0xdb;

/** Bytes of the code that begins at `at`. */
export const codeLength = (name: string, embedded: Uint8Array | undefined, bytes: Uint8Array, at: number): number => {
  const first = bytes[at] as number;
  if (embedded !== undefined) return embedded[first] || 1;
  const charset = charsetOfCMap(name);
  if (charset === undefined) return 2;
  if (charset === 'utf-16be') return name.includes('UTF16') && isHighSurrogate(first) ? 4 : 2;
  if (first < 0x80) return 1;
  if (charset === 'shift_jis' && first >= 0xa0 && first <= 0xdf) return 1;
  const second = bytes[at + 1] ?? 0;
  return charset === 'gb18030' && second >= 0x30 && second <= 0x39 ? 4 : 2;
};
