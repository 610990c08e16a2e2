import type { StationOverview } from '../../contracts/api';
import type { Choice } from './choice';
import { COLUMNS, type Column, standsOut } from './columns';
import { useWords } from './language';
import { useRoving } from './roving';
import { StationMark } from './station-mark';

interface Props {
  readonly stations: readonly StationOverview[];
  readonly choice: Choice;
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
  readonly onSort: (key: string) => void;
}

function HeadCell({ column, choice, onSort }: Pick<Props, 'choice' | 'onSort'> & { column: Column }) {
  const { t } = useWords();
  const isSorted = choice.sort === column.key;
  return (
    <th scope="col" aria-sort={isSorted ? (choice.descending ? 'descending' : 'ascending') : 'none'}>
      <button type="button" className="table__sort" onClick={() => onSort(column.key)}>
        {t(column.word)}
        <span aria-hidden="true">{isSorted ? (choice.descending ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  );
}

type RowProps = Pick<Props, 'selected' | 'onSelect'> & {
  readonly station: StationOverview;
  readonly propsOf: ReturnType<typeof useRoving>['propsOf'];
};

function Row({ station, selected, onSelect, propsOf }: RowProps) {
  const words = useWords();
  const { id, condition } = station;
  const [state, name, ...facts] = COLUMNS as [Column, Column, ...Column[]];
  return (
    <tr className={id === selected ? 'table__row--selected' : undefined} onClick={() => onSelect(id)}>
      <td>
        <span className={`state state--${condition}`}>
          <StationMark condition={condition} />
          {state.text(station, words)}
        </span>
      </td>
      <th scope="row">
        <button type="button" className="table__name" aria-pressed={id === selected} {...propsOf(id)}>
          {name.text(station, words)}
        </button>
      </th>
      {facts.map((column) => (
        <td key={column.key} className={standsOut(station, column) ? 'table__bad' : undefined}>
          {column.text(station, words)}
        </td>
      ))}
    </tr>
  );
}

/** Everything that is known of every station; a click on a column sorts by it. */
export function StationTable({ stations, choice, selected, onSelect, onSort }: Props) {
  const { t } = useWords();
  const { onKeyDown, propsOf } = useRoving(stations.map(({ id }) => id));
  return (
    <table className="table figures" aria-label={t('table.label')} onKeyDown={onKeyDown}>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <HeadCell key={column.key} column={column} choice={choice} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody>
        {stations.map((station) => (
          <Row key={station.id} station={station} selected={selected} onSelect={onSelect} propsOf={propsOf} />
        ))}
      </tbody>
    </table>
  );
}
