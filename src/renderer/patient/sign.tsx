import { useCallback } from 'react';
import type { ActView, TaskView } from '../../contracts/ipc';
import { Button, useSize } from '../controls';
import { useWords } from '../i18n';
import { InkCanvas } from '../ink-view';
import { useKiosk } from '../kiosk';
import { PatientFrame } from './patient-frame';

/** Where a pad has not told its size yet. */
const USUAL_ASPECT = 5 / 2;

/** 3. Sign. Any mark can be confirmed, no mark cannot. */
export function Sign({ act, task }: { act: ActView; task: TaskView }) {
  const { t } = useWords();
  const { send } = useKiosk();
  const { ink } = act;
  return (
    <PatientFrame
      step="sign"
      wide
      title={ink.source === 'pad' ? t('sign.title.pad') : t('sign.title')}
      mayDecline
      back={
        <Button icon="left" onPress={() => void send('act.back', {})}>
          {t('patient.back')}
        </Button>
      }
      primary={
        <>
          <Button icon="wipe" disabled={ink.strokes === 0} onPress={() => void send('ink.clear', {})}>
            {t('sign.clear')}
          </Button>
          <Button look="primary" icon="check" disabled={!ink.canConfirm} onPress={() => void send('ink.done', {})}>
            {t('sign.done')}
          </Button>
        </>
      }
    >
      <div className="signing">
        <p className="signing__sentence">{act.sentence ?? ownSentence(act, task, t)}</p>
        <WritingPlace act={act} />
        <p className="signing__hint" aria-live="polite">
          {hint(act, t)}
        </p>
      </div>
    </PatientFrame>
  );
}

type Words = ReturnType<typeof useWords>['t'];

function ownSentence(act: ActView, task: TaskView, t: Words): string {
  const form = { form: task.formTitle };
  if (act.capacity === 'witness') return t('sign.sentence.witness', form);
  if (act.capacity === 'interpreter') return t('sign.sentence.interpreter', form);
  return task.formKind === 'critical-notice' ? t('sign.sentence.critical-notice') : t('sign.sentence', form);
}

function hint({ ink }: ActView, t: Words): string {
  if (ink.source === 'none') return t('sign.none');
  if (ink.source === 'pointer') return t('sign.pointer');
  return ink.padHasScreen ? t('sign.pad-screen') : t('sign.pad-plain');
}

/** The box has the pad's own proportions and is as large as the screen allows. */
function WritingPlace({ act }: { act: ActView }) {
  const { t } = useWords();
  const { send } = useKiosk();
  const [room, size] = useSize<HTMLDivElement>();
  const { ink } = act;
  const aspect = ink.widthUm > 0 && ink.heightUm > 0 ? ink.widthUm / ink.heightUm : USUAL_ASPECT;
  const width = size === undefined ? 0 : Math.floor(Math.min(size.width, size.height * aspect));
  const setBox = useCallback(
    (element: HTMLDivElement | null) => {
      element?.style.setProperty('--writing-width', `${width}px`);
      element?.style.setProperty('--writing-height', `${Math.floor(width / aspect)}px`);
    },
    [width, aspect],
  );
  const sendArea = useCallback(
    (areaWidth: number, areaHeight: number) => {
      if (ink.source === 'pointer') void send('pointer.area', { width: areaWidth, height: areaHeight });
    },
    [ink.source, send],
  );
  const label = ink.strokes === 0 ? t('sign.empty') : t('sign.some', { strokes: ink.strokes });
  return (
    <div ref={room} className="signing__room">
      {width > 0 && (
        <div ref={setBox} className={`writing writing--${ink.source}`}>
          {ink.strokes === 0 && (
            <span className="writing__model" aria-hidden="true">
              {act.signerName}
            </span>
          )}
          <span className="writing__line" aria-hidden="true" />
          <InkCanvas label={`${t('sign.area')} ${label}`} captures={ink.source === 'pointer'} onArea={sendArea} />
        </div>
      )}
    </div>
  );
}
