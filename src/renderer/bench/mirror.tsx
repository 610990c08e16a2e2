import type { ActView, TaskView } from '../../contracts/ipc';
import { useWords } from '../i18n';
import { FingerPicture, InkCanvas, useWritingBox } from '../ink-view';
import { SealedPlace } from '../patient';
import { MirrorControls } from './mirror-controls';

const STEPS = ['identify', 'read', 'sign', 'finger', 'review', 'thanks'] as const;

/** What the patient does now, live, with the nurse's helping hand below. */
export function Mirror({ act, task }: { act: ActView; task: TaskView }) {
  const { t } = useWords();
  return (
    <section className="mirror" aria-label={t('mirror.title')}>
      <header className="mirror__head">
        <h3 className="card__title">{t('mirror.title')}</h3>
        <p className="mirror__who">
          {t('mirror.who', { name: act.signerName, capacity: t(`capacity.${act.capacity}`) })}
        </p>
      </header>
      <MirrorSteps act={act} />
      <div className="mirror__stage" aria-live="polite">
        <MirrorTrouble act={act} />
        <Stage act={act} task={task} />
      </div>
      <MirrorControls act={act} />
    </section>
  );
}

function MirrorSteps({ act }: { act: ActView }) {
  const { t } = useWords();
  const steps = STEPS.filter((step) => step !== 'finger' || act.finger.state !== 'not-needed');
  const now = steps.findIndex((step) => step === (act.step === 'sealing' ? 'thanks' : act.step));
  return (
    <ol className="mirror-steps">
      {steps.map((step, index) => (
        <li
          key={step}
          aria-current={index === now ? 'step' : undefined}
          className={index < now ? 'mirror-steps__step mirror-steps__step--done' : 'mirror-steps__step'}
        >
          {t(`mirror.step.${step}`)}
        </li>
      ))}
    </ol>
  );
}

function MirrorTrouble({ act }: { act: ActView }) {
  const { error } = useWords();
  if (act.trouble === undefined) return null;
  const words = error(act.trouble.code);
  return (
    <div className="mirror__trouble" role="alert">
      <p>{words.safe}</p>
      <p className="state-words__main">{words.happened}</p>
      <p>{words.toDo}</p>
    </div>
  );
}

function Stage({ act, task }: { act: ActView; task: TaskView }) {
  const { t } = useWords();
  if (act.step === 'identify') return <p className="mirror__words">{t('mirror.identify')}</p>;
  if (act.step === 'read') return <ReadProgress act={act} total={task.pageCount ?? 0} />;
  if (act.step === 'sign') return <InkMirror act={act} />;
  if (act.step === 'finger') return <FingerMirror act={act} />;
  if (act.step === 'review' && act.review !== undefined) {
    return <SealedPlace review={act.review} onSeen={() => undefined} />;
  }
  if (act.step === 'declined') return <p className="mirror__words">{t('declined.title')}</p>;
  if (act.step === 'interrupted') return <p className="mirror__words">{t('interrupted.title')}</p>;
  return <p className="mirror__words">{act.step === 'thanks' ? t('thanks.title') : t('sealing.line')}</p>;
}

function ReadProgress({ act, total }: { act: ActView; total: number }) {
  const { t } = useWords();
  const pages = Array.from({ length: Math.min(total, 60) }, (_, index) => index + 1);
  return (
    <div className="mirror__words">
      <p>{act.readAloud ? t('mirror.read-aloud') : t('mirror.read', { seen: act.pagesSeen.length, total })}</p>
      <ol className="mirror-pages" aria-hidden="true">
        {pages.map((page) => (
          <li
            key={page}
            className={
              act.pagesSeen.includes(page) ? 'mirror-pages__page mirror-pages__page--seen' : 'mirror-pages__page'
            }
          >
            {page}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** What the pad did wrong and what to check; the two gravest causes are enough for a hurried reader. */
function Refused({ refused }: { refused: NonNullable<ActView['ink']['refused']> }) {
  const { t } = useWords();
  const { score, floor, times } = refused;
  return (
    <div className="mirror__trouble" role="alert">
      <p className="state-words__main">{t('mirror.refused', { score, floor, times })}</p>
      {refused.findings.slice(0, refused.mayAccept ? 1 : 2).map((finding) => (
        <p key={finding}>{t(`ink.finding.${finding}`)}</p>
      ))}
      {refused.mayAccept && <p>{t('mirror.refused.accept')}</p>}
    </div>
  );
}

function InkMirror({ act }: { act: ActView }) {
  const { t } = useWords();
  const { room, box, isMeasured } = useWritingBox(act.ink);
  return (
    <div className="mirror-ink">
      {act.ink.refused !== undefined && <Refused refused={act.ink.refused} />}
      <div ref={room} className="mirror-ink__room">
        {isMeasured && (
          <div ref={box} className="writing writing--mirror">
            <span className="writing__line" aria-hidden="true" />
            <InkCanvas label={t('sign.area')} part={act.ink.area} widthUm={act.ink.widthUm} />
          </div>
        )}
      </div>
      <p className="mirror__count figures">{t('mirror.strokes', { strokes: act.ink.strokes })}</p>
    </div>
  );
}

function FingerMirror({ act }: { act: ActView }) {
  const { t } = useWords();
  const { finger } = act;
  const state = finger.state === 'not-needed' ? 'skipped' : finger.state;
  return (
    <div className="mirror-finger">
      <FingerPicture label={t('finger.picture')} />
      <div>
        <p className="mirror-finger__state">{t(`finger.${state}`)}</p>
        {finger.reason !== undefined && state === 'poor' && <p>{t(`finger.reason.${finger.reason}`)}</p>}
        <p className="mirror__count figures">{t('mirror.attempts', { attempts: finger.attempts })}</p>
      </div>
    </div>
  );
}
