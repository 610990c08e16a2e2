import type { Result } from '../../core/base';
import type { Reason, ValidationReport } from '../../core/validation';
import { REASONS, sentenceOf } from '../../presentation';
import { useWords } from './language';
import { Mark } from './mark';

/** Reasons in words, each with its code for whoever has to look it up. */
export function ReasonList({ reasons }: { reasons: readonly Reason[] }) {
  const { language } = useWords();
  const words: Readonly<Record<string, string>> = REASONS[language];
  const codes = [...new Set(reasons.map(({ code }) => code))];
  return (
    <ul className="reasons">
      {codes.map((code) => (
        <li key={code}>
          {words[code] ?? code} <code>{code}</code>
        </li>
      ))}
    </ul>
  );
}

interface Props {
  readonly fileName: string;
  readonly result: Result<ValidationReport>;
  readonly checkedAt: string;
}

/** The verdict as one sentence, and why. */
export function VerdictCard({ fileName, result, checkedAt }: Props) {
  const { t, time } = useWords();
  const { tone, key, values } = sentenceOf(result);
  const reasons = result.ok
    ? [...result.value.reasons, ...result.value.signatures.flatMap((one) => one.reasons)].filter(
        (one) => one.indication,
      )
    : [];
  return (
    <section className={`verdict verdict--${tone}`} role="status">
      <Mark tone={tone} />
      <div className="verdict__words">
        <p className="verdict__word">{t(`word.${tone}`)}</p>
        <h1>{t(key, values)}</h1>
        {!result.ok && (
          <p>
            {t('verdict.unreadable.hint')} <code>{result.error.code}</code>
          </p>
        )}
        {reasons.length > 0 && (
          <>
            <h2>{t('reasons')}</h2>
            <ReasonList reasons={reasons} />
          </>
        )}
        <p className="verdict__file">
          {t('report.file')} <b>{fileName}</b> · {t('report.checked', { time: time(checkedAt) })}
        </p>
      </div>
    </section>
  );
}
