import { err, ok, type RandomAccess, type Result } from '../base';
import { PrefixDigests } from '../pades';
import { cachedAccess, openPdf, type PdfDocument, prefixAccess, preparedContent, type SignatureField } from '../pdf';
import { revocationFacts } from './certificate-facts';
import { type JudgedSignature, judgeSignature } from './judge-signature';
import type { Permission } from './modifications';
import type { Proof } from './proof';
import { doubtful, failed, remark } from './reasons';
import type {
  Indication,
  Reason,
  RevocationFacts,
  SignatureReport,
  ValidationOptions,
  ValidationReport,
} from './types';
import { datedBy, givenData, joined, NO_DATA, storedData, type ValidationData } from './validation-data';
import { verdictOf, worse } from './verdict';

/** A consent has a handful; each costs one pass over the file. */
const MAX_SIGNATURES = 64;

const endOf = (field: SignatureField): number =>
  field.value?.byteRange ? field.value.byteRange[2] + field.value.byteRange[3] : Number.MAX_SAFE_INTEGER;

/** The strictest DocMDP level that any signature carries: its own dictionary is covered, /Perms is not. */
function certifiedLevel(signed: readonly SignatureField[]): Permission {
  const levels = signed.flatMap((field) => (field.value?.docMdp === undefined ? [] : [field.value.docMdp]));
  return levels.length === 0 ? 'approval' : (Math.min(...levels) as 1 | 2 | 3);
}

/** ISO 32000-2 table 236: /Lock of a signed field may narrow what comes after this signature. */
function permissionFor({ lockLevel }: SignatureField, certified: Permission): Permission {
  if (lockLevel === undefined) return certified;
  return Math.min(lockLevel, certified === 'approval' ? 3 : certified) as 1 | 2 | 3;
}

/** ISO 32000-2 12.8.2.2.1, 12.8.6: a certification is the first signature and the one that /Perms names. */
function certificationReason(field: SignatureField, index: number): Reason[] {
  const { value } = field;
  const wrong = value && (value.docMdp !== undefined || value.certifies) && !(value.certifies && index === 0);
  return wrong ? [doubtful('VALIDATION_CERTIFICATION', 'SIG_CONSTRAINTS_FAILURE')] : [];
}

const isTimeStamp = ({ value }: SignatureField): boolean => value?.subFilter === 'ETSI.RFC3161';

/** What a good document time-stamp adds to what is known of everything before it. */
async function provenBy(
  { report, stamp }: JudgedSignature,
  before: Proof,
  whole: PdfDocument,
  { digest, inflate }: ValidationOptions,
): Promise<Proof> {
  const good = report.verdict === 'TOTAL-PASSED' && report.level === 'document-time-stamp';
  if (!good || report.signingTime === null || report.signedSize === null) return before;
  const existedAtMs = Math.min(before.existedAtMs, Date.parse(report.signingTime));
  const covered = await openPdf(prefixAccess(whole.source, report.signedSize), { inflate });
  const stored = covered.ok ? await storedData(covered.value, existedAtMs) : NO_DATA;
  const dated = (data: ValidationData) => ({ ...data, evidence: datedBy(data.evidence, stored.evidence, digest) });
  const data = dated(before.data);
  const fileData = dated(before.fileData);
  return {
    existedAtMs,
    archived: true,
    data,
    fileData,
    archivedData: before.archived ? before.archivedData : stored,
    ...(stamp && { stamp }),
  };
}

type Judge = (index: number, proof: Proof) => Promise<JudgedSignature>;

/**
 * EN 319 102-1 5.6: document time-stamps from the newest back, each judged by what later ones prove. Then everything
 * else, in the order of signing, so that the file is hashed once.
 */
async function judgeAll(
  signed: readonly SignatureField[],
  judge: Judge,
  whole: PdfDocument,
  options: ValidationOptions,
): Promise<{ readonly reports: SignatureReport[]; readonly data: ValidationData }> {
  const own = await storedData(whole, options.nowMs);
  const data = joined(own, givenData(options.given, options.nowMs));
  let proof: Proof = { existedAtMs: options.nowMs, archived: false, data, fileData: own, archivedData: NO_DATA };
  const proofs: Proof[] = [];
  const stamps = new Map<number, SignatureReport>();
  for (let index = signed.length - 1; index >= 0; index--) {
    proofs[index] = proof;
    if (!isTimeStamp(signed[index] as SignatureField)) continue;
    const judged = await judge(index, proof);
    stamps.set(index, judged.report);
    proof = await provenBy(judged, proof, whole, options);
  }
  const reports: SignatureReport[] = [];
  for (const index of signed.keys()) {
    const stamp = stamps.get(index);
    reports.push(stamp ?? (await judge(index, proofs[index] as Proof)).report);
  }
  return { reports, data: proof.fileData };
}

/** What concerns the whole file and with it every signature. */
const fileReasonsOf = (whole: PdfDocument): Reason[] =>
  whole.bytesAfterEof > 0
    ? [failed('VALIDATION_BYTES_AFTER_EOF', 'FORMAT_FAILURE', `${whole.bytesAfterEof} bytes`)]
    : [];

/** A remark on what stood ready in the first signed revision; one that cannot be read is judged with its signature. */
async function preparedReasons(first: SignatureField | undefined, whole: PdfDocument, options: ValidationOptions) {
  if (!first?.value?.byteRange) return [];
  const signed = await openPdf(prefixAccess(whole.source, endOf(first)), { inflate: options.inflate });
  const found = signed.ok ? await preparedContent(signed.value) : signed;
  return found.ok && found.value.length > 0 ? [remark('VALIDATION_PREPARED', found.value.join(', '))] : [];
}

function reportOf(
  signatures: readonly SignatureReport[],
  fileReasons: readonly Reason[],
  revocationData: readonly RevocationFacts[],
): ValidationReport {
  const none = doubtful('VALIDATION_NO_SIGNATURE', 'SIGNED_DATA_NOT_FOUND');
  const reasons = signatures.length === 0 ? [none, ...fileReasons] : fileReasons;
  const verdict = signatures.reduce<Indication>((all, one) => worse(all, one.verdict), verdictOf(reasons).verdict);
  return { verdict, signatures, reasons, revocationData };
}

/**
 * Judges every signature of a PDF after EN 319 102-1 (B-B to B-LTA of EN 319 142-1), in the order of signing.
 * Revocation is judged by what the file brings along (DSS, CMS) and what is given; what is missing is said, not asked for. The file is streamed,
 * never held whole (but for old signatures that are over the file itself, up to 64 MiB). An Err means that the file cannot be opened at all (PDF_*) or holds more than 64 signatures.
 */
export async function validatePdf(file: RandomAccess, options: ValidationOptions): Promise<Result<ValidationReport>> {
  const source = cachedAccess(file);
  const opened = await openPdf(source, { inflate: options.inflate });
  if (!opened.ok) return opened;
  const whole = opened.value;
  const fields = await whole.signatureFields();
  if (!fields.ok) return fields;
  const signed = fields.value.filter((field) => field.signed).sort((a, b) => endOf(a) - endOf(b));
  if (signed.length > MAX_SIGNATURES) return err('VALIDATION_TOO_MANY_SIGNATURES', `${signed.length}`);
  const fileReasons = fileReasonsOf(whole);
  const certified = certifiedLevel(signed);
  const prefixes = new PrefixDigests(source, options.digest);
  const judge: Judge = (index, proof) => {
    const field = signed[index] as SignatureField;
    const reasons = [...fileReasons, ...certificationReason(field, index)];
    const permission = permissionFor(field, certified);
    return judgeSignature({ whole, field, permission, fileReasons: reasons, prefixes, proof, options });
  };
  const { reports, data } = await judgeAll(signed, judge, whole, options);
  const known = data.evidence.map((one) => revocationFacts(one, options.nowMs, options.digest));
  const prepared = await preparedReasons(signed[0], whole, options);
  return ok(reportOf(reports, [...fileReasons, ...prepared], known));
}
