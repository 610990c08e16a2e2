import { useState } from 'react';
import { Button } from '../controls';
import { useWords } from '../i18n';
import { useKiosk } from '../kiosk';
import { type HealthLine, healthLines } from './health-lines';

/** Every device and connection as a line with a dot and a word; a click says what to do about it. */
export function HealthRail({ onUpkeep }: { onUpkeep: (() => void) | undefined }) {
  const { t } = useWords();
  const { snapshot } = useKiosk();
  const [open, setOpen] = useState<HealthLine['id']>();
  return (
    <aside className="health" aria-label={t('health.title')}>
      <h2 className="health__title">{t('health.title')}</h2>
      <ul className="health__lines">
        {healthLines(snapshot).map((line) => (
          <Line
            key={line.id}
            line={line}
            open={open === line.id}
            onToggle={() => setOpen(open === line.id ? undefined : line.id)}
          />
        ))}
      </ul>
      {onUpkeep !== undefined && (
        <Button icon="info" look="quiet" className="health__upkeep" onPress={onUpkeep}>
          {t('upkeep.open')}
        </Button>
      )}
      <p className="health__version">{t('bench.version', { version: snapshot.version })}</p>
    </aside>
  );
}

function Line({ line, open, onToggle }: { line: HealthLine; open: boolean; onToggle: () => void }) {
  const { t } = useWords();
  const panel = `health-${line.id}`;
  return (
    <li className="health__item">
      <button
        type="button"
        className={`health-line health-line--${line.level}`}
        aria-expanded={open}
        aria-controls={panel}
        onClick={onToggle}
      >
        <span className="health-line__dot" aria-hidden="true" />
        <span className="health-line__label">{t(line.label)}</span>
        <span className="health-line__word">{t(line.word, { count: line.count ?? 0 })}</span>
      </button>
      {open && (
        <section id={panel} className="health-advice" aria-label={t(line.label)}>
          {line.name !== undefined && <p className="health-advice__name">{line.name}</p>}
          {line.advice.map((key) => (
            <p key={key}>{t(key)}</p>
          ))}
          {line.id === 'pad' && line.level !== 'ok' && <PointerChoice />}
          {line.id === 'update' && <UpdateChoice />}
          {line.id === 'queue' && (line.count ?? 0) > 0 && <RetryQueue />}
        </section>
      )}
    </li>
  );
}

function PointerChoice() {
  const { t } = useWords();
  const { snapshot, send } = useKiosk();
  const allowed = snapshot.health.pointerAllowed;
  return (
    <Button icon="hand" onPress={() => void send('pointer.allow', { allowed: !allowed })}>
      {allowed ? t('health.pointer.forbid') : t('health.pointer.allow')}
    </Button>
  );
}

function UpdateChoice() {
  const { t } = useWords();
  const { snapshot, send } = useKiosk();
  const { update } = snapshot.health;
  if (update !== 'waiting' && update !== 'tonight') return null;
  return (
    <>
      <Button icon="refresh" disabled={snapshot.task !== undefined} onPress={() => void send('update.install', {})}>
        {t('act.update.now')}
      </Button>
      {update === 'waiting' && (
        <Button look="quiet" onPress={() => void send('update.later', {})}>
          {t('act.update.tonight')}
        </Button>
      )}
    </>
  );
}

function RetryQueue() {
  const { t } = useWords();
  const { send } = useKiosk();
  return (
    <Button icon="refresh" onPress={() => void send('queue.retry', {})}>
      {t('act.retry')}
    </Button>
  );
}
