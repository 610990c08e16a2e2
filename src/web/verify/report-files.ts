import { toHex } from '../../core/base';
import { digestPrefix } from '../../core/pades';
import { certificateFacts, etsiReport } from '../../core/validation';
import { webDigest } from '../../platform/web';
import type { VerdictLanguage } from '../../presentation';
import { type ReportSubject, reportHtml, reportPdf, reportView } from '../../report';
import type { Checked } from './checked';
import { reportFont } from './inlined';

declare const __VERSION__: string;

/** Everything about a judged file but its digest, which takes a pass over it. */
export const subjectOf = ({ fileName, source, certificates, checkedAt }: Checked): Omit<ReportSubject, 'sha256'> => ({
  fileName,
  size: source.size,
  judgedAtMs: Date.parse(checkedAt),
  validator: { Name: 'InkWitness', Version: __VERSION__ },
  anchors: certificates.map((one) => certificateFacts(one, webDigest)),
});

async function wholeSubject(checked: Checked): Promise<ReportSubject> {
  const digest = await digestPrefix(checked.source, webDigest);
  if (!digest.ok) throw new Error(digest.error.code);
  return { ...subjectOf(checked), sha256: toHex(digest.value) };
}

const etsiText = ({ result }: Checked, subject: ReportSubject): string =>
  JSON.stringify(result.ok ? etsiReport(result.value, subject) : { error: result.error }, null, 2);

/** The very line of `inkwitness verify --json`. */
function lineOf({ fileName, result }: Checked): string {
  const body = result.ok ? result.value : { verdict: null, signatures: [], reasons: [result.error] };
  return JSON.stringify({ file: fileName, ...body });
}

export type ReportKind = 'pdf' | 'html' | 'etsi' | 'line';

interface Made {
  readonly ending: string;
  readonly type: string;
  make(checked: Checked, language: VerdictLanguage): Promise<string | Uint8Array>;
}

/** What can be carried away; the same makers as those of the command line. */
export const REPORTS: Readonly<Record<ReportKind, Made>> = {
  pdf: {
    ending: 'report.pdf',
    type: 'application/pdf',
    make: async (checked, language) => {
      const subject = await wholeSubject(checked);
      const etsi = checked.result.ok ? { etsi: etsiText(checked, subject) } : {};
      const view = reportView(checked.result, subject, language);
      return reportPdf(view, { font: await reportFont(), madeAtMs: Date.now(), ...etsi });
    },
  },
  html: {
    ending: 'report.html',
    type: 'text/html',
    make: async (checked, language) => reportHtml(reportView(checked.result, await wholeSubject(checked), language)),
  },
  etsi: {
    ending: 'report.etsi.json',
    type: 'application/json',
    make: async (checked) => etsiText(checked, await wholeSubject(checked)),
  },
  line: { ending: 'report.json', type: 'application/json', make: async (checked) => lineOf(checked) },
};

/** Hands a file over to whoever sits here. */
export function saveAs(name: string, content: string | Uint8Array, type: string): void {
  const url = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
