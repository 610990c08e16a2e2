import { FilePicker } from './file-picker';
import { useWords } from './language';
import { type Anchor, TrustCard } from './trust-card';

interface Props {
  readonly anchors: readonly Anchor[];
  readonly onFiles: (files: readonly File[]) => void;
}

/** The first page: one thing to do. */
export function DropPage({ anchors, onFiles }: Props) {
  const { t } = useWords();
  return (
    <>
      <section className="drop">
        <svg className="drop__sheet" viewBox="0 0 64 80" aria-hidden="true">
          <path d="M6 4 h36 l16 16 v56 h-52 z M42 4 v16 h16" />
          <path className="drop__ink" d="M16 58 c6 -14 10 -14 10 -4 c0 8 6 -12 10 -8 c3 3 2 8 12 2" />
        </svg>
        <h1>{t('drop.title')}</h1>
        <FilePicker label={t('drop.button')} accept=".pdf,.pem,.crt,.cer,.key" strong onFiles={onFiles} />
        <p>{t('drop.hint')}</p>
        <p className="drop__private">{t('page.private')}</p>
      </section>
      <TrustCard anchors={anchors} onFiles={onFiles} />
    </>
  );
}
