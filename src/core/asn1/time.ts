import { Refusal } from '../base';

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

const clockPart = (date: Date): string =>
  two(date.getUTCMonth() + 1) +
  two(date.getUTCDate()) +
  two(date.getUTCHours()) +
  two(date.getUTCMinutes()) +
  two(date.getUTCSeconds());

/** YYMMDDHHMMSSZ of a time in 1950..2049 (RFC 5280 4.1.2.5.1). */
export const utcTimeText = (ms: number): string => {
  const date = new Date(ms);
  return `${two(date.getUTCFullYear() % 100)}${clockPart(date)}Z`;
};

/** YYYYMMDDHHMMSS[.fff]Z; a fraction has no trailing zeros (X.690 11.7.3). */
export const generalizedTimeText = (ms: number, withFraction: boolean): string => {
  const date = new Date(ms);
  const fraction = date.getUTCMilliseconds();
  const tail = withFraction && fraction > 0 ? `.${String(fraction).padStart(3, '0').replace(/0+$/, '')}` : '';
  return `${String(date.getUTCFullYear()).padStart(4, '0')}${clockPart(date)}${tail}Z`;
};

const fromParts = (year: number, digits: string, fractionMs: number): number => {
  const part = (at: number): number => Number(digits.slice(at, at + 2));
  const [month, day, hour, minute, second] = [part(0), part(2), part(4), part(6), part(8)] as const;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const sameDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!sameDay || hour > 23 || minute > 59 || second > 59) throw new Refusal('ASN1_BAD_VALUE', 'time out of range');
  date.setUTCHours(hour, minute, second, fractionMs);
  return date.getTime();
};

/** Milliseconds since 1970 of UTCTime text in DER form; years 50..99 are 19xx (RFC 5280 4.1.2.5.1). */
export const parseUtcTime = (text: string): number => {
  const match = /^(\d\d)(\d{10})Z$/.exec(text);
  if (match === null) throw new Refusal('ASN1_BAD_VALUE', 'UTCTime');
  const year = Number(match[1]);
  return fromParts(year < 50 ? 2000 + year : 1900 + year, match[2] as string, 0);
};

/** Milliseconds since 1970 of GeneralizedTime text in DER form (X.690 11.7); digits below a millisecond are cut off. */
export const parseGeneralizedTime = (text: string): number => {
  const match = /^(\d{4})(\d{10})(?:\.(\d{0,11}[1-9]))?Z$/.exec(text);
  if (match === null) throw new Refusal('ASN1_BAD_VALUE', 'GeneralizedTime');
  const fractionMs = Number((match[3] ?? '').padEnd(3, '0').slice(0, 3));
  return fromParts(Number(match[1]), match[2] as string, fractionMs);
};
