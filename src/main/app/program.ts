import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app } from 'electron';
import { PAPERS, type PaperName } from '../../contracts/ipc';
import type { ProgramFacts } from '../session-runner';
import { FLAVOUR, PINNED_ELECTRON } from './flavour';
import { judgeProgram } from './judge-program';

/** What scripts/package/stage-app.ts wrote into package.json beside the bundle; undefined where nobody packaged it. */
function markOfPackage(): unknown {
  try {
    return JSON.parse(readFileSync(join(__dirname, 'package.json'), 'utf8')).inkwitness;
  } catch {
    return undefined;
  }
}

/** What this program is, for the page “About” and the bar of a test build. */
export function programFacts(keyStore: string): ProgramFacts {
  const electron = process.versions['electron'] ?? '';
  const folder = dirname(app.getPath('exe'));
  const names = (Object.keys(PAPERS) as PaperName[]).filter((name) => existsSync(join(folder, PAPERS[name])));
  return {
    ...judgeProgram({ flavour: FLAVOUR, mark: markOfPackage(), electron, pinned: PINNED_ELECTRON }),
    keyStore,
    papers: { folder, names },
  };
}

/** Path of a paper that is there; undefined for any other name. */
export const paperPath = ({ folder, names }: ProgramFacts['papers'], name: string): string | undefined => {
  const known = names.find((one) => one === name);
  return known && join(folder, PAPERS[known]);
};
