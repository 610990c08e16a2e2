import type { TaskView } from '../../contracts/ipc';
import { Button, Icon } from '../controls';
import { ageInYears, bedNumber, formatBirthDate, useWords } from '../i18n';
import { useKiosk } from '../kiosk';
import { TaskBadge } from './task-badge';

/** Who, where, which form, in which state. */
export function PatientHeader({ task }: { task: TaskView }) {
  const { t, language } = useWords();
  const { snapshot, send } = useKiosk();
  const { patient } = task;
  const years = ageInYears(patient.birthDate, Date.now());
  return (
    <header className="patient-header">
      <div className="patient-header__bed figures">{bedNumber(patient.bed)}</div>
      <div className="patient-header__who">
        <h2 className="patient-header__name">
          {patient.name}
          <span className="patient-header__sex">
            {t(`sex.${patient.sex}`)}
            {years !== undefined && ` · ${t('age', { years })}`}
          </span>
          {task.patientConfirmed && (
            <span className="badge badge--done">
              <Icon name="check" />
              {t('confirm.done')}
            </span>
          )}
        </h2>
        <p className="patient-header__facts figures">
          <span>{t('task.birth', { date: formatBirthDate(patient.birthDate, language) })}</span>
          <span>{patient.ward}</span>
          <span>{t('task.visit', { visit: patient.visitId })}</span>
        </p>
      </div>
      <div className="patient-header__form">
        <p className="patient-header__title">{task.formTitle}</p>
        <p className="patient-header__kind">
          {t(`form.${task.formKind}`)}
          <TaskBadge state={task.state} />
        </p>
      </div>
      {snapshot.act === undefined && (
        <Button look="quiet" icon="cross" onPress={() => void send('task.close', {})}>
          {t('task.close')}
        </Button>
      )}
    </header>
  );
}
