import { useState } from 'react';
import type { ActView } from '../../contracts/ipc';
import { Button } from '../controls';
import { useWords } from '../i18n';
import { useKiosk } from '../kiosk';
import { PatientFrame } from './patient-frame';
import { SealedPlace } from './sealed-place';

/** 5. Look once more: the very bytes that will be sealed, enlarged where the ink stands. */
export function Review({ act }: { act: ActView }) {
  const { t } = useWords();
  const { send } = useKiosk();
  const [seen, setSeen] = useState(false);
  return (
    <PatientFrame
      step="review"
      wide
      title={t('review.title')}
      mayDecline
      back={
        <Button icon="pen" onPress={() => void send('review.change', {})}>
          {t('review.change')}
        </Button>
      }
      primary={
        <Button look="primary" icon="check" disabled={!seen} onPress={() => void send('review.confirm', {})}>
          {t('review.confirm')}
        </Button>
      }
    >
      <div className="review">
        <p className="review__line">{t('review.line')}</p>
        {act.review !== undefined && <SealedPlace review={act.review} onSeen={() => setSeen(true)} />}
      </div>
    </PatientFrame>
  );
}
