import { useState } from 'react';
import type { Checked } from './checked';
import { useWords } from './language';
import { REPORTS, type ReportKind, saveAs } from './report-files';
import type { WordKey } from './words-catalogue';

const BUTTONS: readonly (readonly [ReportKind, WordKey])[] = [
  ['pdf', 'report.pdf'],
  ['html', 'report.html'],
  ['etsi', 'report.etsi'],
  ['line', 'report.save'],
];

/** The verdict to carry away: on paper for people, as data for programs. */
export function ReportCard({ checked }: { checked: Checked }) {
  const { t, language } = useWords();
  const [state, setState] = useState<'idle' | 'making' | 'failed'>('idle');
  const save = async (kind: ReportKind) => {
    setState('making');
    try {
      const { ending, type, make } = REPORTS[kind];
      saveAs(`${checked.fileName.replace(/\.pdf$/i, '')}.${ending}`, await make(checked, language), type);
      setState('idle');
    } catch {
      setState('failed');
    }
  };
  return (
    <section className="card">
      <h2>{t('report.title.card')}</h2>
      <p className="row">
        {BUTTONS.map(([kind, word]) => (
          <button
            key={kind}
            type="button"
            className={`button${kind === 'pdf' ? ' button--strong' : ''}`}
            disabled={state === 'making'}
            onClick={() => void save(kind)}
          >
            {t(word)}
          </button>
        ))}
      </p>
      <p role="status">{state === 'making' ? t('report.making') : state === 'failed' ? t('report.failed') : ''}</p>
    </section>
  );
}
