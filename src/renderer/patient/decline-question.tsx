import { Button } from '../controls';
import { useWords } from '../i18n';
import { useKiosk } from '../kiosk';
import { useTextSize } from './text-size';

/** Saying no is asked back once, calmly; thinking again is as easy as saying no. */
export function DeclineQuestion({ onBack }: { onBack: () => void }) {
  const { t } = useWords();
  const { send } = useKiosk();
  const { size } = useTextSize();
  return (
    <div className={`patient patient--text-${size}`}>
      <header className="patient__top">
        <h1 className="patient__title">{t('decline.title')}</h1>
      </header>
      <main className="patient__main patient__main--middle">
        <p className="patient__lead">{t('decline.line')}</p>
        <p className="patient__lead">{t('decline.ask')}</p>
      </main>
      <footer className="patient__acts">
        <Button icon="left" onPress={onBack}>
          {t('decline.no')}
        </Button>
        <div className="patient__primary">
          <Button onPress={() => void send('act.decline', {}).then(onBack)}>{t('decline.yes')}</Button>
        </div>
      </footer>
    </div>
  );
}
