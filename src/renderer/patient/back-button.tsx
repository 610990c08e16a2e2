import { Button } from '../controls';
import { useWords } from '../i18n';
import { useKiosk } from '../kiosk';

/** One step back on this signer's way. */
export function BackButton() {
  const { t } = useWords();
  const { send } = useKiosk();
  return (
    <Button icon="left" onPress={() => void send('act.back', {})}>
      {t('patient.back')}
    </Button>
  );
}
