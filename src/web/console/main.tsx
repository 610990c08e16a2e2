import { createRoot } from 'react-dom/client';
import { App } from './app';
import { LanguageProvider } from './language';

const screen = document.getElementById('screen');
if (screen)
  createRoot(screen).render(
    <LanguageProvider>
      <App />
    </LanguageProvider>,
  );
