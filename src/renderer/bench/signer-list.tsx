import type { ReactNode } from 'react';
import type { SignerView, TaskView } from '../../contracts/ipc';
import { Icon, type IconName } from '../controls';
import { formatTime, useWords } from '../i18n';
import { useKiosk } from '../kiosk';

const ICONS: Record<SignerView['state'], IconName> = {
  waiting: 'minus',
  chosen: 'pen',
  signing: 'pen',
  confirmed: 'clock',
  sealed: 'check',
};

/** The signers in the order of the form; the next one is open for choices. */
export function SignerList({ task, next, children }: { task: TaskView; next?: number; children?: ReactNode }) {
  const { t } = useWords();
  return (
    <section className="signers" aria-label={t('signers.title')}>
      <h3 className="card__title">{t('signers.title')}</h3>
      <ol className="signers__list">
        {task.signers.map((signer) => (
          <li
            key={signer.slot}
            ref={signer.slot === next ? intoView : null}
            className={signer.slot === next ? 'signer signer--next' : 'signer'}
          >
            <SignerLine signer={signer} />
            {signer.slot === next && children}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** On a short window the choices of the next signer come into sight by themselves. */
const intoView = (element: HTMLLIElement | null): void => element?.scrollIntoView({ block: 'nearest' });

function SignerLine({ signer }: { signer: SignerView }) {
  const { t } = useWords();
  const { snapshot } = useKiosk();
  const signing = snapshot.act?.slot === signer.slot;
  const state = signing && signer.state !== 'sealed' && signer.state !== 'confirmed' ? 'signing' : signer.state;
  const word =
    signer.state === 'sealed' && signer.sealedAtMs !== undefined
      ? t('signer.sealed.at', { time: formatTime(signer.sealedAtMs) })
      : t(`signer.${state}`);
  return (
    <div className={`signer__line signer__line--${state}`}>
      <span className="signer__mark">
        <Icon name={ICONS[state]} />
      </span>
      <span className="signer__who">
        <span className="signer__name">{signer.name || t(`capacity.${signer.capacity}`)}</span>
        <span className="signer__about">
          {t(`capacity.${signer.capacity}`)}
          {signer.relation !== undefined && signer.relation !== '01' && ` · ${t(`relation.${signer.relation}`)}`}
          {` · ${t(`signer.fingerprint.${signer.fingerprint}`)}`}
        </span>
      </span>
      <span className="signer__state figures">
        <span>{word}</span>
        {signer.time !== undefined && (
          <span className={`signer__time signer__time--${signer.time}`}>{t(`signer.time.${signer.time}`)}</span>
        )}
      </span>
    </div>
  );
}
