import type { ReactNode, RefObject } from 'react';
import { Icon, type IconName } from './icon';

interface Props {
  readonly children: ReactNode;
  readonly onPress: () => void;
  /** 'primary' for the one main act of a screen; 'quiet' reads like a sentence. */
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly icon?: IconName;
  readonly iconAfter?: IconName;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly label?: string;
  readonly innerRef?: RefObject<HTMLButtonElement | null>;
  readonly className?: string;
}

/** The one button of all screens. A disabled one stays focusable and says so, so that nobody loses their place. */
export function Button(props: Props) {
  const { children, onPress, look = 'plain', icon, iconAfter, disabled = false, className = '' } = props;
  return (
    <button
      type="button"
      ref={props.innerRef}
      className={`button button--${look} ${className}`}
      aria-disabled={disabled || undefined}
      aria-pressed={props.pressed}
      aria-label={props.label}
      onClick={() => {
        if (!disabled) onPress();
      }}
    >
      {icon !== undefined && <Icon name={icon} />}
      <span className="button__words">{children}</span>
      {iconAfter !== undefined && <Icon name={iconAfter} />}
    </button>
  );
}
