import { useEffect } from 'react';
import { BenchApp } from '../bench';
import { DisplaySign } from '../display-sign';
import { LanguageProvider } from '../i18n';
import { KioskProvider, kioskBridge, useKiosk } from '../kiosk';
import { PatientApp } from '../patient';
import { CrashScreen, ErrorBoundary } from './error-boundary';

export function App() {
  const query = new URLSearchParams(location.search);
  if (query.get('window') === 'display') return <DisplaySign query={query} />;
  return (
    <KioskProvider>
      <Window />
    </KioskProvider>
  );
}

function Window() {
  const { snapshot } = useKiosk();
  const { language } = snapshot;
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <LanguageProvider language={language}>
      <ErrorBoundary fallback={<CrashScreen />}>
        {kioskBridge().window === 'patient' ? <PatientApp /> : <BenchApp />}
      </ErrorBoundary>
    </LanguageProvider>
  );
}
