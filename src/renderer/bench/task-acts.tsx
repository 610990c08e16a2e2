import type { ActView, SignerView, TaskView } from '../../contracts/ipc';
import { Button, Icon, type IconName } from '../controls';
import { formatTime, hasText, type Translate, useWords } from '../i18n';
import { useKiosk } from '../kiosk';
import { ConfirmPatient } from './confirm-patient';
import { PrimaryAct } from './primary-act';
import { chosenSigner, isComplete, nextSigner, useSignerDraft } from './signer-draft';
import { SignerForm } from './signer-form';
import { SignerList } from './signer-list';
import { toneOf } from './task-badge';

/** The right half of an open task: what to do now, and with whom. */
export function TaskActs({ task }: { task: TaskView }) {
  const { snapshot } = useKiosk();
  const next = nextSigner(task);
  const open = task.state === 'waiting' || task.state === 'in-progress' || task.state === 'interrupted';
  if (snapshot.act !== undefined && !waitsForNurse(snapshot.act)) return <SignerList task={task} />;
  if (open && next !== undefined && !task.patientConfirmed) {
    return (
      <>
        <StateWords task={task} />
        <ConfirmPatient task={task} />
        <SignerList task={task} />
      </>
    );
  }
  if (open && next !== undefined) return <NextSigner key={`${task.taskId}/${next.slot}`} task={task} signer={next} />;
  return (
    <>
      <StateWords task={task} />
      <SignerList task={task} />
      <VerifySealed task={task} />
      <ClosingAct task={task} allConfirmed={next === undefined} />
    </>
  );
}

/** The signer's part is over for now: what goes on is the nurse's to say. */
const waitsForNurse = ({ step }: ActView): boolean => step === 'interrupted' || step === 'declined';

function NextSigner({ task, signer }: { task: TaskView; signer: SignerView }) {
  const { t } = useWords();
  const { snapshot, send } = useKiosk();
  const [draft, change] = useSignerDraft(task, signer);
  // Who signs was settled when the act began; it only goes on.
  const resumes = snapshot.act?.step === 'interrupted' && snapshot.act.slot === signer.slot;
  const begun = task.signers.some(({ state }) => state === 'sealed' || state === 'confirmed');
  const start = async () => {
    const chosen = resumes || (await send('signer.choose', chosenSigner(signer.slot, draft))).ok;
    if (chosen) await send('act.start', { slot: signer.slot });
  };
  const label = task.state === 'interrupted' ? t('act.resume') : begun ? t('act.next') : t('act.start');
  return (
    <>
      <StateWords task={task} />
      <SignerList task={task} next={signer.slot}>
        {!resumes && <SignerForm signer={signer} draft={draft} onChange={change} />}
      </SignerList>
      <PrimaryAct
        label={label}
        icon="pen"
        moment={`${task.taskId}/${signer.slot}`}
        waitsFor={isComplete(draft) ? undefined : t('act.choose-first')}
        onPress={() => void start()}
      />
    </>
  );
}

/** What stands in the way, or what was reached: a plain sentence; for a blocked form the three sentences of its code. */
function StateWords({ task }: { task: TaskView }) {
  const { t, error } = useWords();
  const tone = toneOf(task.state);
  if (task.state === 'blocked') {
    const words = error(task.code ?? 'UNKNOWN');
    return (
      <div className="state-words state-words--danger" role="status">
        <Icon name="warning" />
        <div>
          <p>{words.safe}</p>
          <p className="state-words__main">{words.happened}</p>
          <p>{words.toDo}</p>
          <p className="state-words__code figures">{task.code}</p>
        </div>
      </div>
    );
  }
  if (task.waiting !== undefined) return <WaitingWords waiting={task.waiting} />;
  const key = `state.${task.state}`;
  if (!hasText(key)) return null;
  return (
    <div className={`state-words state-words--${tone}`} role="status">
      <Icon name={STATE_ICONS[tone]} />
      <p>{t(key, { name: decliner(task, t) })}</p>
    </div>
  );
}

/** A finished form can be checked on the spot, in the page that a family or a court uses. */
function VerifySealed({ task }: { task: TaskView }) {
  const { t } = useWords();
  const { documentKey, state } = task;
  if (documentKey === undefined || (state !== 'signed' && state !== 'delivered')) return null;
  return (
    <Button icon="check" onPress={() => window.open(`/verifier/${documentKey}`, 'verifier', 'noopener')}>
      {t('task.verify')}
    </Button>
  );
}

/** What the form waits for, since when, and what the nurse can do meanwhile. */
function WaitingWords({ waiting }: { waiting: NonNullable<TaskView['waiting']> }) {
  const { t } = useWords();
  return (
    <div className="state-words state-words--warning" role="status">
      <Icon name="clock" />
      <p>{t(`state.waiting.${waiting.for}`, { time: formatTime(waiting.sinceMs) })}</p>
    </div>
  );
}

const STATE_ICONS: Record<ReturnType<typeof toneOf>, IconName> = {
  calm: 'info',
  active: 'info',
  warning: 'info',
  danger: 'warning',
  done: 'check',
};

const decliner = (task: TaskView, t: Translate): string => nextSigner(task)?.name || t('capacity.patient');

function ClosingAct({ task, allConfirmed }: { task: TaskView; allConfirmed: boolean }) {
  const { t } = useWords();
  const { send } = useKiosk();
  const moment = `${task.taskId}/${task.state}`;
  if (task.state === 'declined') {
    return (
      <div className="closing">
        <Button icon="minus" onPress={() => void send('task.record-refusal', {})}>
          {t('act.record-refusal')}
        </Button>
        <PrimaryAct
          label={t('act.resume-after-decline')}
          icon="pen"
          moment={moment}
          onPress={() => void send('task.resume-after-decline', {})}
        />
      </div>
    );
  }
  if (task.state === 'sealing') {
    return (
      <PrimaryAct label={t('act.retry')} icon="refresh" moment={moment} onPress={() => void send('queue.retry', {})} />
    );
  }
  if (task.state === 'signed' || (task.state === 'in-progress' && allConfirmed)) {
    return (
      <PrimaryAct label={t('act.finish')} icon="archive" moment={moment} onPress={() => void send('task.finish', {})} />
    );
  }
  return <PrimaryAct label={t('task.close')} icon="left" moment={moment} onPress={() => void send('task.close', {})} />;
}
