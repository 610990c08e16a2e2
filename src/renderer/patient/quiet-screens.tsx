import type { ReactNode } from 'react';
import { Icon, type IconName, useNow } from '../controls';
import { formatTime, useWords } from '../i18n';
import { useKiosk } from '../kiosk';
import { useTextSize } from './text-size';

/** Screens with one calm thing to say and nothing to do. */
interface QuietProps {
  readonly title: string;
  readonly icon: IconName;
  readonly children: ReactNode;
  readonly busy?: boolean;
}

function QuietScreen({ title, icon, children, busy = false }: QuietProps) {
  const { size } = useTextSize();
  return (
    <div className={`patient patient--quiet patient--text-${size}`} aria-busy={busy}>
      <main className="quiet" aria-live="polite">
        <span className="quiet__mark">
          <Icon name={icon} />
        </span>
        <h1 className="quiet__title">{title}</h1>
        {children}
      </main>
    </div>
  );
}

/** Between signers: the ward's name, the time, a friendly sentence. */
export function Idle() {
  const { t } = useWords();
  const { snapshot } = useKiosk();
  const now = useNow();
  return (
    <QuietScreen icon="form" title={t('idle.title')}>
      <p className="quiet__line">{t('idle.line')}</p>
      <p className="quiet__place">
        <span>{snapshot.station.ward}</span>
        <span className="figures">{formatTime(now)}</span>
      </p>
    </QuietScreen>
  );
}

export function Sealing() {
  const { t } = useWords();
  return (
    <QuietScreen icon="lock" title={t('sealing.title')} busy>
      <p className="quiet__line">{t('sealing.line')}</p>
    </QuietScreen>
  );
}

export function Declined() {
  const { t } = useWords();
  return (
    <QuietScreen icon="check" title={t('declined.title')}>
      <p className="quiet__line">{t('declined.line')}</p>
    </QuietScreen>
  );
}

export function Interrupted() {
  const { t } = useWords();
  return (
    <QuietScreen icon="pause" title={t('interrupted.title')}>
      <p className="quiet__line">{t('interrupted.line')}</p>
    </QuietScreen>
  );
}

/** The patient hears that it is not their fault; codes and causes are on the bench. */
export function Trouble() {
  const { t } = useWords();
  return (
    <QuietScreen icon="wait" title={t('trouble.title')}>
      <p className="quiet__line">{t('trouble.line')}</p>
      <p className="quiet__line">{t('trouble.safe')}</p>
    </QuietScreen>
  );
}
