import type { Result } from '../../core/base';
import type { Indication, ValidationReport } from '../../core/validation';
import type { CliIo } from '../io';
import type { Language } from '../language';
import { EXIT_USAGE, type Verb, type VerbValues } from '../verb';
import { type GivenFiles, givenData } from '../verify/given';
import { LABELS } from '../verify/labels';
import { reportText, unreadableText } from '../verify/report-text';
import { readTime } from '../verify/time-option';
import { trustAnchors } from '../verify/trust';
import { verifyFile } from '../verify/verify-file';
import { isReportName, writeReport } from '../verify/write-report';

const EXIT_UNREADABLE = 3;
/** sysexits.h EX_CANTCREAT: the verdict is there, its report is not. */
const EXIT_NO_REPORT = 73;
const EXITS: Readonly<Record<Indication, number>> = { 'TOTAL-PASSED': 0, 'TOTAL-FAILED': 1, INDETERMINATE: 2 };
/** Of several files the gravest decides: a forged one above one that cannot be read. */
const GRAVEST_FIRST = [1, EXIT_UNREADABLE, 2, EXIT_NO_REPORT, 0];

interface Options {
  readonly paths: readonly string[];
  readonly language: Language;
  readonly json: boolean;
  /** As of when; undefined for now. */
  readonly atMs: number | undefined;
  readonly reports: readonly string[];
  readonly trust: readonly string[];
  /** Files with validation data from outside. */
  readonly given: GivenFiles;
  /** Missing revocation evidence leaves the verdict open. */
  readonly strict: boolean;
}

const textsOf = (value: VerbValues[string]): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);

/** What the command line asks for; undefined, after a word about it, when it makes no sense. */
function optionsOf(values: VerbValues, paths: readonly string[], io: CliIo): Options | undefined {
  const { lang, at } = values;
  const language = lang === 'en' || lang === 'zh' ? lang : io.language;
  const atMs = typeof at === 'string' ? readTime(at) : undefined;
  const reports = textsOf(values['report']);
  const isSense =
    paths.length > 0 &&
    (lang === undefined || lang === language) &&
    (at === undefined || atMs !== undefined) &&
    reports.every(isReportName);
  if (!isSense) io.error(`inkwitness ${verifyVerb.usage}`);
  else if (reports.length > 0 && paths.length > 1) io.error(LABELS[language].oneFile);
  else
    return {
      paths,
      language,
      json: values['json'] === true,
      atMs,
      reports,
      trust: textsOf(values['trust']),
      given: { crl: textsOf(values['crl']), ocsp: textsOf(values['ocsp']), cert: textsOf(values['cert']) },
      strict: values['require-revocation'] === true,
    };
  return undefined;
}

function print(path: string, result: Result<ValidationReport>, { json, language, atMs }: Options, io: CliIo): void {
  if (json) {
    const { error } = result.ok ? { error: undefined } : result;
    const body = result.ok ? result.value : { verdict: null, signatures: [], reasons: [error] };
    io.out(JSON.stringify({ file: path, ...body }));
  } else if (result.ok) {
    const asOf = atMs === undefined ? undefined : new Date(atMs).toISOString();
    io.out(reportText(path, result.value, language, asOf));
  } else io.out(unreadableText(path, result.error.code, language));
}

async function verifyAll(options: Options, io: CliIo): Promise<number> {
  const { language, reports } = options;
  const anchors = await trustAnchors(options.trust, io.home);
  if (!anchors.ok) {
    io.error(`${LABELS[language].unreadable}: ${anchors.error.detail}`);
    return EXIT_USAGE;
  }
  const given = await givenData(options.given);
  if (!given.ok) {
    io.error(`${LABELS[language].unreadable}: ${given.error.detail}`);
    return EXIT_USAGE;
  }
  if (anchors.value.length === 0) io.error(LABELS[language].noTrust);
  const more = { given: given.value, ...(options.strict && { revocationEvidence: 'required' as const }) };
  const exits = new Set<number>();
  for (const path of options.paths) {
    const madeAtMs = io.nowMs();
    const judgedAtMs = options.atMs ?? madeAtMs;
    const judged = await verifyFile(path, anchors.value, judgedAtMs, more);
    print(path, judged, options, io);
    exits.add(judged.ok ? EXITS[judged.value.verdict] : EXIT_UNREADABLE);
    for (const out of reports) {
      const written = await writeReport(out, { path, judged, anchors: anchors.value, judgedAtMs, madeAtMs, language });
      if (written.ok) continue;
      io.error(`${LABELS[language].reportUnwritable}: ${out} [${written.error.code}]`);
      exits.add(EXIT_NO_REPORT);
    }
  }
  return GRAVEST_FIRST.find((code) => exits.has(code)) ?? 0;
}

export const verifyVerb: Verb = {
  name: 'verify',
  usage:
    'verify FILE… [--trust root.pem]… [--cert FILE]… [--crl FILE]… [--ocsp FILE]… [--require-revocation] [--at 2036-01-31T00:00:00Z] [--report out.pdf|out.html|out.json]… [--json] [--lang zh|en]',
  summary: {
    zh: '检查已签署文件：0 全部有效，1 有无效签名，2 不能确定，3 无法读取',
    en: 'checks signed files: 0 all valid, 1 one is not, 2 one cannot be decided, 3 unreadable',
  },
  options: {
    trust: { type: 'string', multiple: true },
    cert: { type: 'string', multiple: true },
    crl: { type: 'string', multiple: true },
    ocsp: { type: 'string', multiple: true },
    'require-revocation': { type: 'boolean' },
    at: { type: 'string' },
    report: { type: 'string', multiple: true },
    json: { type: 'boolean' },
    lang: { type: 'string' },
  },
  async run(values, positionals, io) {
    const options = optionsOf(values, positionals, io);
    return options ? verifyAll(options, io) : EXIT_USAGE;
  },
};
