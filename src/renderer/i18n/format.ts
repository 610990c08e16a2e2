import type { Language } from '../../contracts/ipc';

const two = (value: number): string => String(value).padStart(2, '0');
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 14:05 in local time. */
export function formatTime(ms: number): string {
  const at = new Date(ms);
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** 2026年11月21日 or 21 Nov 2026 in local time. */
export function formatDay(ms: number, language: Language): string {
  const at = new Date(ms);
  return datePhrase(at.getFullYear(), at.getMonth() + 1, at.getDate(), language);
}

/** 2026年11月21日 14:05. */
export const formatDateTime = (ms: number, language: Language): string =>
  `${formatDay(ms, language)} ${formatTime(ms)}`;

/** A birth date `1951-03-02` as the language writes it; anything else is shown as it came. */
export function formatBirthDate(iso: string, language: Language): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso) ?? [];
  return year === undefined ? iso : datePhrase(Number(year), Number(month), Number(day), language);
}

/** Completed years, undefined for an unreadable birth date. */
export function ageInYears(iso: string, nowMs: number): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso) ?? [];
  if (year === undefined) return undefined;
  const now = new Date(nowMs);
  const beforeBirthday = (now.getMonth() + 1) * 100 + now.getDate() < Number(month) * 100 + Number(day);
  const years = now.getFullYear() - Number(year) - (beforeBirthday ? 1 : 0);
  return years >= 0 ? years : undefined;
}

/** The first six groups of four hex digits of a digest: enough to compare by eye, short enough to copy by hand. */
export const digestGroups = (hex: string): readonly string[] =>
  (
    hex
      .slice(0, 24)
      .toUpperCase()
      .match(/.{1,4}/g) ?? []
  ).slice(0, 6);

/** The bed without the word for bed, which some HIS send along (`12床`): the screens say it in their own language. */
export const bedNumber = (bed: string): string => bed.replace(/\s*床$/, '');

const datePhrase = (year: number, month: number, day: number, language: Language): string =>
  language === 'zh-CN' ? `${year}年${month}月${day}日` : `${day} ${MONTHS[month - 1] ?? month} ${year}`;
