import type { ActView } from '../../contracts/ipc';
import { Button, Icon } from '../controls';
import { useWords } from '../i18n';
import { FingerPicture } from '../ink-view';
import { useKiosk } from '../kiosk';
import { BackButton } from './back-button';
import { FingerDrawing } from './finger-drawing';
import { PatientFrame } from './patient-frame';

/** 4. Finger. After three poor prints the way without is named; the nurse takes it on the bench. */
export function Finger({ act }: { act: ActView }) {
  const { t } = useWords();
  const { send } = useKiosk();
  const { finger } = act;
  const state = finger.state === 'not-needed' ? 'skipped' : finger.state;
  const mayGoOn = state === 'good' || state === 'skipped';
  return (
    <PatientFrame
      step="finger"
      title={t('finger.title')}
      mayDecline
      back={<BackButton />}
      primary={
        <>
          {(state === 'poor' || state === 'good') && (
            <Button icon="refresh" look={mayGoOn ? 'plain' : 'primary'} onPress={() => void send('finger.again', {})}>
              {t('finger.again')}
            </Button>
          )}
          {state !== 'poor' && (
            <Button look="primary" icon="check" disabled={!mayGoOn} onPress={() => void send('finger.done', {})}>
              {t('finger.done')}
            </Button>
          )}
        </>
      }
    >
      <div className="finger">
        <FingerDrawing pose={state === 'reading' ? 'pressing' : state === 'good' ? 'lifting' : 'above'} />
        <div
          className={state === 'waiting' || state === 'absent' ? 'finger__live finger__live--empty' : 'finger__live'}
        >
          <FingerPicture label={t('finger.picture')} />
          {finger.progress !== undefined && state === 'reading' && (
            <progress className="finger__progress" max={1} value={finger.progress} aria-label={t('finger.reading')} />
          )}
        </div>
        <div className="finger__words" aria-live="assertive">
          <p className={`finger__state finger__state--${state}`}>
            {state === 'good' && <Icon name="check" />}
            {state === 'poor' && <Icon name="refresh" />}
            {t(`finger.${state}`)}
          </p>
          {state === 'poor' && finger.reason !== undefined && <p>{t(`finger.reason.${finger.reason}`)}</p>}
          {finger.maySkip && state === 'poor' && finger.attempts >= finger.tries && (
            <p className="patient__soft">{t('finger.may-skip')}</p>
          )}
        </div>
      </div>
    </PatientFrame>
  );
}
