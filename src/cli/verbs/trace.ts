import type { TraceAction } from '../trace/action';
import { recordAction } from '../trace/record';
import { replayAction } from '../trace/replay';
import { scoreAction } from '../trace/score';
import { EXIT_USAGE, type Verb } from '../verb';

const ACTIONS: readonly TraceAction[] = [recordAction, replayAction, scoreAction];

export const traceVerb: Verb = {
  name: 'trace',
  usage: ACTIONS.map(({ usage }) => usage).join('\n  inkwitness '),
  summary: {
    zh: ACTIONS.map(({ summary }) => summary.zh).join('；'),
    en: ACTIONS.map(({ summary }) => summary.en).join('; '),
  },
  options: {
    format: { type: 'string' },
    definition: { type: 'string' },
    out: { type: 'string' },
    seconds: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(values, positionals, io) {
    const [name, ...rest] = positionals;
    const action = ACTIONS.find((one) => one.name === name);
    if (action !== undefined) return action.run(values, rest, io);
    io.error(`inkwitness ${traceVerb.usage}`);
    return EXIT_USAGE;
  },
};
