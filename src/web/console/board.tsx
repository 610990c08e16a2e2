import type { StationOverview } from '../../contracts/api';
import { byWard, CONDITIONS, countOf, type Ward } from './choice';
import { useWords } from './language';
import { useRoving } from './roving';
import { StationMark } from './station-mark';

interface Props {
  readonly stations: readonly StationOverview[];
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
}
type StationProps = Props & { readonly propsOf: ReturnType<typeof useRoving>['propsOf'] };

/** What is the matter, in a line: the worst in words, how many more, and since when it is silent. */
function Trouble({ station }: { station: StationOverview }) {
  const { t, time, finding } = useWords();
  const { condition, findings, heardAtMs } = station;
  const [worst, ...others] = findings;
  const more = others.filter((other) => other !== 'silent').length;
  return (
    <>
      <span className="station__what">
        {worst && finding(worst).short} {more > 0 && t('more.findings', { more, count: more + 1 })}
      </span>
      {condition === 'silent' && heardAtMs !== null && <span className="figures">{time(heardAtMs)}</span>}
    </>
  );
}

/**
 * A station: a line with words where something is the matter, a name and a tick where nothing is. One and the same
 * button in both, so that the focus stays when a station changes under it.
 */
function StationButton({ station, selected, onSelect, propsOf }: StationProps & { station: StationOverview }) {
  const { t } = useWords();
  const { id, name, condition } = station;
  return (
    <button
      type="button"
      className={`station station--${condition}`}
      aria-pressed={id === selected}
      onClick={() => onSelect(id)}
      {...propsOf(id)}
    >
      <StationMark condition={condition} />
      <span className="station__name">{name}</span>
      <span className="visually-hidden">{t(`condition.${condition}`)}</span>
      {condition !== 'ok' && <Trouble station={station} />}
    </button>
  );
}

function WardCard({ ward, ...rest }: StationProps & { ward: Ward }) {
  const { t } = useWords();
  const { name, stations } = ward;
  const troubled = stations.filter(({ condition }) => condition !== 'ok');
  const well = stations.filter(({ condition }) => condition === 'ok');
  return (
    <section className="ward" aria-label={name || t('ward.none')}>
      <h2 className="ward__head">
        <span className="ward__name">{name || t('ward.none')}</span>
        {CONDITIONS.map((condition) => ({ condition, count: countOf(stations, condition) }))
          .filter(({ count }) => count > 0)
          .map(({ condition, count }) => (
            <span key={condition} className="ward__count figures" title={t(`condition.${condition}`)}>
              <StationMark condition={condition} />
              <span className="visually-hidden">{t(`condition.${condition}`)}</span>
              {count}
            </span>
          ))}
      </h2>
      <div className="ward__stations">
        {[...troubled, ...well].map((station) => (
          <StationButton key={station.id} station={station} {...rest} />
        ))}
      </div>
    </section>
  );
}

/** Ward by ward: what needs a hand as lines with words, everything else as small as can be read. */
export function Board(props: Props) {
  const { onKeyDown, propsOf } = useRoving(props.stations.map(({ id }) => id));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys of the buttons inside
    <div className="board" onKeyDown={onKeyDown}>
      {byWard(props.stations).map((ward) => (
        <WardCard key={ward.name} ward={ward} propsOf={propsOf} {...props} stations={ward.stations} />
      ))}
    </div>
  );
}
