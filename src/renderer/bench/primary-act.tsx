import { useEffect, useRef } from 'react';
import { Button, type IconName } from '../controls';

interface Props {
  readonly label: string;
  readonly icon: IconName;
  readonly onPress: () => void;
  /** Why it cannot be pressed yet; none when it can. */
  readonly waitsFor?: string | undefined;
  /** Another value takes the focus here, so that `Enter` carries through. */
  readonly moment: string;
}

/** The one main act of the bench. It takes the focus when it becomes possible, unless somebody is typing. */
export function PrimaryAct({ label, icon, onPress, waitsFor, moment }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const possible = waitsFor === undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the moment is the trigger
  useEffect(() => {
    const typing = document.activeElement?.matches('input, select') === true && document.activeElement.isConnected;
    if (possible && !typing) button.current?.focus();
  }, [possible, moment]);
  return (
    <div className="primary-act">
      {waitsFor !== undefined && <p className="primary-act__waits">{waitsFor}</p>}
      <Button innerRef={button} look="primary" icon={icon} disabled={!possible} onPress={onPress}>
        {label}
      </Button>
    </div>
  );
}
