import { useWords } from './language';

/** No station is known: how the first one is enrolled. */
export function EmptyHospital() {
  const { t } = useWords();
  return (
    <section className="empty">
      <h1>{t('empty.title')}</h1>
      <ol>
        <li>{t('empty.1')}</li>
        <li>
          {t('empty.2')} <code>inkwitness enrol-codes --out DIR</code>
        </li>
        <li>{t('empty.3')}</li>
        <li>{t('empty.4')}</li>
      </ol>
    </section>
  );
}
