/** White-space characters of ISO 32000-1 table 1. */
export const isWhite = (c: number | undefined): boolean =>
  c === 32 || c === 10 || c === 13 || c === 9 || c === 0 || c === 12;

/** Delimiter characters of ISO 32000-1 table 2: ( ) < > [ ] { } / % */
export const isDelimiter = (c: number | undefined): boolean =>
  c === 40 ||
  c === 41 ||
  c === 60 ||
  c === 62 ||
  c === 91 ||
  c === 93 ||
  c === 123 ||
  c === 125 ||
  c === 47 ||
  c === 37;

export const isRegular = (c: number | undefined): boolean => c !== undefined && !isWhite(c) && !isDelimiter(c);

export const isDigit = (c: number | undefined): boolean => c !== undefined && c >= 48 && c <= 57;
