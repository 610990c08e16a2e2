import { parseArgs } from 'node:util';
import { VERSION } from '../server/version';
import type { CliIo } from './io';
import { EXIT_USAGE, type Verb, type VerbValues } from './verb';
import { VERBS } from './verb-table';

const verbHelp = (verb: Verb, io: CliIo): string => `  inkwitness ${verb.usage}\n      ${verb.summary[io.language]}`;

function help(io: CliIo): string {
  const lines = VERBS.map((verb) => verbHelp(verb, io));
  return [io.language === 'zh' ? '用法：' : 'Usage:', ...lines].join('\n');
}

function parse(
  verb: Verb,
  args: readonly string[],
  io: CliIo,
): { values: VerbValues; positionals: string[] } | undefined {
  try {
    return parseArgs({ args: [...args], options: verb.options, allowPositionals: true, strict: true });
  } catch (error) {
    io.error(error instanceof Error ? error.message : String(error));
    io.error(`inkwitness ${verb.usage}`);
    return undefined;
  }
}

/** Runs one command line (without node and script) and answers its exit code. */
export async function run(args: readonly string[], io: CliIo): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    io.out(help(io));
    return name === undefined ? EXIT_USAGE : 0;
  }
  if (name === '--version') {
    io.out(`inkwitness ${VERSION}`);
    return 0;
  }
  const verb = VERBS.find((one) => one.name === name);
  if (!verb) {
    io.error(io.language === 'zh' ? `没有这个命令：${name}` : `no such command: ${name}`);
    io.error(help(io));
    return EXIT_USAGE;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(verbHelp(verb, io));
    return 0;
  }
  const parsed = parse(verb, rest, io);
  return parsed ? verb.run(parsed.values, parsed.positionals, io) : EXIT_USAGE;
}
