import type { Language } from '../language';

/** One thing that was looked at: fine, worth a word, or in the way of signing. */
export interface Finding {
  readonly subject: 'runtime' | 'devices' | 'key' | 'server' | 'clock' | 'time' | 'fonts' | 'journal' | 'disk';
  readonly state: 'ok' | 'warning' | 'failing';
  readonly text: Readonly<Record<Language, string>>;
  /** For the machine: a code of the error tables, where there is one. */
  readonly code?: string;
}

export const finding = (
  subject: Finding['subject'],
  state: Finding['state'],
  zh: string,
  en: string,
  code?: string,
): Finding => ({ subject, state, text: { zh, en }, ...(code === undefined ? {} : { code }) });
