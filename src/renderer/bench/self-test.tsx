import type { SelfTestLine, SelfTestView } from '../../contracts/ipc';
import { Button, Icon, type IconName } from '../controls';
import { useWords } from '../i18n';
import { useKiosk } from '../kiosk';

/** Every examination with a mark and a word, the cause and what to do. */
export function SelfTest() {
  const { t } = useWords();
  const { snapshot, send } = useKiosk();
  const { selfTest } = snapshot;
  return (
    <div className="self-test">
      <header className="self-test__head">
        <Summary selfTest={selfTest} />
        <Button
          icon="refresh"
          look="primary"
          disabled={selfTest?.running === true}
          onPress={() => void send('self-test.run', {})}
        >
          {selfTest === undefined ? t('self-test.run') : t('self-test.again')}
        </Button>
        <Button
          icon="archive"
          disabled={selfTest === undefined || selfTest.running}
          onPress={() => void send('self-test.export', {})}
        >
          {t('self-test.export')}
        </Button>
      </header>
      {selfTest?.exportedTo !== undefined && (
        <p className="self-test__path" role="status">
          {t('self-test.exported', { path: selfTest.exportedTo })}
        </p>
      )}
      <ul className="self-test__lines">
        {gravestFirst(selfTest).map((line, index) => (
          <Line key={`${line.id}-${String(index)}`} line={line} />
        ))}
      </ul>
    </div>
  );
}

const GRAVITY: Partial<Record<SelfTestLine['state'], number>> = { failing: 2, warning: 1 };

/** Under way the lines stand in the order of the examinations; of a result what has to be done comes first. */
const gravestFirst = (selfTest: SelfTestView | undefined): readonly SelfTestLine[] =>
  selfTest === undefined || selfTest.running
    ? (selfTest?.lines ?? [])
    : [...selfTest.lines].sort((a, b) => (GRAVITY[b.state] ?? 0) - (GRAVITY[a.state] ?? 0));

function Summary({ selfTest }: { selfTest: SelfTestView | undefined }) {
  const { t } = useWords();
  const count = (state: SelfTestLine['state']) => selfTest?.lines.filter((line) => line.state === state).length ?? 0;
  const [failing, warning] = [count('failing'), count('warning')];
  const words =
    selfTest === undefined
      ? t('self-test.never')
      : selfTest.running
        ? t('self-test.running', { done: selfTest.done, total: selfTest.total })
        : failing + warning === 0
          ? t('self-test.good')
          : t('self-test.found', { failing, warning });
  return (
    <div className="self-test__summary" role="status">
      <p>{words}</p>
      {selfTest?.running === true && <progress max={selfTest.total} value={selfTest.done} aria-label={words} />}
    </div>
  );
}

const MARKS: Record<SelfTestLine['state'], IconName> = {
  waiting: 'wait',
  running: 'search',
  ok: 'check',
  warning: 'warning',
  failing: 'cross',
  'not-applicable': 'minus',
  'not-run': 'minus',
};

function Line({ line: { title, state, says, toDo, code } }: { line: SelfTestLine }) {
  const { t } = useWords();
  return (
    <li className={`self-test-line self-test-line--${state}`}>
      <span className="self-test-line__mark">
        <Icon name={MARKS[state]} />
        {t(`self-test.state.${state}`)}
      </span>
      <span className="self-test-line__title">{title}</span>
      <span className="self-test-line__says">
        {toDo === undefined ? says : <strong>{says}</strong>}
        {toDo !== undefined && <span className="self-test-line__do">{toDo}</span>}
        {code !== undefined && <code className="self-test-line__code">{code}</code>}
      </span>
    </li>
  );
}
