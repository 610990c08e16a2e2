import { FilePicker } from './file-picker';
import { useWords } from './language';

interface Props {
  readonly present: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onForget: () => void;
}

/** Where a custodian puts the key in, and takes it out again. */
export function KeyCard({ present, onFiles, onForget }: Props) {
  const { t } = useWords();
  return (
    <section className="card">
      <h2>{t('key.title')}</h2>
      <p>{t('key.why')}</p>
      {present ? (
        <p className="row">
          <span className="tick">{t('key.ready')}</span>
          <button type="button" className="button" onClick={onForget}>
            {t('key.forget')}
          </button>
        </p>
      ) : (
        <FilePicker label={t('key.add')} accept=".pem,.key" onFiles={onFiles} />
      )}
    </section>
  );
}
