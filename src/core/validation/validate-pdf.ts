import { err, ok, type RandomAccess, type Result } from '../base';
import { PrefixDigests } from '../pades';
import { openPdf, type PdfDocument, type SignatureField } from '../pdf';
import { judgeSignature } from './judge-signature';
import { doubtful, failed } from './reasons';
import type { Indication, Reason, SignatureReport, ValidationOptions, ValidationReport } from './types';
import { verdictOf, worse } from './verdict';

/** A consent has a handful; each costs one pass over the file. */
const MAX_SIGNATURES = 64;

const endOf = (field: SignatureField): number =>
  field.value?.byteRange ? field.value.byteRange[2] + field.value.byteRange[3] : Number.MAX_SAFE_INTEGER;

/** The strictest DocMDP level that any signature carries: its own dictionary is covered, /Perms is not. */
function permissionOf(signed: readonly SignatureField[]): 1 | 2 | 3 {
  const levels = signed.flatMap((field) => (field.value?.docMdp === undefined ? [] : [field.value.docMdp]));
  return levels.length === 0 ? 2 : (Math.min(...levels) as 1 | 2 | 3);
}

/** ISO 32000-2 12.8.2.2.1, 12.8.6: a certification is the first signature and the one that /Perms names. */
function certificationReason(field: SignatureField, index: number): Reason[] {
  const { value } = field;
  const wrong = value && (value.docMdp !== undefined || value.certifies) && !(value.certifies && index === 0);
  return wrong ? [doubtful('VALIDATION_CERTIFICATION', 'SIG_CONSTRAINTS_FAILURE')] : [];
}

/** What concerns the whole file and with it every signature. */
const fileReasonsOf = (whole: PdfDocument): Reason[] =>
  whole.bytesAfterEof > 0
    ? [failed('VALIDATION_BYTES_AFTER_EOF', 'FORMAT_FAILURE', `${whole.bytesAfterEof} bytes`)]
    : [];

function reportOf(signatures: readonly SignatureReport[], fileReasons: readonly Reason[]): ValidationReport {
  const none = doubtful('VALIDATION_NO_SIGNATURE', 'SIGNED_DATA_NOT_FOUND');
  const reasons = signatures.length === 0 ? [none, ...fileReasons] : fileReasons;
  const verdict = signatures.reduce<Indication>((all, one) => worse(all, one.verdict), verdictOf(reasons).verdict);
  return { verdict, signatures, reasons };
}

/**
 * Judges every signature of a PDF after EN 319 102-1 (B-B and B-T of EN 319 142-1, document time-stamps), in the order
 * of signing. Revocation is not looked at: the keys of event certificates are destroyed at once. The file is streamed, never held
 * whole. An Err means that the file cannot be opened at all (PDF_*) or holds more than 64 signatures.
 */
export async function validatePdf(source: RandomAccess, options: ValidationOptions): Promise<Result<ValidationReport>> {
  const opened = await openPdf(source, { inflate: options.inflate });
  if (!opened.ok) return opened;
  const whole = opened.value;
  const fields = await whole.signatureFields();
  if (!fields.ok) return fields;
  const signed = fields.value.filter((field) => field.signed).sort((a, b) => endOf(a) - endOf(b));
  if (signed.length > MAX_SIGNATURES) return err('VALIDATION_TOO_MANY_SIGNATURES', `${signed.length}`);
  const fileReasons = fileReasonsOf(whole);
  const permission = permissionOf(signed);
  const prefixes = new PrefixDigests(source, options.digest);
  const signatures: SignatureReport[] = [];
  for (const [index, field] of signed.entries()) {
    const reasons = [...fileReasons, ...certificationReason(field, index)];
    signatures.push(await judgeSignature({ whole, field, permission, fileReasons: reasons, prefixes, options }));
  }
  return ok(reportOf(signatures, fileReasons));
}
