import type { Flavour } from '../policy';
import type { ProgramFacts } from '../session-runner';

interface Program {
  readonly flavour: Flavour;
  /** `inkwitness` of package.json, of any shape. */
  readonly mark: unknown;
  /** Versions: the one that runs, and the one of package.json. */
  readonly electron: string;
  readonly pinned: string;
}

/** Official is only what says so in every way: compiled as a product, packaged as no test. Everything else is a test build. */
export function judgeProgram({ flavour, mark, electron, pinned }: Program): Pick<ProgramFacts, 'kind' | 'runtime'> {
  const { build, runtime } = (typeof mark === 'object' && mark !== null ? mark : {}) as Record<string, unknown>;
  const isPinned = electron === pinned;
  return {
    kind: build === undefined ? 'source' : build === 'official' && flavour === 'product' ? 'official' : 'test',
    runtime: { pinned, is: !isPinned ? 'other' : runtime === 'official' ? 'official' : 'version' },
  };
}
