import { useEffect, useRef, useState } from 'react';
import type { TaskView } from '../../contracts/ipc';
import { Button, Icon } from '../controls';
import { formatBirthDate, useWords } from '../i18n';
import { useKiosk } from '../kiosk';

/** The nurse makes sure who lies in the bed: a scan, the birth date, or asking. */
export function ConfirmPatient({ task }: { task: TaskView }) {
  const { t, language } = useWords();
  const { send } = useKiosk();
  const [scanned, setScanned] = useState('');
  const input = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another task is the trigger
  useEffect(() => input.current?.focus(), [task.taskId]);
  return (
    <section className="confirm" aria-label={t('confirm.title')}>
      <h3 className="card__title">{t('confirm.title')}</h3>
      <form
        className="search"
        onSubmit={(event) => {
          event.preventDefault();
          const text = scanned.trim();
          if (text !== '') void send('patient.confirm', { by: 'wristband', scanned: text });
          setScanned('');
        }}
      >
        <Icon name="search" />
        <input
          ref={input}
          className="search__input"
          value={scanned}
          maxLength={64}
          aria-label={t('confirm.scan')}
          placeholder={t('confirm.scan')}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setScanned(event.target.value)}
        />
      </form>
      <div className="confirm__others">
        <span className="confirm__or">{t('confirm.or')}</span>
        <Button onPress={() => void send('patient.confirm', { by: 'birth-date' })}>
          {t('confirm.birth')} <span className="figures">{formatBirthDate(task.patient.birthDate, language)}</span>
        </Button>
        <Button onPress={() => void send('patient.confirm', { by: 'asked' })}>{t('confirm.asked')}</Button>
      </div>
    </section>
  );
}
