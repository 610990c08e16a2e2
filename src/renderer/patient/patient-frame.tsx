import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ActStep } from '../../contracts/ipc';
import { Button } from '../controls';
import { useWords } from '../i18n';
import { useKiosk } from '../kiosk';
import { DeclineQuestion } from './decline-question';
import { HelpSheet, type HelpStep } from './help-sheet';
import { useTextSize } from './text-size';

interface Props {
  readonly title: string;
  /** The step of the way, for "step n of m" and for help; none on screens beside the way. */
  readonly step?: HelpStep;
  readonly children: ReactNode;
  readonly primary?: ReactNode;
  readonly back?: ReactNode;
  /** Whether "I do not want to sign" stands here. */
  readonly mayDecline?: boolean;
  readonly wide?: boolean;
  /** A fact that stands beside the title, such as the page number. */
  readonly aside?: ReactNode;
}

/** The sheet on the desk: title on top, act at the bottom right, way back at the bottom left, help in the corner. */
export function PatientFrame({ title, step, children, primary, back, mayDecline = false, wide = false, aside }: Props) {
  const { t } = useWords();
  const { size, larger, smaller } = useTextSize();
  const [sheet, setSheet] = useState<'none' | 'help' | 'decline'>('none');
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new title is a new screen
  useEffect(() => heading.current?.focus({ preventScroll: true }), [title]);

  if (sheet === 'decline') return <DeclineQuestion onBack={() => setSheet('none')} />;
  if (sheet === 'help' && step !== undefined) return <HelpSheet step={step} onClose={() => setSheet('none')} />;
  return (
    <div className={`patient patient--text-${size}`}>
      <header className="patient__top">
        <div className="patient__heading">
          {step !== undefined && <StepLine step={step} />}
          <div className="patient__title-row">
            <h1 ref={heading} tabIndex={-1} className="patient__title">
              {title}
            </h1>
            {aside}
          </div>
        </div>
        <div className="patient__tools">
          <Button look="quiet" label={t('patient.smaller')} disabled={smaller === undefined} onPress={smaller ?? none}>
            <span className="letter letter--small">A−</span>
          </Button>
          <Button look="quiet" label={t('patient.larger')} disabled={larger === undefined} onPress={larger ?? none}>
            <span className="letter letter--large">A+</span>
          </Button>
          {step !== undefined && (
            <Button look="quiet" icon="question" onPress={() => setSheet('help')}>
              {t('patient.help')}
            </Button>
          )}
        </div>
      </header>
      <main className={wide ? 'patient__main patient__main--wide' : 'patient__main'}>{children}</main>
      <footer className="patient__acts">
        {back}
        {mayDecline && (
          <Button look="quiet" className="patient__decline" onPress={() => setSheet('decline')}>
            {t('patient.decline')}
          </Button>
        )}
        <div className="patient__primary">{primary}</div>
      </footer>
    </div>
  );
}

const none = () => undefined;

/** Steps of this signer's way; the finger is left out where none is asked for. */
export const wayOf = (needsFinger: boolean): readonly ActStep[] =>
  needsFinger
    ? ['identify', 'read', 'sign', 'finger', 'review', 'thanks']
    : ['identify', 'read', 'sign', 'review', 'thanks'];

function StepLine({ step }: { step: HelpStep }) {
  const { t } = useWords();
  const { snapshot } = useKiosk();
  const way = wayOf(snapshot.act?.finger.state !== 'not-needed');
  const n = way.indexOf(step) + 1;
  return (
    <p className="step-line">
      <span className="step-line__bars" aria-hidden="true">
        {way.map((name, index) => (
          <span key={name} className={index < n ? 'step-line__bar step-line__bar--done' : 'step-line__bar'} />
        ))}
      </span>
      {t('patient.step', { n, total: way.length })}
    </p>
  );
}
