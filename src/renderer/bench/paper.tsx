import { useEffect, useRef, useState } from 'react';
import { PAPERS, type PaperName } from '../../contracts/ipc';
import { Button } from '../controls';
import { useWords } from '../i18n';

interface Props {
  readonly name: PaperName;
  readonly folder: string;
  readonly onClose: () => void;
}

/** A paper that ships with the program, to be scrolled through; its file's place stands above. Escape leads back to About. */
export function Paper({ name, folder, onClose }: Props) {
  const { t } = useWords();
  const text = usePaper(name);
  const place = useRef<HTMLPreElement>(null);
  const path = `${folder}${folder.includes('\\') ? '\\' : '/'}${PAPERS[name]}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a text that is here is the trigger; the arrow keys scroll it at once
  useEffect(() => place.current?.focus(), [text]);
  return (
    <section
      className="paper"
      aria-label={t(`about.paper.${name}`)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header className="paper__head">
        <h3 className="card__title">{t(`about.paper.${name}`)}</h3>
        <Button icon="left" look="quiet" onPress={onClose}>
          {t('about.paper.back')}
        </Button>
      </header>
      <p className="paper__path">{text.state === 'failed' ? t('about.paper.failed', { path }) : path}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <pre ref={place} className="paper__text" tabIndex={0} aria-busy={text.state === 'loading'}>
        {text.state === 'loading' ? t('about.paper.loading') : text.text}
      </pre>
    </section>
  );
}

interface PaperText {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly text: string;
}

function usePaper(name: PaperName): PaperText {
  const [paper, setPaper] = useState<PaperText>({ state: 'loading', text: '' });
  useEffect(() => {
    const leaving = new AbortController();
    const bring = async (): Promise<void> => {
      const answer = await fetch(`/papers/${name}`, { signal: leaving.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const text = await answer.text();
      setPaper({ state: 'ready', text });
    };
    bring().catch(() => {
      if (!leaving.signal.aborted) setPaper({ state: 'failed', text: '' });
    });
    return () => leaving.abort();
  }, [name]);
  return paper;
}
