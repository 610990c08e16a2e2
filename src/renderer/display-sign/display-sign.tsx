import { DISPLAY_ROLES, LANGUAGES } from '../../contracts/ipc';
import { translator } from '../i18n';

/** What a display shows of itself for some seconds. Its page has no bridge: everything stands in the address (main/windows/display-signs.ts). */
export function DisplaySign({ query }: { query: URLSearchParams }) {
  const language = LANGUAGES.find((one) => one === query.get('language')) ?? LANGUAGES[0];
  const t = translator(language);
  const given = (query.get('roles') ?? '').split(',');
  const roles = DISPLAY_ROLES.filter((role) => given.includes(role));
  return (
    <main className="display-sign" lang={language}>
      <p className="display-sign__number figures">{query.get('number')}</p>
      <h1 className="display-sign__role">
        {roles.length === 0 ? t('display.role.unused') : roles.map((role) => t(`display.role.${role}`)).join(', ')}
      </h1>
      <p className="display-sign__name">{query.get('label') || t('display.unnamed')}</p>
    </main>
  );
}
