import { realpath, writeFile } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { err, ok, type Result } from '../../core/base';
import type { Certificate } from '../../core/pki';
import { certificateFacts, etsiReport, type ValidationReport } from '../../core/validation';
import { nodeDigest } from '../../platform/node';
import { type ReportSubject, reportHtml, reportPdf, reportView } from '../../report';
import { reportFont } from '../../server/report-font';
import { VERSION } from '../../server/version';
import type { CliCode } from '../errors';
import type { Language } from '../language';
import { fileFacts } from './verify-file';

export interface ReportOrder {
  readonly path: string;
  readonly judged: Result<ValidationReport>;
  readonly anchors: readonly Certificate[];
  readonly judgedAtMs: number;
  /** When the report itself is made. */
  readonly madeAtMs: number;
  readonly language: Language;
}

type Maker = (order: ReportOrder, subject: ReportSubject) => Promise<string | Uint8Array>;

/** A file that cannot be opened has no report in the standard's terms, only its code. */
const etsiText = ({ judged }: ReportOrder, subject: ReportSubject): string =>
  JSON.stringify(judged.ok ? etsiReport(judged.value, subject) : { error: judged.error }, null, 2);

/** What a report is written as, told by the end of its name. */
const MAKERS: Readonly<Record<string, Maker>> = {
  '.json': async (order, subject) => `${etsiText(order, subject)}\n`,
  '.html': async ({ judged, language }, subject) => reportHtml(reportView(judged, subject, language)),
  '.pdf': async (order, subject) =>
    reportPdf(reportView(order.judged, subject, order.language), {
      font: await reportFont(),
      ...(order.judged.ok && { etsi: etsiText(order, subject) }),
      madeAtMs: order.madeAtMs,
    }),
};

export const isReportName = (name: string): boolean => extname(name).toLowerCase() in MAKERS;

async function subjectOf({ path, anchors, judgedAtMs }: ReportOrder): Promise<Result<ReportSubject>> {
  const facts = await fileFacts(path);
  if (!facts.ok) return facts;
  return ok({
    ...facts.value,
    fileName: basename(path),
    judgedAtMs,
    validator: { Name: 'InkWitness', Version: VERSION },
    anchors: anchors.map((anchor) => certificateFacts(anchor, nodeDigest)),
  });
}

const whereIs = (path: string): Promise<string> => realpath(path).catch(() => resolve(path));

/** Writes the report on one file, never over that file. Codes: CLI_FILE_UNREADABLE, CLI_REPORT_UNWRITABLE. */
export async function writeReport(out: string, order: ReportOrder): Promise<Result<void>> {
  if ((await whereIs(out)) === (await whereIs(order.path))) return err<CliCode>('CLI_REPORT_UNWRITABLE');
  const subject = await subjectOf(order);
  if (!subject.ok) return subject;
  const content = await MAKERS[extname(out).toLowerCase()]?.(order, subject.value);
  if (content === undefined) return err<CliCode>('CLI_REPORT_UNWRITABLE');
  try {
    await writeFile(out, content);
    return ok(undefined);
  } catch {
    return err<CliCode>('CLI_REPORT_UNWRITABLE');
  }
}
