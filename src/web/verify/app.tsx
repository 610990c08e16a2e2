import { useEffect, useMemo, useState } from 'react';
import type { Result } from '../../core/base';
import type { RecipientKey } from '../../core/cms';
import type { ValidationReport } from '../../core/validation';
import { blobAccess } from '../../platform/web';
import type { Checked } from './checked';
import { DropPage } from './drop-page';
import { sortFiles } from './given-files';
import { builtInAnchors, isClosed, openedDocument } from './inlined';
import { useWords } from './language';
import { ResultPage } from './result-page';
import { TopBar } from './top-bar';
import type { Anchor } from './trust-card';
import { certificatesOf, fetchDocument, validateFile } from './validate-file';
import { watchedAccess } from './watched-access';
import type { WordKey } from './words-catalogue';

const startAnchors = (): readonly Anchor[] =>
  certificatesOf(builtInAnchors()).map((certificate) => ({ certificate, origin: 'trust.builtIn' }));

/** Judges the document with the anchors; again whenever one of them changes. `share`: how much of it is read, 0 to 1. */
function useChecked(document: File | undefined, anchors: readonly Anchor[]) {
  const source = useMemo(() => document && blobAccess(document), [document]);
  const [checked, setChecked] = useState<Checked>();
  const [share, setShare] = useState(0);
  useEffect(() => {
    let stopped = false;
    if (!document || !source) return undefined;
    const certificates = anchors.map(({ certificate }) => certificate);
    setShare(0);
    const watched = watchedAccess(source, (read) => stopped || setShare(read));
    validateFile(watched, certificates)
      .catch((): Result<ValidationReport> => ({ ok: false, error: { code: 'VIEW_UNAVAILABLE' } }))
      .then((result) => {
        if (stopped) return;
        setChecked({ fileName: document.name, source, result, certificates, checkedAt: new Date().toISOString() });
      });
    return () => {
      stopped = true;
    };
  }, [document, source, anchors]);
  return { checked: checked?.source === source ? checked : undefined, share };
}

/** Everything on the page; a file may be dropped anywhere. */
export function App() {
  const { t } = useWords();
  const [document, setDocument] = useState<File>();
  const [anchors, setAnchors] = useState(startAnchors);
  const [recipient, setRecipient] = useState<RecipientKey>();
  const [trouble, setTrouble] = useState<WordKey>();
  const { checked, share } = useChecked(document, anchors);

  const take = async (files: readonly File[]) => {
    if (files.length === 0 || isClosed()) return;
    const given = await sortFiles(files);
    setTrouble(given.trouble);
    if (given.document) setDocument(given.document);
    if (given.recipient) setRecipient(given.recipient);
    if (given.anchors.length > 0)
      setAnchors((before) => [
        ...before,
        ...given.anchors.map((certificate): Anchor => ({ certificate, origin: 'trust.dropped' })),
      ]);
  };

  useEffect(() => {
    const opened = openedDocument();
    if (opened === undefined) return;
    fetchDocument(opened).then(setDocument, () => setTrouble('opening.failed'));
  }, []);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way beside the buttons
    <div
      className="page"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        take([...event.dataTransfer.files]);
      }}
    >
      <TopBar onFiles={document ? take : undefined} />
      <main>
        {trouble && (
          <p className="note note--bad" role="alert">
            {t(trouble)}
          </p>
        )}
        {!document && openedDocument() && !trouble && (
          <p className="working" role="status">
            {t('working')}
          </p>
        )}
        {!document && (!openedDocument() || trouble) && <DropPage onFiles={take} anchors={anchors} />}
        {document && !checked && (
          <div className="working" role="status">
            <p>{share > 0 ? t('working.share', { share: Math.floor(share * 100) }) : t('working')}</p>
            <progress max={1} value={share} aria-label={t('working')} />
          </div>
        )}
        {checked && (
          <ResultPage
            checked={checked}
            anchors={anchors}
            recipient={recipient}
            onFiles={take}
            onForgetKey={() => setRecipient(undefined)}
          />
        )}
      </main>
    </div>
  );
}
