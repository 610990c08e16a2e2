import type { ActView, TaskView } from '../../contracts/ipc';
import { Button } from '../controls';
import { bedNumber, useWords } from '../i18n';
import { useKiosk } from '../kiosk';
import { PatientFrame } from './patient-frame';

/** 1. Who are you? */
export function Identify({ act, task }: { act: ActView; task: TaskView }) {
  const { t } = useWords();
  const { send } = useKiosk();
  const self = act.capacity === 'patient';
  const { patient } = task;
  return (
    <PatientFrame
      step="identify"
      title={self ? t('identify.title') : t('identify.title.other')}
      back={
        <Button icon="cross" onPress={() => void send('identity.answer', { itIsMe: false })}>
          {self ? t('identify.no') : t('identify.no.other')}
        </Button>
      }
      mayDecline
      primary={
        <Button look="primary" icon="check" onPress={() => void send('identity.answer', { itIsMe: true })}>
          {self ? t('identify.yes') : t('identify.yes.other')}
        </Button>
      }
    >
      <section className="identity">
        <p className="identity__label">{self ? t('identify.you') : t('identify.patient')}</p>
        <p className="identity__name">{patient.name}</p>
        <p className="identity__place">
          <span>{patient.ward}</span>
          <span>{t('bed', { bed: bedNumber(patient.bed) })}</span>
        </p>
        {!self && <p className="identity__other">{otherSentence(act, t)}</p>}
        <p className="identity__form">{t('identify.form', { form: task.formTitle })}</p>
      </section>
    </PatientFrame>
  );
}

function otherSentence(act: ActView, t: ReturnType<typeof useWords>['t']): string {
  const values = { signer: act.signerName, capacity: t(`capacity.${act.capacity}`) };
  return act.relation === undefined
    ? t('identify.other.plain', values)
    : t('identify.other', { ...values, relation: t(`relation.${act.relation}`) });
}
