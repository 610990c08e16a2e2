import { useEffect, useRef, useState } from 'react';
import type { ActView } from '../../contracts/ipc';
import { Button, Icon } from '../controls';
import { useWords } from '../i18n';
import { PatientScreens } from '../patient';

/** One display for both: first this page, then the patient's screens fill the window. */
export function HandOver({ act, onHanded }: { act: ActView; onHanded: () => void }) {
  const { t } = useWords();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <main className="patient patient--quiet patient--text-1">
      <div className="quiet">
        <Icon name="hand" className="quiet__icon" />
        <h1 className="quiet__title">{t('hand.title', { name: act.signerName })}</h1>
        <p className="quiet__line">{t('hand.line')}</p>
        <Button innerRef={button} look="primary" iconAfter="right" onPress={onHanded}>
          {t('hand.start')}
        </Button>
      </div>
    </main>
  );
}

/** The patient's screens with a guarded way back for the nurse in a strip above. */
export function HandedOver({ onReturn }: { onReturn: () => void }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  if (asking) return <GuardedReturn onReturn={onReturn} onCancel={() => setAsking(false)} />;
  return (
    <div className="handed">
      <div className="handed__strip">
        <Button look="quiet" icon="lock" onPress={() => setAsking(true)}>
          {t('hand.back')}
        </Button>
      </div>
      <PatientScreens />
    </div>
  );
}

const HOLD_MS = 2000;

/** Held for two seconds by pointer or key: nobody gets to the bench by a slip of the hand. */
function GuardedReturn({ onReturn, onCancel }: { onReturn: () => void; onCancel: () => void }) {
  const { t } = useWords();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [holding, setHolding] = useState(false);
  const begin = () => {
    clearTimeout(timer.current);
    setHolding(true);
    timer.current = setTimeout(onReturn, HOLD_MS);
  };
  const end = () => {
    clearTimeout(timer.current);
    setHolding(false);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <main className="patient patient--quiet patient--text-1">
      <div className="quiet">
        <h1 className="quiet__title">{t('hand.back.title')}</h1>
        <p className="quiet__line">{t('hand.back.line')}</p>
        <div className="quiet__acts">
          <Button icon="left" onPress={onCancel}>
            {t('hand.back.cancel')}
          </Button>
          <button
            type="button"
            className={holding ? 'button button--plain button--held' : 'button button--plain'}
            onPointerDown={begin}
            onPointerUp={end}
            onPointerLeave={end}
            onPointerCancel={end}
            onKeyDown={(event) => {
              if (!event.repeat && (event.key === 'Enter' || event.key === ' ')) begin();
            }}
            onKeyUp={end}
            onBlur={end}
          >
            <Icon name="lock" />
            <span className="button__words">{t('hand.back.hold')}</span>
          </button>
        </div>
      </div>
    </main>
  );
}
