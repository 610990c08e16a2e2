import { useEffect, useState } from 'react';
import type { AboutView, PaperName } from '../../contracts/ipc';
import { Button, Icon } from '../controls';
import { useWords } from '../i18n';
import { useKiosk } from '../kiosk';
import { type AboutLine, aboutLines, aboutText } from './about-lines';
import { copyText } from './copy-text';
import { Paper } from './paper';

/** What this station is: for whoever IT telephones with. */
export function About() {
  const { snapshot, send } = useKiosk();
  const [paper, setPaper] = useState<PaperName>();
  useEffect(() => void send('about.look', {}), [send]);
  const { about } = snapshot;
  if (about === undefined) return null;
  if (paper !== undefined)
    return <Paper name={paper} folder={about.papers.folder} onClose={() => setPaper(undefined)} />;
  return <AboutPage about={about} onPaper={setPaper} />;
}

function AboutPage({ about, onPaper }: { about: AboutView; onPaper: (name: PaperName) => void }) {
  const { t } = useWords();
  const { snapshot } = useKiosk();
  const lines = aboutLines(about, snapshot, t);
  return (
    <div className="about">
      <CopyLines lines={lines} />
      <dl className="about__lines">
        {lines.map((line) => (
          <Line key={line.title} line={line} />
        ))}
        <div className="about-line">
          <dt className="about-line__title">{t('about.papers')}</dt>
          <dd className="about__papers">
            {about.papers.names.length === 0 && t('about.papers.none')}
            {about.papers.names.map((name) => (
              <Button key={name} icon="form" onPress={() => onPaper(name)}>
                {t(`about.paper.${name}`)}
              </Button>
            ))}
          </dd>
        </div>
      </dl>
    </div>
  );
}

function Line({ line: { title, says, isTest = false } }: { line: AboutLine }) {
  return (
    <div className={isTest ? 'about-line about-line--test' : 'about-line'}>
      <dt className="about-line__title">{title}</dt>
      <dd className="about-line__says">
        {isTest && <Icon name="warning" />}
        <span>
          {says.map((text) => (
            <span key={text} className="about-line__part">
              {text}
            </span>
          ))}
        </span>
      </dd>
    </div>
  );
}

function CopyLines({ lines }: { lines: readonly AboutLine[] }) {
  const { t } = useWords();
  const [outcome, setOutcome] = useState<'about.copied' | 'about.copy.failed'>();
  return (
    <div className="about__copy">
      <p role="status" className="about__outcome">
        {t(outcome ?? 'about.purpose')}
      </p>
      <Button icon="form" onPress={() => setOutcome(copyText(aboutText(lines)) ? 'about.copied' : 'about.copy.failed')}>
        {t('about.copy')}
      </Button>
    </div>
  );
}
