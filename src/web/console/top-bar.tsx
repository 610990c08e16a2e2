import type { StationsOverview } from '../../contracts/api';
import { useWords } from './language';
import { serverDoor } from './server-door';

const LANGUAGES = [
  ['zh', 'zh-CN', '中文'],
  ['en', 'en', 'English'],
] as const;

/** Name of the page and the hospital, who is signed in, languages. */
export function TopBar({ picture, onSignedOut }: { picture: StationsOverview | undefined; onSignedOut: () => void }) {
  const { t, language, change } = useWords();
  return (
    <header className="top">
      <p className="top__name">
        <b>墨证 InkWitness</b> <span>{t('page.title')}</span> {picture && <span>{picture.hospital}</span>}
      </p>
      {picture && (
        <>
          <span className="top__operator">{picture.session.operator}</span>
          <button
            type="button"
            className="button"
            onClick={async () => {
              if ((await serverDoor.signOut()).kind !== 'away') onSignedOut();
            }}
          >
            {t('signOut.button')}
          </button>
        </>
      )}
      <div className="top__languages">
        {LANGUAGES.map(([one, tag, name]) => (
          <button
            key={one}
            type="button"
            className="button"
            lang={tag}
            aria-pressed={language === one}
            onClick={() => change(one)}
          >
            {name}
          </button>
        ))}
      </div>
    </header>
  );
}
