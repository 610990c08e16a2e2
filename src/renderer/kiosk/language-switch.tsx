import { LANGUAGES } from '../../contracts/ipc';
import { Button } from '../controls';
import { useWords } from '../i18n';
import { useKiosk } from './kiosk-context';

/** One button a language, the present one pressed. Both windows change together: the language is the kiosk's. */
export function LanguageSwitch({ className }: { className: string }) {
  const { t, language } = useWords();
  const { send } = useKiosk();
  return (
    <fieldset className={className} aria-label={t('language.switch')}>
      {LANGUAGES.map((other) => (
        <Button
          key={other}
          look="quiet"
          pressed={other === language}
          onPress={() => void send('language.set', { language: other })}
        >
          {t(`language.${other}`)}
        </Button>
      ))}
    </fieldset>
  );
}
