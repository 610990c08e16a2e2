import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Language, languageOf } from './language';

/** The outside of a verb; tests give their own. */
export interface CliIo {
  out(line: string): void;
  error(line: string): void;
  readonly language: Language;
  /** INKWITNESS_HOME: data folder of the embedded hospital and the kiosk. */
  readonly home: string;
  nowMs(): number;
  /** The first line of standard input, without its end; absent where there is no input. */
  readLine?(): Promise<string>;
}

async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  return '';
}

/** The same folder that `npm start` takes: beside src and dist. */
const OWN_HOME = fileURLToPath(new URL('../../.inkwitness', import.meta.url));

export const processIo = (): CliIo => ({
  out: (line) => process.stdout.write(`${line}\n`),
  error: (line) => process.stderr.write(`${line}\n`),
  language: languageOf(process.env),
  home: process.env['INKWITNESS_HOME'] ?? OWN_HOME,
  nowMs: () => Date.now(),
  readLine: firstLine,
});
