import { useCallback } from 'react';
import type { ActView, Part, TaskView } from '../../contracts/ipc';
import { Button, Icon } from '../controls';
import { type TextKey, useWords } from '../i18n';
import { InkCanvas, useWritingBox } from '../ink-view';
import { useKiosk } from '../kiosk';
import { BackButton } from './back-button';
import { PatientFrame } from './patient-frame';
import { usePadPicture } from './use-pad-picture';

/** 3. Sign. Any mark can be confirmed, no mark cannot. */
export function Sign({ act, task }: { act: ActView; task: TaskView }) {
  const { t } = useWords();
  const { send } = useKiosk();
  const { ink } = act;
  usePadPicture(act, task);
  return (
    <PatientFrame
      step="sign"
      wide
      title={t(titleOf(ink))}
      mayDecline
      back={<BackButton />}
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
        <div className="signing__head">
          {ink.refused !== undefined && <Refused refused={ink.refused} />}
          <p className="signing__sentence">{act.sentence ?? ownSentence(act, task, t)}</p>
        </div>
        <WritingPlace act={act} />
        <p className="signing__hint" aria-live="polite">
          {hint(act, t)}
        </p>
      </div>
    </PatientFrame>
  );
}

/** The pad's fault, never the person's: said large, above the sentence that is signed once more. */
function Refused({ refused }: { refused: NonNullable<ActView['ink']['refused']> }) {
  const { t } = useWords();
  const isShort = refused.findings[0] === 'too-short';
  const line = isShort ? t('sign.refused.short.line') : t('sign.refused.line');
  return (
    <div className="signing__again" role="alert">
      <p className="signing__again-head">
        <Icon name="refresh" />
        {isShort ? t('sign.refused.short') : t('sign.refused')}
      </p>
      <p>{refused.mayAccept ? t('sign.refused.nurse') : line}</p>
    </div>
  );
}

type Words = ReturnType<typeof useWords>['t'];

function ownSentence(act: ActView, task: TaskView, t: Words): string {
  const form = { form: task.formTitle };
  if (act.capacity === 'witness') return t('sign.sentence.witness', form);
  if (act.capacity === 'interpreter') return t('sign.sentence.interpreter', form);
  return task.formKind === 'critical-notice' ? t('sign.sentence.critical-notice') : t('sign.sentence', form);
}

function titleOf({ again, refused, source, onScreen }: ActView['ink']): TextKey {
  if ((again === true || refused !== undefined) && source !== 'none') return 'sign.title.again';
  return source === 'pad' && !onScreen ? 'sign.title.pad' : 'sign.title';
}

function hint({ ink }: ActView, t: Words): string {
  if (ink.source === 'none') return t('sign.none');
  if (ink.source === 'pointer') return t('sign.pointer');
  if (ink.padScreen?.busy === true) return t('sign.pad-busy');
  if (ink.again === true) return t('sign.again');
  if (ink.onScreen) return t('sign.on-screen');
  return ink.padHasScreen ? t('sign.pad-screen') : t('sign.pad-plain');
}

/** On a pen display the box has no proportions of its own: what is written in it keeps its size. */
const FREE = { widthUm: 0, heightUm: 0 };

/** The box has the pad's own proportions and is as large as the screen allows. */
function WritingPlace({ act }: { act: ActView }) {
  const { t } = useWords();
  const { send } = useKiosk();
  const { ink } = act;
  const { room, box, isMeasured } = useWritingBox(ink.onScreen ? FREE : ink);
  const sendArea = useCallback(
    (areaWidth: number, areaHeight: number) => {
      if (ink.source === 'pointer') void send('pointer.area', { width: areaWidth, height: areaHeight });
    },
    [ink.source, send],
  );
  const sendPlace = useCallback((place: Part) => void send('ink.area', place), [send]);
  const label = ink.strokes === 0 ? t('sign.empty') : t('sign.some', { strokes: ink.strokes });
  return (
    <div ref={room} className="signing__room">
      {isMeasured && (
        <div ref={box} className={`writing writing--${ink.source}`}>
          {ink.strokes === 0 && (
            <span className="writing__model" aria-hidden="true">
              {act.signerName}
            </span>
          )}
          <span className="writing__line" aria-hidden="true" />
          <InkCanvas
            label={`${t('sign.area')} ${label}`}
            captures={ink.source === 'pointer'}
            onArea={sendArea}
            part={ink.area}
            widthUm={ink.widthUm}
            onPlace={ink.onScreen ? sendPlace : undefined}
          />
        </div>
      )}
    </div>
  );
}
