import { useWords } from '../i18n';
import { useKiosk } from '../kiosk';
import { FormPreview } from './form-preview';
import { Mirror } from './mirror';
import { PatientHeader } from './patient-header';
import { TaskActs } from './task-acts';

/** The centre: the open task, or what to do when none is open. */
export function TaskPane() {
  const { snapshot } = useKiosk();
  const { task, act } = snapshot;
  if (task === undefined) return <NoTask />;
  return (
    <div className="task">
      <PatientHeader task={task} />
      <div className={act === undefined ? 'task__body' : 'task__body task__body--signing'}>
        {act === undefined || act.step === 'interrupted' ? (
          <FormPreview task={task} />
        ) : (
          <Mirror act={act} task={task} />
        )}
        <div className="task__acts">
          <TaskActs task={task} />
        </div>
      </div>
    </div>
  );
}

function NoTask() {
  const { t } = useWords();
  const { snapshot } = useKiosk();
  const firstStart = snapshot.health.server === 'not-enrolled' || snapshot.worklistState === 'never';
  if (!firstStart) {
    return (
      <div className="no-task">
        <p className="no-task__title">{t('task.none.title')}</p>
        <p>{t('task.none.line')}</p>
      </div>
    );
  }
  return (
    <div className="no-task no-task--first">
      <p className="no-task__title">{t('task.first.title')}</p>
      <p>{t('task.first.line')}</p>
      <ol className="no-task__list">
        <li>{t('task.first.1')}</li>
        <li>{t('task.first.2')}</li>
        <li>{t('task.first.3')}</li>
      </ol>
    </div>
  );
}
