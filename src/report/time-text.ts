import type { VerdictLanguage } from '../presentation';

const LOCALES: Readonly<Record<VerdictLanguage, string>> = { zh: 'zh-CN', en: 'en-GB' };

/** 2026年11月21日 14:05:00（GMT+08:00）: a court must not have to ask which clock; other text is answered as it is. */
export function timeText(rfc3339: string, language: VerdictLanguage, timeZone?: string): string {
  const date = new Date(rfc3339);
  if (Number.isNaN(date.getTime())) return rfc3339;
  const zone = timeZone === undefined ? {} : { timeZone };
  const text = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeStyle: 'medium', ...zone });
  const offset = new Intl.DateTimeFormat('en', { timeZoneName: 'longOffset', ...zone })
    .formatToParts(date)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const name = offset === 'GMT' ? 'UTC' : offset?.replace('GMT', 'UTC');
  return language === 'zh' ? `${text.format(date)}（${name}）` : `${text.format(date)} (${name})`;
}
