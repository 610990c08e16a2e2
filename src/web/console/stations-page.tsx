import { useEffect, useMemo, useState } from 'react';
import type { StationsOverview } from '../../contracts/api';
import { Board } from './board';
import { type Choice, chosen, EVERYTHING } from './choice';
import { ChoiceBar, type View } from './choice-bar';
import { orderOf } from './columns';
import { DetailPanel } from './detail-panel';
import { EmptyHospital } from './empty-hospital';
import { useWords } from './language';
import { StationTable } from './station-table';

/** The column again turns the order round. */
const sortedBy = (choice: Choice, sort: string): Partial<Choice> => ({
  sort,
  descending: choice.sort === sort && !choice.descending,
});

/** Which station is open; closed, the focus goes back to where it was opened. */
function useSelected() {
  const [selected, setSelected] = useState<string>();
  const close = () => {
    setSelected(undefined);
    if (selected !== undefined)
      document.querySelector<HTMLElement>(`[data-station="${CSS.escape(selected)}"]`)?.focus();
  };
  return { selected, setSelected, close };
}

/** What is shown of all stations, and one of them beside it. */
export function StationsPage({ picture, isAway }: { picture: StationsOverview; isAway: boolean }) {
  const { t, time } = useWords();
  const [choice, setChoice] = useState(EVERYTHING);
  const [view, setView] = useState<View>('board');
  const { selected, setSelected, close } = useSelected();
  const { stations, serverTimeMs } = picture;
  const shown = useMemo(() => chosen(stations, choice, orderOf(choice.sort)), [stations, choice]);
  const open = stations.find(({ id }) => id === selected);
  const onChoice = (change: Partial<Choice>) => setChoice((before) => ({ ...before, ...change }));

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && close();
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });

  const lists = { stations: shown, selected: open?.id, onSelect: setSelected };
  return (
    <>
      {isAway && (
        <p className="note note--bad note--wide" role="alert">
          {t('away.since', { time: time(serverTimeMs) })}
        </p>
      )}
      {stations.length === 0 ? (
        <EmptyHospital />
      ) : (
        <>
          <ChoiceBar stations={stations} choice={choice} onChoice={onChoice} view={view} onView={setView} />
          <div className="stage">
            <main className="stage__list" aria-label={t('page.title')}>
              {shown.length === 0 && (
                <p className="nothing">
                  {t('nothing.found')}{' '}
                  <button type="button" className="button" onClick={() => setChoice(EVERYTHING)}>
                    {t('filter.clear')}
                  </button>
                </p>
              )}
              {shown.length > 0 && view === 'board' && <Board {...lists} />}
              {shown.length > 0 && view === 'table' && (
                <StationTable {...lists} choice={choice} onSort={(sort) => onChoice(sortedBy(choice, sort))} />
              )}
            </main>
            {open && <DetailPanel station={open} onClose={close} />}
          </div>
          <footer className="foot">
            <span className="figures">{t('updated.at', { time: time(serverTimeMs) })}</span>
            <span>{t('keys.help')}</span>
          </footer>
        </>
      )}
    </>
  );
}
