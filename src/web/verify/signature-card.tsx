import { useEffect, useState } from 'react';
import type { RandomAccess } from '../../core/base';
import type { RecipientKey } from '../../core/cms';
import type { SignatureReport } from '../../core/validation';
import { EVIDENCE, isAct, MODIFICATIONS, TIME_SOURCES, TONES } from '../../presentation';
import { KeylessProof, OpenedProof } from './evidence-panel';
import { Digest, type Fact, Facts } from './facts';
import { useWords } from './language';
import { Mark } from './mark';
import { readSignedAct, type SignedAct } from './signed-act';
import { ReasonList } from './verdict-card';
import { PAGE_WORDS, type WordKey } from './words-catalogue';

interface Props {
  readonly source: RandomAccess;
  readonly signature: SignatureReport;
  /** From 1, in the order of signing. */
  readonly number: number;
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

const isWord = (key: string): key is WordKey => key in PAGE_WORDS.zh;

function LegalDetails({ signature }: { signature: SignatureReport }) {
  const { t } = useWords();
  const { certificate, documentDigest, level, verdict, subIndication, field } = signature;
  const facts: Fact[] = [
    [t('signature.level'), `${level} · ${verdict}${subIndication === null ? '' : ` / ${subIndication}`}`],
    [t('signature.field'), field],
    [t('signature.certificate'), certificate?.subject],
    [t('signature.issuer'), certificate?.issuer],
    [t('signature.serial'), certificate?.serial],
    [t('signature.digest'), documentDigest && <Digest hex={documentDigest} />],
  ];
  return (
    <details className="details">
      <summary>{t('signature.details')}</summary>
      <Facts facts={facts} />
      {signature.reasons.length > 0 && <ReasonList reasons={signature.reasons} />}
    </details>
  );
}

/** One act: who, as what, when, resting on what, and what can be proved. */
export function SignatureCard({ source, signature, number, recipient, selected, onShow }: Props) {
  const { t, time, language } = useWords();
  const act = useSignedAct(source, signature);
  const { evidence, signer, signingTime, timeSource, timeStampAuthority } = signature;
  const stated = evidence.state === 'intact' ? evidence.facts : undefined;
  const capacity = stated && `capacity.${stated.capacity}`;
  const tone = TONES[signature.verdict];
  const basis = TIME_SOURCES[language][timeSource];
  const authority = timeSource === 'time-stamp' && timeStampAuthority;
  const facts: Fact[] = [
    [t('signature.capacity'), capacity && isWord(capacity) ? t(capacity) : stated?.capacity],
    [t('signature.time'), signingTime && time(signingTime)],
    [t('signature.basis'), authority ? `${basis} (${t('signature.authority', { name: authority })})` : basis],
    [t('signature.after'), MODIFICATIONS[language][signature.modifications]],
    [t('signature.evidence'), evidence.state === 'unchecked' ? undefined : EVIDENCE[language][evidence.state]],
  ];
  return (
    <li className={`card signature${selected ? ' signature--selected' : ''}`}>
      <header className="signature__head">
        <Mark tone={tone} />
        <div>
          <p className="signature__number">
            {t(isAct(signature) ? 'signature.nth' : 'signature.stamp', { number })} · {t(`word.${tone}`)}
          </p>
          <h3>{stated?.signerName ?? signer ?? t('signature.unknown')}</h3>
        </div>
        <button type="button" className="button" aria-pressed={selected} onClick={() => onShow(act?.page ?? 0)}>
          {t('signature.show')}
        </button>
      </header>
      <Facts facts={facts} />
      {act?.sealed && <KeylessProof manifest={act.sealed.manifest} />}
      {act?.sealed && recipient && <OpenedProof sealed={act.sealed} recipient={recipient} />}
      <LegalDetails signature={signature} />
    </li>
  );
}
