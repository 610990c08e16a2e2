import type { Notice } from '../../contracts/ipc';
import { Button, Icon, type IconName } from '../controls';
import { useWords } from '../i18n';
import { useKiosk } from '../kiosk';

const ICONS: Record<Notice['severity'], IconName> = {
  info: 'info',
  warning: 'warning',
  danger: 'warning',
  done: 'check',
};

/** One message at a time: what is safe, what happened, what to do. A wish that main refused speaks here too. */
export function NoticeBar() {
  const { snapshot, send, refused, forgetRefused } = useKiosk();
  if (refused !== undefined) {
    return <Message severity="warning" {...refused} onDismiss={forgetRefused} />;
  }
  const { notice } = snapshot;
  return notice === undefined ? null : <Message {...notice} onDismiss={() => void send('notice.dismiss', {})} />;
}

/** Each with its number: the screen may have no picture of it either. */
const named = (characters: string): string =>
  [...characters]
    .map((one) => `${one} U+${(one.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');

interface MessageProps extends Pick<Notice, 'severity' | 'code' | 'correlationId' | 'characters'> {
  readonly onDismiss: () => void;
}

function Message({ severity, code, correlationId, characters, onDismiss }: MessageProps) {
  const { t, error } = useWords();
  const words = error(code);
  return (
    <div className={`notice notice--${severity}`} role={severity === 'danger' ? 'alert' : 'status'}>
      <Icon name={ICONS[severity]} />
      <p className="notice__words">
        <span>{words.safe}</span> <strong>{words.happened}</strong> <span>{words.toDo}</span>
        {characters !== undefined && (
          <strong className="notice__characters"> {t('bench.characters', { characters: named(characters) })}</strong>
        )}
        {!words.known && (
          <span className="notice__code figures">
            {code}
            {correlationId !== undefined && ` · ${t('bench.correlation', { id: correlationId })}`}
          </span>
        )}
      </p>
      <Button look="quiet" onPress={onDismiss}>
        {t('bench.dismiss')}
      </Button>
    </div>
  );
}
