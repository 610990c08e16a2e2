import { type RandomAccess, toHex } from '../base';
import type { SignerInfo } from '../cms';
import { digestByteRange, type PrefixDigests } from '../pades';
import type { ByteRange, PdfDocument, SignatureField, SignatureValue } from '../pdf';
import { type Certificate, type CertificatePath, nameValue } from '../pki';
import { checkByteRange } from './byte-range-form';
import { certificateFacts, pathFacts } from './certificate-facts';
import { type Draft, draftOf, finish } from './draft';
import { judgeCms, readContents } from './judge-cms';
import { judgeDocumentTimeStamp } from './judge-document-time-stamp';
import { judgeEvidence } from './judge-evidence';
import { type BestSignatureTime, judgePath } from './judge-path';
import { type JudgedRevocation, judgeRevocation } from './judge-revocation';
import { type JudgedTimeStamp, judgeTimeStamps } from './judge-time-stamp';
import { judgeModifications } from './modifications';
import type { Proof } from './proof';
import { doubtful, failed } from './reasons';
import { openSignedRevision, type SignedRevision } from './signed-revision';
import type { Reason, SignatureReport, ValidationOptions } from './types';
import { carriedEvidence, type ValidationData } from './validation-data';

const CADES = 'ETSI.CAdES.detached';
/** CMS of ISO 32000-1: verified by the same rules, but no PAdES baseline. */
const PKCS7 = 'adbe.pkcs7.detached';
const TIME_STAMP = 'ETSI.RFC3161';
/** What verifyPath takes. */
const MAX_CANDIDATES = 64;

const withReasons = (draft: Draft, ...more: readonly (Reason | undefined)[]): Draft => ({
  ...draft,
  reasons: [...draft.reasons, ...more.filter((one): one is Reason => one !== undefined)],
});

/** What decides between the levels with time. */
interface Longevity {
  readonly time: BestSignatureTime;
  /** The signer's path. */
  readonly path: CertificatePath | undefined;
  readonly stamped: JudgedTimeStamp;
}

/** Whether these data alone tell about every certificate below an anchor, of the signer and of the time-stamp. */
function isComplete(data: ValidationData, { time, path, stamped }: Longevity, options: ValidationOptions): boolean {
  if (path === undefined || stamped.path === undefined || data.evidence.length === 0) return false;
  const madeAtMs = stamped.genTimeMs ?? time.ms;
  return [path, stamped.path].every(
    (one) => judgeRevocation(one, data.evidence, { existedAtMs: time.ms, madeAtMs }, options).finding === 'good',
  );
}

/** EN 319 142-1 6.1: B-T has a proof of time, B-LT also the validation data, B-LTA a document time-stamp over them. */
function levelOf(
  draft: Draft,
  value: SignatureValue,
  signer: SignerInfo,
  longevity: Longevity,
  { proof, options }: SignatureContext,
): Draft['level'] {
  const baseline =
    value.subFilter === CADES && draft.claimedTime !== null && signer.signedAttributes?.signingTimeMs === undefined;
  if (!baseline) return 'not-baseline';
  if (!longevity.time.proven) return 'B-B';
  if (!isComplete(proof.data, longevity, options)) return 'B-T';
  return proof.archived && isComplete(proof.archivedData, longevity, options) ? 'B-LTA' : 'B-LT';
}

const timeFacts = (time: BestSignatureTime, { authority }: JudgedTimeStamp): Partial<Draft> =>
  time.proven
    ? {
        signingTime: new Date(time.ms).toISOString(),
        timeSource: 'time-stamp',
        timeStampAuthority: authority ?? null,
      }
    : {};

/** EN 319 102-1 5.5.4: the earliest time at which the signature provably existed. */
function bestTime(stamped: JudgedTimeStamp, proof: Proof): BestSignatureTime {
  const ms = Math.min(stamped.genTimeMs ?? proof.existedAtMs, proof.existedAtMs);
  return { ms, proven: stamped.genTimeMs !== undefined || proof.archived };
}

/** Revocation of the signer's certificates at the best signature time, by all that the file brings along. */
function judgeSigner(
  draft: Draft,
  value: SignatureValue,
  path: CertificatePath,
  time: BestSignatureTime,
  stamped: JudgedTimeStamp,
  { proof, options }: SignatureContext,
): JudgedRevocation {
  const evidence = [...proof.data.evidence, ...carriedEvidence(value.contents, proof.existedAtMs)];
  const claimedMs = draft.claimedTime === null ? {} : { claimedMs: Date.parse(draft.claimedTime) };
  const judged = judgeRevocation(path, evidence, { existedAtMs: time.ms, madeAtMs: time.ms, ...claimedMs }, options);
  const unknown = judged.finding === 'good' && stamped.path !== undefined && stamped.revocation !== 'good';
  return unknown ? { ...judged, finding: 'unknown' } : judged;
}

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
  context: SignatureContext,
): Promise<Draft> {
  const { prefixes, proof, options } = context;
  const read = readContents(value.contents);
  if ('code' in read) return withReasons(draft, read);
  const { signedData, signerInfo } = read;
  // Hashed first, so that D0 and D1 share their way up to here.
  await prefixes.prefix(revision.previousEnd);
  const hashed = await digests(revision.document.source, value.byteRange as ByteRange, signerInfo, prefixes, options);
  if (!hashed) return withReasons(draft, failed('VALIDATION_BYTE_RANGE', 'FORMAT_FAILURE', 'unreadable'));
  const cms = judgeCms(signedData, signerInfo, hashed.content, options);
  const stamped = judgeTimeStamps(signerInfo, proof, options);
  const time = bestTime(stamped, proof);
  const carried = [...(cms.carried ?? []), ...proof.data.certificates].slice(0, MAX_CANDIDATES);
  const found = cms.certificate && judgePath(cms.certificate, carried, time, options);
  const path = found && 'certificates' in found ? found : undefined;
  const dated: Draft = {
    ...withReasons(draft, ...cms.reasons, ...stamped.reasons),
    ...timeFacts(time, stamped),
    level: levelOf(draft, value, signerInfo, { time, path, stamped }, context),
    documentDigest: toHex(hashed.d1),
    path: pathFacts(path, options.digest),
    timeStamps: stamped.facts ? [{ kind: 'signature', ...stamped.facts }] : [],
    algorithm: signerInfo.signatureAlgorithm ?? null,
  };
  if (!cms.certificate) return dated;
  const revocation = path && judgeSigner(draft, value, path, time, stamped, context);
  const evidence = await judgeEvidence(revision, cms.certificate, hashed.d1, prefixes, options);
  const wrong = found && 'code' in found ? found : revocation?.reason;
  const signed = withReasons(dated, wrong, ...evidence.reasons);
  const facts = { ...signerFacts(cms.certificate, options), revocation: revocation?.finding ?? 'not-checked' };
  return { ...signed, ...facts, evidence: evidence.finding };
}

async function judgeByFilter(
  draft: Draft,
  value: SignatureValue,
  revision: SignedRevision,
  context: SignatureContext,
): Promise<Draft> {
  if (value.subFilter === TIME_STAMP)
    return judgeDocumentTimeStamp(draft, value, revision, context.proof, context.options);
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
  readonly proof: Proof;
  readonly options: ValidationOptions;
}

/** Judges one signature of a file: form and coverage, cryptography, time, path, evidence, later changes. */
export async function judgeSignature(context: SignatureContext): Promise<SignatureReport> {
  const { whole, field, options, fileReasons } = context;
  const { value } = field;
  const { proof } = context;
  const archiveTime = proof.archived ? new Date(proof.existedAtMs).toISOString() : null;
  const draft = { ...withReasons(draftOf(field.name, value, whole.source.size), ...fileReasons), archiveTime };
  if (!value?.byteRange) return finish(draft, [failed('VALIDATION_BYTE_RANGE', 'FORMAT_FAILURE', 'no four numbers')]);
  const form = await checkByteRange(whole.source, value);
  if (form) return finish(draft, [form]);
  const revision = await openSignedRevision(whole, field, value.byteRange[2] + value.byteRange[3], options);
  if ('code' in revision) return finish(draft, [revision]);
  const judged = await judgeByFilter(draft, value, revision, context);
  const { kind, changes, reason } = await judgeModifications(revision.document, whole, context.permission);
  return finish({ ...judged, modifications: kind, changes }, reason ? [reason] : []);
}
