import { useEffect, useState } from 'react';
import { Button, useNow } from '../controls';
import { formatDay, formatTime, useWords } from '../i18n';
import { InkProvider } from '../ink-view';
import { LanguageSwitch, useKiosk } from '../kiosk';
import { HandedOver, HandOver } from './hand-over';
import { HealthRail } from './health-rail';
import { NoticeBar } from './notice-bar';
import { TaskPane } from './task-pane';
import { Upkeep } from './upkeep';
import { Worklist } from './worklist';

/** The nurse's window. With one display it lends itself to the patient while an act runs. */
export function BenchApp() {
  return (
    <InkProvider>
      <BenchOrPatient />
    </InkProvider>
  );
}

type Holder = 'offered' | 'patient' | 'nurse';

function BenchOrPatient() {
  const { snapshot } = useKiosk();
  const { act, layout } = snapshot;
  const running = act === undefined ? undefined : `${snapshot.task?.taskId}/${act.slot}`;
  const [holder, setHolder] = useState<Holder>('offered');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another act is the trigger
  useEffect(() => setHolder('offered'), [running]);
  if (act === undefined || layout === 'two-screens') return <Bench />;
  // Stopped before anybody was handed the device (a crash, a restart): the nurse goes on first.
  if (act.step === 'interrupted' && holder === 'offered') return <Bench />;
  if (holder === 'offered') return <HandOver act={act} onHanded={() => setHolder('patient')} />;
  if (holder === 'patient') return <HandedOver onReturn={() => setHolder('nurse')} />;
  return <Bench onHandAgain={() => setHolder('patient')} />;
}

function Bench({ onHandAgain }: { onHandAgain?: () => void }) {
  const { snapshot } = useKiosk();
  /** Counts openings, so that the button always leads to the first page; 0 is closed. */
  const [upkeep, setUpkeep] = useState(0);
  const taskId = snapshot.task?.taskId;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another task is the trigger, opened from the list beside it
  useEffect(() => setUpkeep(0), [taskId]);
  // whoever signs comes first: the mirror takes the place back
  const isFree = snapshot.act === undefined;
  return (
    <div className="bench">
      <TopBar />
      <Worklist />
      <main className="centre">
        {onHandAgain !== undefined && <ReturnedBar onHandAgain={onHandAgain} />}
        <NoticeBar />
        {upkeep > 0 && isFree ? (
          <Upkeep key={upkeep} onClose={() => setUpkeep(0)} />
        ) : (
          <TaskPane key={snapshot.task?.taskId ?? 'none'} />
        )}
      </main>
      <HealthRail onUpkeep={isFree ? () => setUpkeep(upkeep + 1) : undefined} />
    </div>
  );
}

function ReturnedBar({ onHandAgain }: { onHandAgain: () => void }) {
  const { t } = useWords();
  const { snapshot } = useKiosk();
  return (
    <div className="returned">
      <p>{t('hand.returned', { name: snapshot.act?.signerName ?? '' })}</p>
      <Button icon="right" onPress={onHandAgain}>
        {t('hand.again')}
      </Button>
    </div>
  );
}

function TopBar() {
  const { t, language } = useWords();
  const { snapshot } = useKiosk();
  const now = useNow();
  return (
    <header className="top-bar">
      <h1 className="top-bar__product">
        <img className="top-bar__mark" src="/icon.svg" alt="" />
        {t('product.full')}
      </h1>
      <p className="top-bar__ward">{snapshot.station.ward}</p>
      {snapshot.testBuild && <p className="top-bar__test">{t('test-build')}</p>}
      <p className="top-bar__clock figures">
        {formatDay(now, language)} <strong>{formatTime(now)}</strong>
      </p>
      <LanguageSwitch className="top-bar__languages" />
    </header>
  );
}
