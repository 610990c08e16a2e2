import { FilePicker } from './file-picker';
import { isClosed } from './inlined';
import { useWords } from './language';

/** Name of the page, another file, languages. */
export function TopBar({ onFiles }: { onFiles: ((files: readonly File[]) => void) | undefined }) {
  const { t, language, change } = useWords();
  return (
    <header className="top">
      <p className="top__name">
        <b>墨证 InkWitness</b> <span>{t('page.title')}</span>
      </p>
      {onFiles && <FilePicker label={t('drop.more')} accept=".pdf,.pem,.crt,.cer,.key" onFiles={onFiles} />}
      {isClosed() && (
        <button type="button" className="button" onClick={() => window.close()}>
          {t('page.close')}
        </button>
      )}
      <div className="top__languages">
        <button
          type="button"
          className="button"
          lang="zh-CN"
          aria-pressed={language === 'zh'}
          onClick={() => change('zh')}
        >
          中文
        </button>
        <button
          type="button"
          className="button"
          lang="en"
          aria-pressed={language === 'en'}
          onClick={() => change('en')}
        >
          English
        </button>
      </div>
    </header>
  );
}
