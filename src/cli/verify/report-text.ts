import type { Reason, SignatureReport, ValidationReport } from '../../core/validation';
import {
  EVIDENCE,
  filled,
  MODIFICATIONS,
  NORMALISED,
  REASONS,
  REPORT_WORDS,
  sentenceOf,
  TIME_SOURCES,
  VERDICTS,
} from '../../presentation';
import { recordingText, timeText } from '../../report';
import type { Language } from '../language';
import { LABELS } from './labels';

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

/** Told only where a person took what the pad recorded badly. */
function waiverLines(signature: SignatureReport, language: Language): string[] {
  const { waiver } = recordingText(signature, language);
  return waiver === undefined ? [] : [`     ${REPORT_WORDS[language]['signature.waiver']}: ${waiver}`];
}

function sealLines({ seal }: SignatureReport, language: Language): string[] {
  if (seal === null) return [];
  const valid = `${timeText(seal.validFrom, language)} - ${timeText(seal.validTo, language)}`;
  return [`     ${LABELS[language].seal}: ${seal.name} (${seal.standard}, ${seal.maker ?? seal.vendor}; ${valid})`];
}

function signatureLines(signature: SignatureReport, number: number, language: Language): string[] {
  const label = LABELS[language];
  const sub = signature.subIndication ? `, ${signature.subIndication}` : '';
  const time = signature.signingTime ? `${timeText(signature.signingTime, language)} ` : '';
  return [
    `  ${number}. ${signature.field}: ${VERDICTS[language][signature.verdict]} (${signature.verdict}${sub}; PAdES ${signature.level})`,
    `     ${label.signer}: ${signerText(signature)}`,
    ...sealLines(signature, language),
    `     ${label.time}: ${time}(${TIME_SOURCES[language][signature.timeSource]})`,
    `     ${label.changes}: ${MODIFICATIONS[language][signature.modifications]}`,
    ...evidenceLines(signature, language),
    ...waiverLines(signature, language),
    ...signature.reasons.map((reason) => `     ${label.why}: ${reasonText(reason, language)}`),
  ];
}

/** Once for the file: its forms' signers say the same of the bytes that came. */
function originalLines({ signatures }: ValidationReport, language: Language): string[] {
  const known = signatures.find(({ evidence }) => evidence.state === 'intact' && evidence.facts?.normalised);
  const normalised = known?.evidence.facts?.normalised;
  if (normalised === undefined) return [];
  const words: Readonly<Record<string, string>> = NORMALISED[language];
  const reasons = normalised.reasons.map((reason) => words[reason] ?? reason).join(language === 'zh' ? '、' : ', ');
  const label = LABELS[language];
  return [
    `  ${label.original}: ${label.normalised} (${reasons})`,
    `    SHA-256 ${normalised.sha256}, ${normalised.size} ${label.bytes}`,
  ];
}

/** A report for people: one sentence and the verdict first, then each signature in the order of signing. `asOf`: RFC 3339. */
export function reportText(file: string, report: ValidationReport, language: Language, asOf?: string): string {
  const label = LABELS[language];
  const { key, values } = sentenceOf({ ok: true, value: report });
  return [
    file,
    `  ${filled(REPORT_WORDS[language][key], values)}`,
    ...(asOf === undefined ? [] : [`  ${label.asOf}: ${timeText(asOf, language)}`]),
    `  ${label.file}: ${VERDICTS[language][report.verdict]} (${report.verdict})`,
    ...originalLines(report, language),
    ...report.reasons.map((reason) => `  ${label.why}: ${reasonText(reason, language)}`),
    ...report.signatures.flatMap((signature, index) => signatureLines(signature, index + 1, language)),
  ].join('\n');
}

export const unreadableText = (file: string, code: string, language: Language): string =>
  `${file}\n  ${LABELS[language].unreadable} [${code}]`;
