import { useEffect, useRef, useState } from 'react';
import { Button } from '../controls';
import { useWords } from '../i18n';
import { About } from './about';
import { Displays } from './displays';
import { SelfTest } from './self-test';

const PAGES = { 'self-test': SelfTest, displays: Displays, about: About } as const;
type PageName = keyof typeof PAGES;

/** For the nurse and IT, never while somebody signs: what stands in the way, which display is which, what this station is. Escape leads back. */
export function Upkeep({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const [page, setPage] = useState<PageName>('self-test');
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const Page = PAGES[page];
  return (
    <section
      className="upkeep"
      aria-label={t('upkeep.title')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header className="upkeep__head">
        <h2 ref={title} tabIndex={-1} className="upkeep__title">
          {t('upkeep.title')}
        </h2>
        <nav className="upkeep__pages" aria-label={t('upkeep.title')}>
          {(Object.keys(PAGES) as PageName[]).map((name) => (
            <Button key={name} look="quiet" pressed={name === page} onPress={() => setPage(name)}>
              {t(`upkeep.${name}`)}
            </Button>
          ))}
        </nav>
        <Button icon="left" look="quiet" onPress={onClose}>
          {t('upkeep.close')}
        </Button>
      </header>
      <Page />
    </section>
  );
}
