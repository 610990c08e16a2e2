import { Component, type ReactNode } from 'react';
import { useWords } from '../i18n';

interface Props {
  readonly children: ReactNode;
  readonly fallback: ReactNode;
}

/** The renderer's door for bugs: a broken view is replaced by words, the rest of the window goes on. */
export class ErrorBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}

export function CrashScreen() {
  const { t } = useWords();
  return (
    <main className="crash" role="alert">
      <h1>{t('crash.title')}</h1>
      <p>{t('crash.line')}</p>
      <button type="button" className="button button--primary" onClick={() => location.reload()}>
        {t('crash.reload')}
      </button>
    </main>
  );
}
