import type { ActView } from '../../contracts/ipc';
import { Button, Icon } from '../controls';
import { digestGroups, formatDateTime, useWords } from '../i18n';
import { useKiosk } from '../kiosk';
import { PatientFrame } from './patient-frame';
import { QrCode } from './qr-code';

/** 6. Thank you. What was signed, when, and a slip to keep; nothing else can be reached from here. */
export function Thanks({ receipt }: { receipt: NonNullable<ActView['receipt']> }) {
  const { t, language } = useWords();
  const { send } = useKiosk();
  return (
    <PatientFrame
      title={t('thanks.title')}
      primary={
        <Button look="primary" iconAfter="right" onPress={() => void send('receipt.hand-back', {})}>
          {t('thanks.hand-back')}
        </Button>
      }
    >
      <div className="thanks">
        <div className="thanks__words">
          <p className="thanks__what">
            <Icon name="check" />
            {t('thanks.what', { form: receipt.formTitle })}
          </p>
          <p className="thanks__when">{t('thanks.when', { time: formatDateTime(receipt.signedAtMs, language) })}</p>
          {receipt.time === 'pending' && <p className="patient__soft">{t('thanks.pending')}</p>}
          <p className="thanks__please">{t('thanks.please')}</p>
        </div>
        <div className="slip">
          <QrCode text={receipt.qr} label={t('thanks.qr')} />
          <div className="slip__words">
            <p className="slip__label">{t('thanks.groups')}</p>
            <p className="slip__groups">
              {digestGroups(receipt.digest).map((group, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: six fixed places
                <span key={index}>{group}</span>
              ))}
            </p>
            <p className="slip__hint">{t('thanks.slip')}</p>
          </div>
        </div>
      </div>
    </PatientFrame>
  );
}
