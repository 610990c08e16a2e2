import { useEffect } from 'react';
import { BenchApp } from '../bench';
import { LanguageProvider } from '../i18n';
import { KioskProvider, kioskBridge, useKiosk } from '../kiosk';
import { PatientApp } from '../patient';
import { CrashScreen, ErrorBoundary } from './error-boundary';

export function App() {
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
