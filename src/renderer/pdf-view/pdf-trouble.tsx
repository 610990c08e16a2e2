import { useWords } from '../i18n';

/** Shown in the place of a page that cannot be opened; the rest of the screen stays usable. */
export function PdfTrouble({ onAgain }: { onAgain: () => void }) {
  const { t, error } = useWords();
  const words = error('VIEW_UNAVAILABLE');
  return (
    <div className="pdf-trouble" role="alert">
      <p className="pdf-trouble__title">{t('pdf.failed')}</p>
      <p>
        {words.safe} {words.toDo}
      </p>
      <button type="button" className="button" onClick={onAgain}>
        {t('pdf.again')}
      </button>
    </div>
  );
}
