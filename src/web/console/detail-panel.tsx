import { useEffect, useRef } from 'react';
import type { StationFinding, StationOverview } from '../../contracts/api';
import { FACTS, standsOut } from './columns';
import { useWords } from './language';
import { StationMark } from './station-mark';

function FindingCard({ finding, id }: { finding: StationFinding; id: string }) {
  const words = useWords();
  const { short, cause, toDo } = words.finding(finding, { id });
  return (
    <li className="finding">
      <h3>{short}</h3>
      <p>{cause}</p>
      <p>
        <b>{words.t('detail.toDo')}</b> {toDo}
      </p>
    </li>
  );
}

function FactList({ station }: { station: StationOverview }) {
  const words = useWords();
  const { t, time } = words;
  const { id, enrolledAtMs, queueSinceMs, status } = station;
  return (
    <dl className="facts figures">
      {FACTS.map((column) => (
        <div key={column.key} className={standsOut(station, column) ? 'facts__bad' : undefined}>
          <dt>{t(column.word)}</dt>
          <dd>
            {column.key === 'queue' && queueSinceMs !== null && status !== null
              ? t('fact.queueSince', { count: status.queue, time: time(queueSinceMs) })
              : column.text(station, words)}
          </dd>
        </div>
      ))}
      {enrolledAtMs !== null && (
        <div>
          <dt>{t('fact.enrolled')}</dt>
          <dd>{words.day(enrolledAtMs)}</dd>
        </div>
      )}
      <div>
        <dt>{t('fact.id')}</dt>
        <dd>{id}</dd>
      </div>
    </dl>
  );
}

/** One station: what is the matter, what to do, and everything it said last. */
export function DetailPanel({ station, onClose }: { station: StationOverview; onClose: () => void }) {
  const { t } = useWords();
  const { id, name, ward, condition, findings } = station;
  const title = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another station, another heading to read from
  useEffect(() => title.current?.focus(), [id]);
  return (
    <aside className="detail" aria-labelledby="detail-title">
      <div className="detail__head">
        <h2 id="detail-title" ref={title} tabIndex={-1}>
          {name}
        </h2>
        <button type="button" className="button" onClick={onClose}>
          {t('detail.close')}
        </button>
      </div>
      <p className="detail__ward">{ward}</p>
      <p className={`state state--${condition}`}>
        <StationMark condition={condition} />
        {t(`condition.${condition}`)}
      </p>
      {findings.length === 0 ? (
        <p>{t('detail.well')}</p>
      ) : (
        <ul className="findings">
          {findings.map((finding) => (
            <FindingCard key={finding} finding={finding} id={id} />
          ))}
        </ul>
      )}
      <h3>{t('detail.facts')}</h3>
      <FactList station={station} />
    </aside>
  );
}
