import { readFile } from 'node:fs/promises';
import { err, ok, type Result } from '../../core/base';
import { type CaptureStatistics, type Conformance, captureStatistics, conformanceOf } from '../../core/ink';
import { definitionById } from '../../drivers/device';
import { recordedCapture } from '../../drivers/pen-tablet';
import { parsePenTrace } from '../../drivers/recording';
import type { Language } from '../language';
import { EXIT_USAGE } from '../verb';
import type { TraceAction } from './action';
import { FINDING_WORDS, SCORE_WORDS } from './score-words';

const EXIT_UNREADABLE = 3;

interface Scored {
  readonly definition: string;
  readonly statistics: CaptureStatistics;
  readonly conformance: Conformance;
}

/** CLI_FILE_UNREADABLE, DEVICE_GARBLED, DEVICE_UNKNOWN_DEFINITION. */
async function scoreOf(file: string): Promise<Result<Scored>> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return err('CLI_FILE_UNREADABLE', file);
  const trace = parsePenTrace(text);
  if (!trace.ok) return trace;
  const definition = definitionById(trace.value.header.definition);
  if (!definition.ok) return definition;
  if (definition.value.kind !== 'pen-tablet') return err('DEVICE_UNKNOWN_DEFINITION', definition.value.id);
  const capture = recordedCapture(trace.value, definition.value);
  const statistics = captureStatistics(capture);
  return ok({ definition: definition.value.id, statistics, conformance: conformanceOf(capture, statistics) });
}

function linesOf(file: string, { definition, statistics, conformance }: Scored, language: Language): string[] {
  const words = SCORE_WORDS[language];
  const s = statistics;
  const missing = s.lost ?? `~${s.missingByClock ?? 0}`;
  const fit = s.clockFit;
  return [
    `${String(conformance.score).padStart(3)}  ${file}  ${definition}`,
    `     ${words.written(s.reports, s.samples, s.strokes)}`,
    `     ${words.rate(s.rateHz, s.jitterUs)}  ${words.missing(missing, s.gaps, s.duplicates, s.outOfRange)}`,
    `     ${words.pressure(s.pressureLevels, s.pressurePeakRaw)}`,
    ...(fit === undefined ? [] : [`     ${words.clocks(fit.ratePpm, fit.residualP99Us)}`]),
    ...conformance.findings.map(({ finding, cost }) => `     -${cost} ${finding}: ${FINDING_WORDS[language][finding]}`),
  ];
}

/** `trace score`: figures and conformance of recordings, with which a hospital accepts a new pad. */
export const scoreAction: TraceAction = {
  name: 'score',
  usage: 'trace score [--json] FILE…',
  summary: {
    zh: '给录下的笔迹报告评分（0 至 100）：丢失、抖动、间断、压力级数、两个时钟',
    en: 'scores recordings of a pad (0 to 100): losses, jitter, pauses, pressure levels, both clocks',
  },
  async run(values, files, io) {
    if (files.length === 0) {
      io.error(`inkwitness ${scoreAction.usage}`);
      return EXIT_USAGE;
    }
    let exit = 0;
    for (const file of files) {
      const scored = await scoreOf(file);
      if (!scored.ok) {
        exit = EXIT_UNREADABLE;
        io.error(`${scored.error.code} ${file} ${scored.error.detail ?? ''}`.trimEnd());
      } else if (values['json'] === true) io.out(JSON.stringify({ file, ...scored.value }));
      else for (const line of linesOf(file, scored.value, io.language)) io.out(line);
    }
    return exit;
  },
};
