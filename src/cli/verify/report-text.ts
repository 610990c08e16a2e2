import type { Reason, SignatureReport, ValidationReport } from '../../core/validation';
import { EVIDENCE, MODIFICATIONS, REASONS, TIME_SOURCES, VERDICTS } from '../../presentation';
import type { Language } from '../language';
import { LABELS } from './labels';

const LOCALES: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };

/** 2026年11月21日 14:05:00, in the reader's own time zone. */
const timeText = (time: string, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeStyle: 'medium' }).format(new Date(time));

function reasonText(reason: Reason, language: Language): string {
  const words: Readonly<Record<string, string>> = REASONS[language];
  return `${words[reason.code] ?? reason.code} [${reason.code}]`;
}

/** The certificate's name, and the form's where it differs (rare characters stand as numbers in certificates). */
function signerText({ signer, evidence }: SignatureReport): string {
  const stated = evidence.state === 'intact' ? evidence.facts?.signerName : undefined;
  return stated === undefined || stated === signer ? (signer ?? '-') : `${stated} [${signer ?? '-'}]`;
}

function evidenceLines({ evidence: { state } }: SignatureReport, language: Language): string[] {
  return state === 'unchecked' ? [] : [`     ${LABELS[language].evidence}: ${EVIDENCE[language][state]}`];
}

function signatureLines(signature: SignatureReport, number: number, language: Language): string[] {
  const label = LABELS[language];
  const sub = signature.subIndication ? `, ${signature.subIndication}` : '';
  const time = signature.signingTime ? `${timeText(signature.signingTime, language)} ` : '';
  return [
    `  ${number}. ${signature.field}: ${VERDICTS[language][signature.verdict]} (${signature.verdict}${sub}; PAdES ${signature.level})`,
    `     ${label.signer}: ${signerText(signature)}`,
    `     ${label.time}: ${time}(${TIME_SOURCES[language][signature.timeSource]})`,
    `     ${label.changes}: ${MODIFICATIONS[language][signature.modifications]}`,
    ...evidenceLines(signature, language),
    ...signature.reasons.map((reason) => `     ${label.why}: ${reasonText(reason, language)}`),
  ];
}

/** A report for people: the verdict first, then each signature in the order of signing. */
export function reportText(file: string, report: ValidationReport, language: Language): string {
  const label = LABELS[language];
  return [
    file,
    `  ${label.file}: ${VERDICTS[language][report.verdict]} (${report.verdict})`,
    ...report.reasons.map((reason) => `  ${label.why}: ${reasonText(reason, language)}`),
    ...report.signatures.flatMap((signature, index) => signatureLines(signature, index + 1, language)),
  ].join('\n');
}

export const unreadableText = (file: string, code: string, language: Language): string =>
  `${file}\n  ${LABELS[language].unreadable} [${code}]`;
