import { type RandomAccess, toHex } from '../base';
import type { SignerInfo } from '../cms';
import { digestByteRange, type PrefixDigests } from '../pades';
import type { ByteRange, PdfDocument, SignatureField, SignatureValue } from '../pdf';
import { type Certificate, nameValue } from '../pki';
import { checkByteRange } from './byte-range-form';
import { certificateFacts } from './certificate-facts';
import { type Draft, draftOf, finish } from './draft';
import { judgeCms, readContents } from './judge-cms';
import { judgeDocumentTimeStamp } from './judge-document-time-stamp';
import { judgeEvidence } from './judge-evidence';
import { judgePath } from './judge-path';
import { type JudgedTimeStamp, judgeTimeStamps } from './judge-time-stamp';
import { judgeModifications } from './modifications';
import { doubtful, failed } from './reasons';
import { openSignedRevision, type SignedRevision } from './signed-revision';
import type { Reason, SignatureReport, ValidationOptions } from './types';

const CADES = 'ETSI.CAdES.detached';
/** CMS of ISO 32000-1: verified by the same rules, but no PAdES baseline. */
const PKCS7 = 'adbe.pkcs7.detached';
const TIME_STAMP = 'ETSI.RFC3161';

const withReasons = (draft: Draft, ...more: readonly (Reason | undefined)[]): Draft => ({
  ...draft,
  reasons: [...draft.reasons, ...more.filter((one): one is Reason => one !== undefined)],
});

function levelOf(draft: Draft, value: SignatureValue, signer: SignerInfo, time: JudgedTimeStamp): Draft['level'] {
  const baseline =
    value.subFilter === CADES && draft.claimedTime !== null && signer.signedAttributes?.signingTimeMs === undefined;
  if (!baseline) return 'not-baseline';
  return time.genTimeMs === undefined ? 'B-B' : 'B-T';
}

const timeFacts = (time: JudgedTimeStamp): Partial<Draft> =>
  time.genTimeMs === undefined
    ? {}
    : {
        signingTime: new Date(time.genTimeMs).toISOString(),
        timeSource: 'time-stamp',
        timeStampAuthority: time.authority ?? null,
      };

const signerFacts = (certificate: Certificate, options: ValidationOptions): Partial<Draft> => ({
  signer: nameValue(certificate.subject, 'commonName') ?? null,
  certificate: certificateFacts(certificate, options.digest),
});

/** The digests of the signed bytes: by the signer's algorithm, and D1 (SHA-256), which are one and the same as a rule. */
async function digests(
  source: RandomAccess,
  range: ByteRange,
  signer: SignerInfo,
  prefixes: PrefixDigests,
  { digest }: ValidationOptions,
) {
  const d1 = await prefixes.byteRange(range);
  const algorithm = signer.digestAlgorithm;
  const content =
    algorithm === undefined || algorithm === 'SHA-256' ? d1 : await digestByteRange(source, range, digest, algorithm);
  return d1.ok && content.ok ? { d1: d1.value, content: content.value } : undefined;
}

async function judgeCades(
  draft: Draft,
  value: SignatureValue,
  revision: SignedRevision,
  { prefixes, options }: SignatureContext,
): Promise<Draft> {
  const read = readContents(value.contents);
  if ('code' in read) return withReasons(draft, read);
  const { signedData, signerInfo } = read;
  // Hashed first, so that D0 and D1 share their way up to here.
  await prefixes.prefix(revision.previousEnd);
  const hashed = await digests(revision.document.source, value.byteRange as ByteRange, signerInfo, prefixes, options);
  if (!hashed) return withReasons(draft, failed('VALIDATION_BYTE_RANGE', 'FORMAT_FAILURE', 'unreadable'));
  const cms = judgeCms(signedData, signerInfo, hashed.content, options);
  const stamped = judgeTimeStamps(signerInfo, options);
  const dated: Draft = {
    ...withReasons(draft, ...cms.reasons, ...stamped.reasons),
    ...timeFacts(stamped),
    level: levelOf(draft, value, signerInfo, stamped),
    documentDigest: toHex(hashed.d1),
  };
  if (!cms.certificate) return dated;
  const time = { ms: stamped.genTimeMs ?? options.nowMs, proven: stamped.genTimeMs !== undefined };
  const path = judgePath(cms.certificate, cms.carried ?? [], time, options);
  const evidence = await judgeEvidence(revision, cms.certificate, hashed.d1, prefixes, options);
  const signed = withReasons(dated, path, ...evidence.reasons);
  return { ...signed, ...signerFacts(cms.certificate, options), evidence: evidence.finding };
}

async function judgeByFilter(
  draft: Draft,
  value: SignatureValue,
  revision: SignedRevision,
  context: SignatureContext,
): Promise<Draft> {
  if (value.subFilter === TIME_STAMP) return judgeDocumentTimeStamp(draft, value, revision, context.options);
  if (value.subFilter === CADES || value.subFilter === PKCS7) return judgeCades(draft, value, revision, context);
  return withReasons(draft, doubtful('VALIDATION_SUB_FILTER', 'SIG_CONSTRAINTS_FAILURE'));
}

export interface SignatureContext {
  readonly whole: PdfDocument;
  readonly field: SignatureField;
  /** DocMDP level in force; 2 where no certification says otherwise. */
  readonly permission: 1 | 2 | 3;
  /** What concerns every signature of the file. */
  readonly fileReasons: readonly Reason[];
  /** Shared by all signatures of the file. */
  readonly prefixes: PrefixDigests;
  readonly options: ValidationOptions;
}

/** Judges one signature of a file: form and coverage, cryptography, time, path, evidence, later changes. */
export async function judgeSignature(context: SignatureContext): Promise<SignatureReport> {
  const { whole, field, options, fileReasons } = context;
  const { value } = field;
  const draft = withReasons(draftOf(field.name, value, whole.source.size), ...fileReasons);
  if (!value?.byteRange) return finish(draft, [failed('VALIDATION_BYTE_RANGE', 'FORMAT_FAILURE', 'no four numbers')]);
  const form = await checkByteRange(whole.source, value);
  if (form) return finish(draft, [form]);
  const revision = await openSignedRevision(whole, field, value.byteRange[2] + value.byteRange[3], options);
  if ('code' in revision) return finish(draft, [revision]);
  const judged = await judgeByFilter(draft, value, revision, context);
  const { kind, changes, reason } = await judgeModifications(revision.document, whole, context.permission);
  return finish({ ...judged, modifications: kind, changes }, reason ? [reason] : []);
}
