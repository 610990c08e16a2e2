export type Language = 'zh' | 'en';

/** English where the locale says so, else Chinese, as on the screens. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return locale.startsWith('en') ? 'en' : 'zh';
}
