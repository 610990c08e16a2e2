import type { ParseArgsConfig } from 'node:util';
import type { CliIo } from './io';
import type { Language } from './language';

export type VerbOptions = NonNullable<ParseArgsConfig['options']>;
export type VerbValues = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** One word after `inkwitness`. To add one: a file in verbs/ and its line in verb-table.ts. */
export interface Verb {
  readonly name: string;
  readonly usage: string;
  readonly summary: Readonly<Record<Language, string>>;
  readonly options: VerbOptions;
  /** Answers the exit code. */
  run(values: VerbValues, positionals: readonly string[], io: CliIo): Promise<number>;
}

/** sysexits(3): a command line that makes no sense. */
export const EXIT_USAGE = 64;
