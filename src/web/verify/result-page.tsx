import { useMemo, useState } from 'react';
import type { RecipientKey } from '../../core/cms';
import { reportView } from '../../report';
import type { Checked } from './checked';
import { isClosed } from './inlined';
import { KeyCard } from './key-card';
import { useWords } from './language';
import { ReportCard } from './report-card';
import { subjectOf } from './report-files';
import { RevisionPages } from './revision-pages';
import { SignatureCard } from './signature-card';
import { type Anchor, TrustCard } from './trust-card';
import { VerdictCard } from './verdict-card';

interface Props {
  readonly checked: Checked;
  readonly anchors: readonly Anchor[];
  readonly recipient: RecipientKey | undefined;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onForgetKey: () => void;
}

/** In one column the pages stand below everything else. */
function bringPagesIntoSight(): void {
  const pages = document.querySelector('.pages');
  if (pages && pages.getBoundingClientRect().top > innerHeight) pages.scrollIntoView();
}

/** The verdict, the acts, what they rest on, and the form as it was. */
export function ResultPage({ checked, anchors, recipient, onFiles, onForgetKey }: Props) {
  const { t, language } = useWords();
  const { source, result } = checked;
  // The same words as on paper; the digest of the file stands only there.
  const view = useMemo(
    () => reportView(checked.result, { ...subjectOf(checked), sha256: '' }, language),
    [checked, language],
  );
  const signatures = result.ok ? result.value.signatures : [];
  const [chosen, setChosen] = useState<{ readonly index: number; readonly page: number }>();
  const current = chosen && chosen.index < signatures.length ? chosen : undefined;
  const signature = current && signatures[current.index];
  const shown = {
    size: signature?.signedSize ?? source.size,
    page: current?.page ?? 0,
    title: current ? t('pages.title', { number: current.index + 1 }) : t('pages.whole'),
  };
  const hasEvidence = signatures.some(({ evidence }) => evidence.state === 'intact');
  return (
    <>
      <VerdictCard {...checked} />
      <div className="columns">
        <div className="column">
          {signatures.length > 0 && <h2 className="heading">{t('signatures')}</h2>}
          <ol className="signatures">
            {signatures.map((one, index) => (
              <SignatureCard
                key={`${one.field} ${one.documentDigest}`}
                source={source}
                signature={one}
                told={view.acts.list[index]}
                recipient={recipient}
                selected={current?.index === index}
                onShow={(page) => {
                  setChosen({ index, page });
                  bringPagesIntoSight();
                }}
              />
            ))}
          </ol>
          {hasEvidence && !isClosed() && (
            <KeyCard present={recipient !== undefined} onFiles={onFiles} onForget={onForgetKey} />
          )}
          <TrustCard anchors={anchors} onFiles={onFiles} />
          {!isClosed() && <ReportCard checked={checked} />}
        </div>
        {result.ok && (
          <div className="column column--pages">
            <RevisionPages source={source} shown={shown} />
            {current && (
              <button type="button" className="button" onClick={() => setChosen(undefined)}>
                {t('pages.whole')}
              </button>
            )}
          </div>
        )}
      </div>
    </>
  );
}
