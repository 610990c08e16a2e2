import { useEffect, useState } from 'react';
import type { RandomAccess } from '../../core/base';
import type { RecipientKey } from '../../core/cms';
import type { SignatureReport } from '../../core/validation';
import type { ReportAct, ReportFact } from '../../report';
import { KeylessProof, OpenedProof } from './evidence-panel';
import { Digest, type Fact, Facts } from './facts';
import { useWords } from './language';
import { Mark } from './mark';
import { readSignedAct, type SignedAct } from './signed-act';
import { ReasonList } from './verdict-card';

interface Props {
  readonly source: RandomAccess;
  readonly signature: SignatureReport;
  /** What a report says of it. */
  readonly told: ReportAct | undefined;
  readonly recipient: RecipientKey | undefined;
  readonly selected: boolean;
  readonly onShow: (page: number) => void;
}

/** The act as the signed revision tells it; undefined until it is read, and when it cannot be. */
function useSignedAct(source: RandomAccess, signature: SignatureReport): SignedAct | undefined {
  const [act, setAct] = useState<SignedAct>();
  useEffect(() => {
    let stopped = false;
    readSignedAct(source, signature).then((read) => {
      if (!stopped && read.ok) setAct(read.value);
    });
    return () => {
      stopped = true;
    };
  }, [source, signature]);
  return act;
}

const rows = (facts: readonly ReportFact[] = []): Fact[] =>
  facts.map(({ label, value, digest }) => [label, digest ? <Digest key={label} hex={value} /> : value]);

/** One act: who, as what, when, resting on what, and what can be proved. */
export function SignatureCard({ source, signature, told, recipient, selected, onShow }: Props) {
  const { t } = useWords();
  const act = useSignedAct(source, signature);
  const picture = signature.seal?.picture.dataUrl;
  if (!told) return null;
  return (
    <li className={`card signature${selected ? ' signature--selected' : ''}`}>
      <header className="signature__head">
        <Mark tone={told.tone} />
        <div>
          <p className="signature__number">
            {told.heading} · {told.word}
          </p>
          <h3>{told.name}</h3>
        </div>
        <button type="button" className="button" aria-pressed={selected} onClick={() => onShow(act?.page ?? 0)}>
          {t('signature.show')}
        </button>
      </header>
      <Facts facts={rows(told.facts)} />
      {picture && <img className="seal" src={picture} alt={t('seal.title')} />}
      {act?.sealed && <KeylessProof manifest={act.sealed.manifest} />}
      {act?.sealed && recipient && <OpenedProof sealed={act.sealed} recipient={recipient} />}
      <details className="details">
        <summary>{t('signature.details')}</summary>
        <Facts facts={rows(told.details)} />
        {signature.reasons.length > 0 && <ReasonList reasons={signature.reasons} />}
      </details>
    </li>
  );
}
