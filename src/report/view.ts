import type { CertificateFacts, JudgedFile, Reason, SignatureReport, ValidationReport } from '../core/validation';
import {
  EVIDENCE,
  filled,
  isAct,
  type Judged,
  MODIFICATIONS,
  NORMALISED,
  REASONS,
  REPORT_WORDS,
  type ReportWordKey,
  sentenceOf,
  TIME_SOURCES,
  TONES,
  type Tone,
  VERDICTS,
  type VerdictLanguage,
} from '../presentation';
import { recordingText } from './recording';
import { timeText } from './time-text';

/** What is reported on: the file, who judged it when, and what was believed. */
export interface ReportSubject extends JudgedFile {
  /** Shown to the reader; left out where the file has no name of its own. */
  readonly fileName?: string;
  /** Trust anchors that were given. */
  readonly anchors: readonly CertificateFacts[];
  /** Time zone of all times; the machine's own when left out. */
  readonly timeZone?: string;
}

export interface ReportFact {
  readonly label: string;
  readonly value: string;
  /** A digest: to be set in groups that an eye can compare. */
  readonly digest?: boolean;
}

/** A reason in words, with its code for whoever has to look it up. */
export interface ReportReason {
  readonly text: string;
  readonly code: string;
}

export interface ReportAct {
  readonly tone: Tone;
  readonly word: string;
  readonly heading: string;
  readonly name: string;
  readonly facts: readonly ReportFact[];
  readonly reasons: readonly ReportReason[];
  readonly details: readonly ReportFact[];
}

/** Everything that a report page says, in one language, in the order in which it is said. */
export interface ReportView {
  readonly language: VerdictLanguage;
  readonly title: string;
  readonly tone: Tone;
  readonly word: string;
  readonly sentence: string;
  readonly reasons: readonly ReportReason[];
  readonly file: { readonly heading: string; readonly facts: readonly ReportFact[] };
  readonly acts: { readonly heading: string; readonly list: readonly ReportAct[] };
  readonly trust: { readonly heading: string; readonly facts: readonly ReportFact[]; readonly note: string };
  readonly how: { readonly heading: string; readonly paragraphs: readonly string[] };
  readonly labels: { readonly reasons: string; readonly details: string; readonly footer: string };
  readonly sha256: string;
  pageLabel(page: number, pages: number): string;
}

/** The words of one report. */
class Telling {
  constructor(
    readonly language: VerdictLanguage,
    private readonly timeZone: string | undefined,
  ) {}
  t(key: ReportWordKey, values?: Readonly<Record<string, string | number>>): string {
    return filled(REPORT_WORDS[this.language][key], values);
  }
  time(rfc3339: string): string {
    return timeText(rfc3339, this.language, this.timeZone);
  }
  size(bytes: number): string {
    return bytes.toLocaleString('en-US');
  }
  reasons(reasons: readonly Reason[]): ReportReason[] {
    const words: Readonly<Record<string, string>> = REASONS[this.language];
    return [...new Set(reasons.map(({ code }) => code))].map((code) => ({ code, text: words[code] ?? code }));
  }
  normalised(reasons: readonly string[]): string {
    const words: Readonly<Record<string, string>> = NORMALISED[this.language];
    return reasons.map((reason) => words[reason] ?? reason).join(this.language === 'zh' ? '、' : ', ');
  }
}

const present = (facts: readonly (readonly [string, string | null | undefined, true?])[]): ReportFact[] =>
  facts.flatMap(([label, value, digest]) => (value ? [{ label, value, ...(digest && { digest }) }] : []));

const commonName = (subject: string): string => /CN=((?:\\.|[^,+])+)/.exec(subject)?.[1] ?? subject;

function capacityOf(signature: SignatureReport, say: Telling): string | undefined {
  const capacity = signature.evidence.state === 'intact' ? signature.evidence.facts?.capacity : undefined;
  const key = `capacity.${capacity}`;
  return key in REPORT_WORDS.zh ? say.t(key as ReportWordKey) : capacity;
}

function basisOf({ timeSource, timeStampAuthority }: SignatureReport, say: Telling): string {
  const basis = TIME_SOURCES[say.language][timeSource];
  const by = timeSource === 'time-stamp' && timeStampAuthority;
  return by ? `${basis} (${say.t('signature.authority', { name: by })})` : basis;
}

function revisionOf({ signedSize, coversWholeFile }: SignatureReport, whole: number, say: Telling): string | undefined {
  if (signedSize === null) return undefined;
  const values = { size: say.size(signedSize), whole: say.size(whole) };
  return say.t(coversWholeFile ? 'signature.revision.whole' : 'signature.revision.part', values);
}

/** The seal by which the act was done: its name, maker and standard, and how long it is valid. */
function sealFacts({ seal }: SignatureReport, say: Telling): readonly (readonly [string, string])[] {
  if (seal === null) return [];
  return [
    [say.t('seal.name'), `${seal.name} (${seal.standard})`],
    [say.t('seal.maker'), seal.maker ?? seal.vendor],
    [
      say.t('seal.valid'),
      say.t('signature.validity.value', { from: say.time(seal.validFrom), to: say.time(seal.validTo) }),
    ],
  ];
}

function factsOf(one: SignatureReport, subject: ReportSubject, say: Telling): ReportFact[] {
  const { evidence, revocation, archiveTime, signingTime } = one;
  const anchor = one.path.length > 1 ? one.path.at(-1) : undefined;
  const archived = archiveTime !== null && say.t('signature.archived.value', { time: say.time(archiveTime) });
  const recording = recordingText(one, say.language, subject.timeZone);
  const hasEvidence = isAct(one) && evidence.state !== 'unchecked';
  return present([
    [say.t('signature.capacity'), capacityOf(one, say)],
    [say.t('signature.time'), signingTime && say.time(signingTime)],
    ...sealFacts(one, say),
    [say.t('signature.basis'), basisOf(one, say)],
    [say.t('signature.archived'), archived || undefined],
    [say.t('signature.revision'), revisionOf(one, subject.size, say)],
    [say.t('signature.after'), MODIFICATIONS[say.language][one.modifications]],
    [say.t('signature.evidence'), hasEvidence ? EVIDENCE[say.language][evidence.state] : undefined],
    [say.t('signature.recording'), recording.device],
    [say.t('signature.waiver'), recording.waiver],
    [say.t('signature.anchor'), anchor && commonName(anchor.subject)],
    [say.t('signature.revocation'), revocation === 'not-checked' ? undefined : say.t(`revocation.${revocation}`)],
  ]);
}

function detailsOf(one: SignatureReport, say: Telling): ReportFact[] {
  const { certificate, verdict, subIndication } = one;
  const leaf = certificate ?? one.path[0];
  const validity = leaf && { from: say.time(leaf.notBefore), to: say.time(leaf.notAfter) };
  const [stamp] = one.timeStamps;
  return present([
    [say.t('signature.level'), `${one.level} · ${verdict}${subIndication ? ` / ${subIndication}` : ''}`],
    [say.t('signature.field'), one.field],
    [say.t('recording.statistics'), recordingText(one, say.language).statistics],
    [say.t('signature.certificate'), leaf?.subject],
    [say.t('signature.issuer'), leaf?.issuer],
    [say.t('signature.serial'), leaf?.serial],
    [say.t('signature.validity'), validity && say.t('signature.validity.value', validity)],
    [say.t('signature.certificate.digest'), leaf?.sha256, true],
    [say.t('signature.digest'), one.documentDigest, true],
    [say.t('signature.token'), stamp?.sha256, true],
    [say.t('signature.changes'), one.changes.join('; ')],
  ]);
}

function actOf(one: SignatureReport, number: number, subject: ReportSubject, say: Telling): ReportAct {
  const tone = TONES[one.verdict];
  const stated = one.evidence.state === 'intact' ? one.evidence.facts?.signerName : undefined;
  return {
    tone,
    word: say.t(`word.${tone}`),
    heading: say.t(isAct(one) ? 'signature.nth' : 'signature.stamp', { number }),
    name: stated ?? one.signer ?? say.t('signature.unknown'),
    facts: factsOf(one, subject, say),
    reasons: say.reasons(one.reasons),
    details: detailsOf(one, say),
  };
}

/** Grave reasons of the whole file: its own, and those of its signatures. */
const graveReasons = ({ reasons, signatures }: ValidationReport): Reason[] =>
  [...reasons, ...signatures.flatMap((one) => one.reasons)].filter(({ indication }) => indication);

/** How the form was written anew before its first signature, as an act with intact evidence tells it. */
const normalisedOf = ({ signatures }: ValidationReport) =>
  signatures.find(({ evidence }) => evidence.state === 'intact' && evidence.facts?.normalised)?.evidence.facts
    ?.normalised;

function fileFacts(judged: Judged, subject: ReportSubject, say: Telling): ReportFact[] {
  const verdict = judged.ok ? judged.value.verdict : undefined;
  const { Name, Version } = subject.validator;
  const normalised = judged.ok ? normalisedOf(judged.value) : undefined;
  const original = normalised && say.t('report.original.value', { reasons: say.normalised(normalised.reasons) });
  return present([
    [say.t('report.name'), subject.fileName],
    [say.t('report.size'), say.t('report.size.value', { size: say.size(subject.size) })],
    [say.t('report.sha256'), subject.sha256, true],
    [say.t('report.judged'), say.time(new Date(subject.judgedAtMs).toISOString())],
    [say.t('report.original'), original],
    [say.t('report.original.sha256'), normalised?.sha256, true],
    [say.t('report.verdict'), verdict && `${VERDICTS[say.language][verdict]} (${verdict})`],
    [say.t('report.program'), `${Name} ${Version}`],
  ]);
}

function trustOf({ anchors }: ReportSubject, say: Telling): ReportView['trust'] {
  return {
    heading: say.t('trust.title'),
    facts: anchors.map(({ subject, sha256 }) => ({
      label: `${commonName(subject)} · ${say.t('trust.fingerprint')}`,
      value: sha256,
      digest: true,
    })),
    note: say.t(anchors.length > 0 ? 'trust.compare' : 'trust.noneUsed'),
  };
}

/** A verdict as a page: one sentence first, reasons below, then who signed what and when, and what that rests on. */
export function reportView(judged: Judged, subject: ReportSubject, language: VerdictLanguage): ReportView {
  const say = new Telling(language, subject.timeZone);
  const { tone, key, values } = sentenceOf(judged);
  const signatures = judged.ok ? judged.value.signatures : [];
  const hint = judged.ok ? [] : [{ code: judged.error.code, text: say.t('verdict.unreadable.hint') }];
  return {
    language,
    title: say.t('report.title'),
    tone,
    word: say.t(`word.${tone}`),
    sentence: say.t(key, values),
    reasons: judged.ok ? say.reasons(graveReasons(judged.value)) : hint,
    file: { heading: say.t('report.document'), facts: fileFacts(judged, subject, say) },
    acts: {
      heading: say.t('signatures'),
      list: signatures.map((one, index) => actOf(one, index + 1, subject, say)),
    },
    trust: trustOf(subject, say),
    how: {
      heading: say.t('report.how'),
      paragraphs: [say.t('report.how.1'), say.t('report.how.3'), say.t('report.how.2'), say.t('report.how.4')],
    },
    labels: { reasons: say.t('reasons'), details: say.t('signature.details'), footer: say.t('report.footer') },
    sha256: subject.sha256,
    pageLabel: (page, pages) => say.t('report.page', { page, pages }),
  };
}

/** A digest in groups of eight digits. */
export const grouped = (hex: string): string => (hex.match(/.{1,8}/g) ?? []).join(' ');
