import { Button } from '../controls';
import { useWords } from '../i18n';
import { LanguageSwitch } from '../kiosk';
import { useTextSize } from './text-size';

export type HelpStep = 'identify' | 'read' | 'sign' | 'finger' | 'review';

/** What to do on this step, in plain words; also the place to change the language. */
export function HelpSheet({ step, onClose }: { step: HelpStep; onClose: () => void }) {
  const { t } = useWords();
  const { size } = useTextSize();
  return (
    <div className={`patient patient--text-${size}`}>
      <header className="patient__top">
        <h1 className="patient__title">{t('patient.help.title')}</h1>
        <LanguageSwitch className="patient__tools" />
      </header>
      <main className="patient__main patient__main--middle">
        {sentences(t(`patient.help.${step}`)).map((sentence) => (
          <p key={sentence} className="patient__lead">
            {sentence}
          </p>
        ))}
        <p className="patient__soft">{t('patient.help.nurse')}</p>
      </main>
      <footer className="patient__acts">
        <div className="patient__primary">
          <Button look="primary" onPress={onClose}>
            {t('patient.help.close')}
          </Button>
        </div>
      </footer>
    </div>
  );
}

/** One sentence a line reads more easily than a paragraph. */
const sentences = (text: string): readonly string[] => text.split(/(?<=[。.?？!！])\s*/).filter((part) => part !== '');
