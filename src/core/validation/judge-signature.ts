import { toHex } from '../base';
import type { PrefixDigests } from '../pades';
import type { ByteRange, PdfDocument, SignatureField, SignatureValue } from '../pdf';
import { type Certificate, nameValue } from '../pki';
import { isSealShaped } from '../ses';
import { checkByteRange } from './byte-range-form';
import { certificateFacts, pathFacts } from './certificate-facts';
import { type Draft, draftOf, finish } from './draft';
import { DRESSES, type Dress } from './dress';
import { judgeAlgorithms } from './judge-algorithms';
import { judgeBinding } from './judge-binding';
import { type JudgedCms, judgeCms, readContents } from './judge-cms';
import { type JudgedDocumentTimeStamp, judgeDocumentTimeStamp } from './judge-document-time-stamp';
import { judgeEvidence } from './judge-evidence';
import { type BestSignatureTime, judgePath } from './judge-path';
import { judgePkcs1 } from './judge-pkcs1';
import { judgeSeal } from './judge-seal';
import { judgeSigner, outOfBounds } from './judge-signer';
import { type JudgedTimeStamp, judgeContentTimeStamps, judgeTimeStamps } from './judge-time-stamp';
import { levelOf } from './level';
import { judgeModifications, type Permission } from './modifications';
import type { Proof } from './proof';
import { doubtful, failed } from './reasons';
import { digestsOf, isOverContent, rangeBytes } from './signed-content';
import { openSignedRevision, type SignedRevision } from './signed-revision';
import type { Reason, SignatureReport, ValidationOptions } from './types';
import { carriedCertificates, carriedEvidence } from './validation-data';

const TIME_STAMP = 'ETSI.RFC3161';
const PKCS7 = 'adbe.pkcs7.detached';
/** What verifyPath takes. */
const MAX_CANDIDATES = 64;

const withReasons = (draft: Draft, ...more: readonly (Reason | undefined)[]): Draft => ({
  ...draft,
  reasons: [...draft.reasons, ...more.filter((one): one is Reason => one !== undefined)],
});

const timeFacts = (time: BestSignatureTime, { authority }: JudgedTimeStamp, { stamp }: Proof): Partial<Draft> =>
  time.proven
    ? {
        signingTime: new Date(time.ms).toISOString(),
        timeSource: 'time-stamp',
        timeStampAuthority: authority ?? stamp?.authority ?? null,
      }
    : {};

/** EN 319 102-1 5.5.4: the earliest time at which the signature provably existed. */
function bestTime(stamped: JudgedTimeStamp, proof: Proof, madeAfterMs: number | undefined): BestSignatureTime {
  const ms = Math.min(stamped.genTimeMs ?? proof.existedAtMs, proof.existedAtMs);
  return { ms, proven: stamped.genTimeMs !== undefined || proof.archived, madeAfterMs };
}

/** A signature that the content time-stamp inside it is younger than was not made so (EN 319 102-1 5.5.4, order). */
const orderReason = ({ ms, proven, madeAfterMs }: BestSignatureTime): Reason | undefined =>
  proven && madeAfterMs !== undefined && madeAfterMs > ms
    ? doubtful('VALIDATION_TIME_STAMP_AHEAD', 'TIMESTAMP_ORDER_FAILURE', 'content time-stamp')
    : undefined;

const signerFacts = (certificate: Certificate, options: ValidationOptions): Partial<Draft> => ({
  signer: nameValue(certificate.subject, 'commonName') ?? null,
  certificate: certificateFacts(certificate, options.digest),
});

/** Everything that follows from a signature whose value was judged: time, path, revocation, algorithms, evidence. */
async function conclude(
  draft: Draft,
  cms: JudgedCms,
  content: { readonly d1: Uint8Array; readonly digest: Uint8Array },
  value: SignatureValue,
  revision: SignedRevision,
  context: SignatureContext,
): Promise<Draft> {
  const { prefixes, proof, options } = context;
  const stamped = judgeTimeStamps(cms.signerInfo, proof, options);
  const before = judgeContentTimeStamps(cms.signerInfo, content.digest, proof, options);
  const time = bestTime(stamped, proof, before.genTimeMs);
  const carried = [...(cms.carried ?? []), ...carriedCertificates(value.contents), ...proof.data.certificates];
  const candidates = carried.slice(0, MAX_CANDIDATES);
  const found = cms.certificate && judgePath(cms.certificate, candidates, time, options);
  const path = found && 'certificates' in found ? found : undefined;
  const dated: Draft = {
    ...withReasons(draft, ...cms.reasons, ...stamped.reasons, ...before.reasons, orderReason(time)),
    ...timeFacts(time, stamped, proof),
    level:
      cms.baseline && draft.claimedTime !== null ? levelOf({ time, path, stamped }, proof, options) : 'not-baseline',
    documentDigest: toHex(content.d1),
    path: pathFacts(path, options.digest),
    timeStamps: stamped.facts ? [{ kind: 'signature', ...stamped.facts }] : [],
    algorithm: cms.uses?.signature?.algorithm ?? cms.signerInfo?.signatureAlgorithm ?? null,
  };
  const { certificate, uses, hashes = [] } = cms;
  if (!certificate || !uses) return dated;
  const evidenceOfFile = [...proof.data.evidence, ...carriedEvidence(value.contents, proof.existedAtMs)];
  const revocation = path && judgeSigner(draft, evidenceOfFile, path, time, stamped, options);
  const wrong =
    found && 'code' in found
      ? outOfBounds(found, certificate, candidates, evidenceOfFile, options)
      : revocation?.reason;
  const existedAtMs = proof.existedAtMs;
  const weak = judgeAlgorithms({ uses, hashes, certificate, path, signedAtMs: time.ms, existedAtMs });
  const evidence = await judgeEvidence(revision, certificate, content.d1, prefixes, options);
  const bound = judgeBinding(certificate, cms.signerInfo, options);
  const signed = withReasons(dated, wrong, weak, bound, ...evidence.reasons);
  const facts = { ...signerFacts(certificate, options), revocation: revocation?.finding ?? 'not-checked' };
  return { ...signed, ...facts, evidence: evidence.finding };
}

async function judgeValue(
  draft: Draft,
  value: SignatureValue,
  dress: Dress,
  revision: SignedRevision,
  context: SignatureContext,
): Promise<Draft> {
  const { prefixes, options } = context;
  const { source } = revision.document;
  const range = value.byteRange as ByteRange;
  const read = dress.form === 'cms' ? readContents(value.contents) : undefined;
  if (read && 'code' in read) return withReasons(draft, read);
  // Hashed first, so that D0 and D1 share their way up to here.
  await prefixes.prefix(revision.previousEnd);
  const algorithm = dress.encapsulates === 'sha1' ? 'SHA-1' : read?.signerInfo.digestAlgorithm;
  const content = await digestsOf(source, range, algorithm, prefixes, options);
  if (!content) return withReasons(draft, failed('VALIDATION_BYTE_RANGE', 'FORMAT_FAILURE', 'unreadable'));
  const isWhole = read === undefined || (!dress.bindsCertificate && isOverContent(read.signerInfo));
  const whole = isWhole && dress.encapsulates === 'nothing' ? await rangeBytes(source, range) : undefined;
  const cms = read
    ? judgeCms(read.signedData, read.signerInfo, { digest: content.digest, whole }, dress, options)
    : judgePkcs1(value, whole, options);
  return conclude(draft, cms, content, value, revision, context);
}

const isSm2 = (contents: Uint8Array): boolean => {
  const read = readContents(contents);
  return !('code' in read) && read.signerInfo.signatureAlgorithm === 'sm2-SM3';
};

async function judgeByFilter(
  draft: Draft,
  value: SignatureValue,
  revision: SignedRevision,
  context: SignatureContext,
): Promise<JudgedDocumentTimeStamp> {
  if (isSealShaped(value.contents)) return { draft: await judgeSeal(draft, value, { ...context, revision }) };
  if (value.subFilter === TIME_STAMP)
    return judgeDocumentTimeStamp(draft, value, revision, context.proof, context.options);
  // Products of the Chinese profile name their CMS as they like; what it is is told by its algorithms.
  const dress = DRESSES.get(value.subFilter) ?? (isSm2(value.contents) ? DRESSES.get(PKCS7) : undefined);
  if (dress) return { draft: await judgeValue(draft, value, dress, revision, context) };
  return { draft: withReasons(draft, doubtful('VALIDATION_SUB_FILTER', 'SIG_CONSTRAINTS_FAILURE')) };
}

export interface SignatureContext {
  readonly whole: PdfDocument;
  readonly field: SignatureField;
  readonly permission: Permission;
  /** What concerns every signature of the file. */
  readonly fileReasons: readonly Reason[];
  /** Shared by all signatures of the file. */
  readonly prefixes: PrefixDigests;
  readonly proof: Proof;
  readonly options: ValidationOptions;
}

export interface JudgedSignature {
  readonly report: SignatureReport;
  /** Of a document time-stamp whose token holds. */
  readonly stamp?: Proof['stamp'];
}

/** Judges one signature of a file: form and coverage, cryptography, time, path, evidence, later changes. */
export async function judgeSignature(context: SignatureContext): Promise<JudgedSignature> {
  const { whole, field, options, fileReasons } = context;
  const { value } = field;
  const { proof } = context;
  const archiveTime = proof.archived ? new Date(proof.existedAtMs).toISOString() : null;
  const draft = { ...withReasons(draftOf(field.name, value, whole.source.size), ...fileReasons), archiveTime };
  const withoutMore = (reason: Reason): JudgedSignature => ({ report: finish(draft, [reason]) });
  if (!value?.byteRange) return withoutMore(failed('VALIDATION_BYTE_RANGE', 'FORMAT_FAILURE', 'no four numbers'));
  const form = await checkByteRange(whole.source, value);
  if (form) return withoutMore(form);
  const revision = await openSignedRevision(whole, field, value.byteRange[2] + value.byteRange[3], options);
  if ('code' in revision) return withoutMore(revision);
  const judged = await judgeByFilter(draft, value, revision, context);
  const { kind, changes, reasons } = await judgeModifications(revision.document, whole, context.permission);
  const report = finish({ ...judged.draft, modifications: kind, changes }, reasons);
  return { ...judged, report };
}
