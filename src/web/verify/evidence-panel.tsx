import { useEffect, useState } from 'react';
import type { Result } from '../../core/base';
import type { RecipientKey } from '../../core/cms';
import type { JsonObject, Manifest } from '../../core/evidence';
import { NORMALISED, type VerdictLanguage } from '../../presentation';
import { Digest, type Fact, Facts } from './facts';
import { FingerPicture } from './finger-picture';
import { InkReplay } from './ink-replay';
import { useWords } from './language';
import { replayOf } from './replay';
import { type OpenedEvidence, openEvidence, type SignedAct } from './signed-act';

type Sealed = NonNullable<SignedAct['sealed']>;

const deviceName = ({ vendor, product, serial }: { vendor: string; product: string; serial?: string }): string =>
  `${vendor} ${product}${serial === undefined ? '' : ` (${serial})`}`;

/** Why the form was written anew; a reason of a newer version stands as it is. */
function normalisedReasons(reasons: readonly string[], language: VerdictLanguage): string {
  const words: Readonly<Record<string, string>> = NORMALISED[language];
  return reasons.map((reason) => words[reason] ?? reason).join(language === 'zh' ? '、' : ', ');
}

/** What a stranger can recompute. */
export function KeylessProof({ manifest }: { manifest: Manifest }) {
  const { t, time, language } = useWords();
  const { form, reading, pen, finger, normalised } = manifest;
  const end = reading.endReached ? t('proof.reading.end') : '';
  const facts: Fact[] = [
    [t('proof.form'), `${form.title} (${form.id}, ${form.version})`],
    [t('proof.reading'), t('proof.reading.value', { pages: reading.pages, shown: reading.pagesShown, end })],
    [
      t('proof.pen'),
      pen &&
        t('proof.pen.value', {
          device: deviceName(pen),
          strokes: pen.strokes,
          seconds: (pen.durationMs / 1000).toFixed(1),
        }),
    ],
    [
      t('proof.finger'),
      finger
        ? t('proof.finger.value', { device: deviceName(finger), quality: Math.round(finger.quality) })
        : t('proof.fingerSkipped'),
    ],
    [t('proof.confirmed'), time(manifest.clock.confirmedAt)],
    [t('proof.custodians'), t('proof.custodians.value', { count: manifest.evidence.custodians.length })],
    [
      t('report.original'),
      normalised && t('report.original.value', { reasons: normalisedReasons(normalised.reasons, language) }),
    ],
    [t('report.original.sha256'), normalised && <Digest key="original" hex={normalised.sha256} />],
    [t('proof.document'), <Digest key="d0" hex={manifest.document.sha256} />],
  ];
  return (
    <section className="proof">
      <h4>{t('proof.title')}</h4>
      <p className="tick">{t('proof.bound')}</p>
      <Facts facts={facts} />
    </section>
  );
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objectAt = (value: JsonObject, name: string): JsonObject => (isObject(value[name]) ? value[name] : {});
const plain = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

function CaptureFacts({ capture }: { capture: JsonObject }) {
  const { t } = useWords();
  const device = objectAt(capture, 'device');
  const statistics = objectAt(capture, 'statistics');
  const quality = plain(objectAt(objectAt(capture, 'finger'), 'quality')['score']);
  const grade = plain(device['evidenceGrade']);
  const facts: Fact[] = [
    [t('capture.device'), [device['vendor'], device['product']].map(plain).filter(Boolean).join(' ')],
    [t('capture.serial'), plain(device['serial'])],
    [t('capture.grade'), grade === 'A' || grade === 'B' || grade === 'C' ? t(`grade.${grade}`) : grade],
    [
      t('capture.samples'),
      plain(statistics['samples']) &&
        t('capture.samples.value', {
          samples: plain(statistics['samples']) ?? '',
          rate: plain(statistics['rateHz']) ?? '-',
          gaps: plain(statistics['gaps']) ?? '-',
        }),
    ],
    [t('capture.pressure'), plain(statistics['pressureLevels'])],
    [t('capture.cleared'), plain(capture['cleared'])],
    [t('capture.quality'), quality && `${quality} / 100`],
  ];
  return <Facts facts={facts} />;
}

function Opened({ evidence }: { evidence: OpenedEvidence }) {
  const { t } = useWords();
  const [replay] = useState(() => evidence.pen && replayOf(evidence.pen, evidence.capture));
  return (
    <>
      <p className="tick">{t('opened.bound')}</p>
      {evidence.unreadable.map((code) => (
        <p key={code} className="note">
          {t('opened.part', { code })}
        </p>
      ))}
      <div className="opened">
        {replay && <InkReplay replay={replay} />}
        {evidence.finger && <FingerPicture image={evidence.finger} />}
      </div>
      <CaptureFacts capture={evidence.capture} />
    </>
  );
}

function Failure({ code }: { code: string }) {
  const { t } = useWords();
  const key =
    code === 'CMS_NOT_A_RECIPIENT'
      ? 'opened.failed.recipient'
      : code === 'EVIDENCE_BINDING_MISMATCH'
        ? 'opened.failed.binding'
        : 'opened.failed.other';
  return (
    <p className="note note--bad" role="alert">
      {t(key, { code })}
    </p>
  );
}

/** What a custodian's key shows; forgotten when the key is taken out. */
export function OpenedProof({ sealed, recipient }: { sealed: Sealed; recipient: RecipientKey }) {
  const { t } = useWords();
  const [result, setResult] = useState<Result<OpenedEvidence>>();
  useEffect(() => {
    let stopped = false;
    setResult(undefined);
    openEvidence(sealed, recipient).then((opened) => {
      if (!stopped) setResult(opened);
    });
    return () => {
      stopped = true;
    };
  }, [sealed, recipient]);
  return (
    <section className="proof">
      <h4>{t('opened.title')}</h4>
      {result === undefined && <p>{t('opened.working')}</p>}
      {result?.ok === false && <Failure code={result.error.code} />}
      {result?.ok && <Opened evidence={result.value} />}
    </section>
  );
}
