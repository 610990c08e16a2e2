import { useEffect, useRef } from 'react';
import type { StationOverview } from '../../contracts/api';
import { type Choice, CONDITIONS, causesOf, countOf } from './choice';
import { useWords } from './language';
import { StationMark } from './station-mark';
import type { WordKey } from './words-catalogue';

export type View = 'board' | 'table';
const SORTS: Readonly<Record<string, WordKey>> = {
  worst: 'sort.worst',
  name: 'sort.name',
  heardAtMs: 'sort.heardAtMs',
  version: 'sort.version',
};

interface Props {
  readonly stations: readonly StationOverview[];
  readonly choice: Choice;
  readonly onChoice: (change: Partial<Choice>) => void;
  readonly view: View;
  readonly onView: (view: View) => void;
}

/** How many are in each state; a click shows them alone, another one all again. */
function StateFilters({ stations, choice, onChoice }: Omit<Props, 'view' | 'onView'>) {
  const { t } = useWords();
  return (
    <fieldset className="filters">
      <legend className="visually-hidden">{t('filter.label')}</legend>
      <button
        type="button"
        className="filter"
        aria-pressed={choice.condition === undefined}
        onClick={() => onChoice({ condition: undefined })}
      >
        {t('filter.all')} <b className="figures">{stations.length}</b>
      </button>
      {CONDITIONS.map((condition) => (
        <button
          key={condition}
          type="button"
          className={`filter filter--${condition}`}
          aria-pressed={choice.condition === condition}
          onClick={() => onChoice({ condition: choice.condition === condition ? undefined : condition })}
        >
          <StationMark condition={condition} />
          {t(`condition.${condition}`)} <b className="figures">{countOf(stations, condition)}</b>
        </button>
      ))}
    </fieldset>
  );
}

/** What is the matter most often: one fault of a network or a version shows as one cause, not as fifty stations. */
function CauseFilters({ stations, choice, onChoice }: Omit<Props, 'view' | 'onView'>) {
  const { t, finding } = useWords();
  const causes = causesOf(stations);
  if (causes.length === 0) return null;
  return (
    <fieldset className="causes">
      <legend className="visually-hidden">{t('causes.label')}</legend>
      {causes.map(([cause, count]) => (
        <button
          key={cause}
          type="button"
          className="cause"
          aria-pressed={choice.cause === cause}
          onClick={() => onChoice({ cause: choice.cause === cause ? undefined : cause })}
        >
          {finding(cause).short} <b className="figures">{count}</b>
        </button>
      ))}
    </fieldset>
  );
}

function Search({ choice, onChoice }: Pick<Props, 'choice' | 'onChoice'>) {
  const { t } = useWords();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <input
      ref={field}
      type="search"
      className="search"
      aria-label={t('search.label')}
      placeholder={t('search.label')}
      value={choice.text}
      onChange={(event) => onChoice({ text: event.target.value })}
    />
  );
}

/** Counts that filter, causes, search, order, and how it is shown. */
export function ChoiceBar(props: Props) {
  const { t } = useWords();
  const { choice, onChoice, view, onView } = props;
  return (
    <div className="choice">
      <div className="choice__line">
        <StateFilters {...props} />
        <Search choice={choice} onChoice={onChoice} />
        <select
          className="select"
          aria-label={t('sort.label')}
          value={choice.sort in SORTS ? choice.sort : ''}
          onChange={(event) => onChoice({ sort: event.target.value, descending: false })}
        >
          {!(choice.sort in SORTS) && <option value="">{t('sort.other')}</option>}
          {Object.entries(SORTS).map(([sort, word]) => (
            <option key={sort} value={sort}>
              {t(word)}
            </option>
          ))}
        </select>
        <fieldset className="views">
          <legend className="visually-hidden">{t('view.label')}</legend>
          {(['board', 'table'] as const).map((one) => (
            <button key={one} type="button" className="filter" aria-pressed={view === one} onClick={() => onView(one)}>
              {t(`view.${one}`)}
            </button>
          ))}
        </fieldset>
      </div>
      <CauseFilters {...props} />
    </div>
  );
}
