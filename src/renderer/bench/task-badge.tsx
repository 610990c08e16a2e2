import type { TaskState } from '../../contracts/ipc';
import { Icon, type IconName } from '../controls';
import { useWords } from '../i18n';

type Tone = 'calm' | 'active' | 'warning' | 'danger' | 'done';

/** State as a word and a shape, never colour alone. */
const LOOKS: Record<TaskState, readonly [IconName, Tone]> = {
  waiting: ['clock', 'calm'],
  'in-progress': ['pen', 'active'],
  interrupted: ['pause', 'warning'],
  declined: ['minus', 'warning'],
  sealing: ['clock', 'warning'],
  signed: ['check', 'done'],
  delivered: ['archive', 'done'],
  refused: ['minus', 'calm'],
  withdrawn: ['away', 'calm'],
  elsewhere: ['away', 'calm'],
  blocked: ['warning', 'danger'],
};

export const toneOf = (state: TaskState): Tone => LOOKS[state][1];

export function TaskBadge({ state }: { state: TaskState }) {
  const { t } = useWords();
  const [icon, tone] = LOOKS[state];
  return (
    <span className={`badge badge--${tone}`}>
      <Icon name={icon} />
      {t(`task.${state}`)}
    </span>
  );
}
