import { type RefObject, useEffect, useRef, useState } from 'react';
import type { WorklistItem } from '../../contracts/ipc';
import { Button, Icon } from '../controls';
import { bedNumber, useWords } from '../i18n';
import { useKiosk } from '../kiosk';
import { findTasks } from './find-tasks';
import { TaskBadge } from './task-badge';

/** Who is to sign today. A scan or `Enter` opens the first match. */
export function Worklist() {
  const { t } = useWords();
  const { snapshot, send } = useKiosk();
  const [query, setQuery] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const found = findTasks(snapshot.worklist, query);
  const nothingOpen = snapshot.task === undefined;
  useEffect(() => {
    if (nothingOpen) input.current?.focus();
  }, [nothingOpen]);
  const open = (item: WorklistItem) => {
    setQuery('');
    input.current?.blur();
    void send('task.open', { taskId: item.taskId });
  };
  return (
    <section className="worklist" aria-label={t('worklist.title')}>
      <div className="worklist__head">
        <h2 className="worklist__title">{t('worklist.title')}</h2>
        <span className="worklist__count figures">{t('worklist.count', { count: snapshot.worklist.length })}</span>
        <Button look="quiet" icon="refresh" onPress={() => void send('worklist.refresh', {})}>
          {t('worklist.refresh')}
        </Button>
      </div>
      <form
        className="search"
        onSubmit={(event) => {
          event.preventDefault();
          const first = found[0];
          if (first !== undefined) open(first);
        }}
      >
        <SearchInput innerRef={input} query={query} onQuery={setQuery} />
      </form>
      {snapshot.worklistState === 'stale' && <p className="worklist__stale">{t('worklist.stale')}</p>}
      {found.length === 0 ? (
        <WorklistEmpty query={query} />
      ) : (
        <ul className="worklist__items">
          {found.map((item) => (
            <Row
              key={item.taskId}
              item={item}
              current={item.taskId === snapshot.task?.taskId}
              onOpen={() => open(item)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

interface SearchProps {
  readonly innerRef: RefObject<HTMLInputElement | null>;
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

function SearchInput({ innerRef, query, onQuery }: SearchProps) {
  const { t } = useWords();
  return (
    <>
      <Icon name="search" />
      <input
        ref={innerRef}
        type="search"
        className="search__input"
        value={query}
        aria-label={t('worklist.search')}
        placeholder={t('worklist.search')}
        maxLength={64}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onQuery(event.target.value)}
      />
    </>
  );
}

function Row({ item, current, onOpen }: { item: WorklistItem; current: boolean; onOpen: () => void }) {
  const { t } = useWords();
  return (
    <li>
      <button type="button" className="row" aria-current={current || undefined} onClick={onOpen}>
        <span className="row__bed figures">{bedNumber(item.bed)}</span>
        <span className="row__who">
          <span className="row__name">{item.patientName}</span>
          <span className="row__form">{item.formTitle}</span>
        </span>
        <span className="row__state">
          <TaskBadge state={item.state} />
          <span className="row__signers figures">
            {t('worklist.signers', { done: item.signersDone, total: item.signersTotal })}
          </span>
        </span>
      </button>
    </li>
  );
}

function WorklistEmpty({ query }: { query: string }) {
  const { t } = useWords();
  const { snapshot } = useKiosk();
  if (snapshot.worklistState === 'loading') {
    return (
      <p className="worklist__empty" aria-busy="true">
        {t('worklist.loading')}
      </p>
    );
  }
  const [title, line] =
    snapshot.worklistState === 'never'
      ? [t('worklist.never.title'), t('worklist.never.line')]
      : snapshot.worklist.length > 0
        ? [t('worklist.none.title', { query }), t('worklist.none.line')]
        : [t('worklist.empty.title'), t('worklist.empty.line')];
  return (
    <div className="worklist__empty" role="status">
      <p className="worklist__empty-title">{title}</p>
      <p>{line}</p>
    </div>
  );
}
