import type { CliIo } from '../io';
import type { Language } from '../language';
import type { VerbValues } from '../verb';

/** One word after `inkwitness trace`. To add one: a file beside this and its line in verbs/trace.ts, its options there too. */
export interface TraceAction {
  readonly name: string;
  readonly usage: string;
  readonly summary: Readonly<Record<Language, string>>;
  /** Answers the exit code; positionals without the action's name. */
  run(values: VerbValues, positionals: readonly string[], io: CliIo): Promise<number>;
}
