import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type ActView, FINGER_SKIP_REASONS, INK_WAIVER_REASONS, STOP_REASONS } from '../../contracts/ipc';
import { Button } from '../controls';
import { useWords } from '../i18n';
import { useKiosk } from '../kiosk';

/** Clear, again, skip with a reason, stop with a reason. Asking for a reason takes the place of the row: no dialog. */
export function MirrorControls({ act }: { act: ActView }) {
  const { t } = useWords();
  const { send } = useKiosk();
  const [asking, setAsking] = useState<'nothing' | 'skip' | 'accept' | 'stop'>('nothing');
  const close = () => setAsking('nothing');

  if (asking === 'skip' && act.step === 'finger') {
    return (
      <Reasons title={t('mirror.skip.title')} onCancel={close}>
        {FINGER_SKIP_REASONS.map((reason) => (
          <Button key={reason} onPress={() => void send('act.skip-finger', { reason }).then(close)}>
            {t(`skip.${reason}`)}
          </Button>
        ))}
      </Reasons>
    );
  }
  if (asking === 'accept' && act.ink.refused?.mayAccept === true) {
    return (
      <Reasons title={t('mirror.accept.title')} line={t('mirror.accept.line')} onCancel={close}>
        {INK_WAIVER_REASONS.map((reason) => (
          <Button key={reason} onPress={() => void send('ink.accept', { reason }).then(close)}>
            {t(`accept.${reason}`)}
          </Button>
        ))}
      </Reasons>
    );
  }
  if (asking === 'stop') {
    return (
      <Reasons title={t('mirror.stop.title')} line={t('mirror.stop.line')} onCancel={close}>
        {STOP_REASONS.map((reason) => (
          <Button key={reason} onPress={() => void send('act.stop', { reason }).then(close)}>
            {t(`stop.${reason}`)}
          </Button>
        ))}
      </Reasons>
    );
  }
  return (
    <div className="mirror-controls">
      <StepControls act={act} onAsk={setAsking} />
      {mayStop(act) && (
        <Button className="mirror-controls__stop" icon="pause" onPress={() => setAsking('stop')}>
          {t('mirror.stop')}
        </Button>
      )}
      {act.step === 'thanks' && <HandBack />}
    </div>
  );
}

/** The last `Enter` of a signer's way. */
function HandBack() {
  const { t } = useWords();
  const { send } = useKiosk();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <Button innerRef={button} look="primary" icon="check" onPress={() => void send('receipt.hand-back', {})}>
      {t('mirror.hand-back')}
    </Button>
  );
}

/** Once confirmed an act is sealed whatever happens; before that it may be stopped. */
const mayStop = ({ step }: ActView): boolean =>
  step === 'identify' || step === 'read' || step === 'sign' || step === 'finger' || step === 'review';

function StepControls({ act, onAsk }: { act: ActView; onAsk: (reason: 'skip' | 'accept') => void }) {
  const { t } = useWords();
  const { send } = useKiosk();
  const back = (
    <Button icon="left" onPress={() => void send('act.back', {})}>
      {t('mirror.back')}
    </Button>
  );
  if (act.step === 'read') {
    return (
      <>
        {back}
        <Button icon="check" disabled={act.readAloud} onPress={() => void send('act.attest-read-aloud', {})}>
          {t('mirror.attest')}
        </Button>
      </>
    );
  }
  if (act.step === 'sign') {
    return (
      <>
        {back}
        <Button icon="wipe" disabled={act.ink.strokes === 0} onPress={() => void send('ink.clear', {})}>
          {t('mirror.clear')}
        </Button>
        {act.ink.refused?.mayAccept === true && (
          <Button icon="right" onPress={() => onAsk('accept')}>
            {t('mirror.accept')}
          </Button>
        )}
      </>
    );
  }
  if (act.step === 'finger') {
    return (
      <>
        {back}
        <Button icon="refresh" onPress={() => void send('finger.again', {})}>
          {t('mirror.again')}
        </Button>
        {(act.finger.maySkip || act.finger.state === 'absent') && (
          <Button icon="right" onPress={() => onAsk('skip')}>
            {t('mirror.skip')}
          </Button>
        )}
      </>
    );
  }
  return act.step === 'review' ? back : null;
}

interface ReasonsProps {
  readonly title: string;
  readonly line?: string;
  readonly children: ReactNode;
  readonly onCancel: () => void;
}

function Reasons({ title, line, children, onCancel }: ReasonsProps) {
  const { t } = useWords();
  return (
    <fieldset className="reasons" aria-label={title}>
      <p className="reasons__title">{title}</p>
      {line !== undefined && <p className="reasons__line">{line}</p>}
      <div className="reasons__choices">
        {children}
        <Button look="quiet" onPress={onCancel}>
          {t('mirror.cancel')}
        </Button>
      </div>
    </fieldset>
  );
}
