import { equal, type SignatureAlgorithm, toHex } from '../base';
import { hashOf } from '../cms';
import { digestByteRange, type PrefixDigests } from '../pades';
import type { ByteRange, SignatureValue } from '../pdf';
import { type Certificate, nameValue, parseCertificate } from '../pki';
import { type ElectronicSeal, parseSealSignature, type SealSignature } from '../ses';
import { certificateFacts, pathFacts } from './certificate-facts';
import type { Draft } from './draft';
import { judgeAlgorithms } from './judge-algorithms';
import { judgeEvidence } from './judge-evidence';
import { type BestSignatureTime, judgePath } from './judge-path';
import { judgeSigner } from './judge-signer';
import { type JudgedTimeStamp, judgeToken, tokenHash } from './judge-time-stamp';
import type { Proof } from './proof';
import { doubtful, failed, remark } from './reasons';
import { sealFacts } from './seal-facts';
import type { SignedRevision } from './signed-revision';
import type { Reason, ValidationOptions } from './types';

/** What a seal is judged by, beside itself. */
export interface SealContext {
  readonly revision: SignedRevision;
  readonly prefixes: PrefixDigests;
  readonly proof: Proof;
  readonly options: ValidationOptions;
}

const withReasons = (draft: Draft, reasons: readonly Reason[]): Draft => ({
  ...draft,
  reasons: [...draft.reasons, ...reasons],
});

/** GB/T 38540 7.3 b: the value over TBS_Sign by the signer's key. */
const valueReason = (signed: SealSignature, signer: Certificate, { verifier }: ValidationOptions): Reason[] => {
  const { signatureAlgorithm: algorithm } = signed;
  if (algorithm === undefined || signer.publicKey.kind === 'other')
    return [doubtful('VALIDATION_SIGNATURE', 'CRYPTO_CONSTRAINTS_FAILURE', 'algorithm')];
  const good = verifier.verify(algorithm, signer.publicKey.raw, signed.tbs, signed.signature);
  return good ? [] : [failed('VALIDATION_SIGNATURE', 'SIG_CRYPTO_FAILURE')];
};

/** 7.3 c: the signer is one of those that the seal was made for. A digest in the list is SM3's or SHA-256's of the DER. */
const signerReason = (
  { signers }: ElectronicSeal,
  { certificate }: SealSignature,
  { digest }: ValidationOptions,
): Reason[] => {
  const listed =
    'certificates' in signers
      ? signers.certificates.some((one) => equal(one, certificate))
      : (['SM3', 'SHA-256'] as const).some((hash) => {
          const own = digest.hash(hash, certificate);
          return signers.digests.some((one) => equal(one, own));
        });
  return listed ? [] : [doubtful('VALIDATION_SEAL_SIGNER', 'SIG_CONSTRAINTS_FAILURE')];
};

/** 6.3 and 7.3 d: the maker signed the seal, is trusted, and the seal was valid at the best signature time. */
const sealReasons = (
  draft: Draft,
  seal: ElectronicSeal,
  time: BestSignatureTime,
  stamped: JudgedTimeStamp,
  context: SealContext,
): Reason[] => {
  const { options } = context;
  const maker = parseCertificate(seal.makerCertificate);
  if (!maker.ok) return [failed('VALIDATION_SEAL', 'FORMAT_FAILURE', maker.error.code)];
  const { signatureAlgorithm: algorithm } = seal;
  const key = maker.value.publicKey;
  if (algorithm === undefined || key.kind === 'other')
    return [doubtful('VALIDATION_SEAL', 'CRYPTO_CONSTRAINTS_FAILURE', 'algorithm')];
  if (!options.verifier.verify(algorithm, key.raw, seal.tbs, seal.signature))
    return [failed('VALIDATION_SEAL', 'SIG_CRYPTO_FAILURE')];
  const judged = judgeCertificate(draft, maker.value, algorithm, time, stamped, context);
  const reasons: Reason[] = judged.reasons.map((one) => ({
    ...one,
    code: 'VALIDATION_SEAL_MAKER',
    detail: one.detail ?? one.code,
  }));
  if (time.ms < seal.notBeforeMs || time.ms > seal.notAfterMs)
    reasons.push(doubtful('VALIDATION_SEAL_PERIOD', 'OUT_OF_BOUNDS_NO_POE'));
  return reasons;
};

/** The time-stamp of GB/T 38540 7.1.2 is over the signature value. GM/T 0031 has none that proves anything. */
const judgeStamp = ({ timeStamp, signature }: SealSignature, { proof, options }: SealContext): JudgedTimeStamp => {
  if (timeStamp === undefined) return { reasons: proof.archived ? [] : [remark('VALIDATION_TIME_PENDING')] };
  const hashAlgorithm = tokenHash(timeStamp);
  if (hashAlgorithm === undefined)
    return { reasons: [doubtful('VALIDATION_TIME_STAMP', 'SIG_CONSTRAINTS_FAILURE', 'unreadable')] };
  const hashedMessage = options.digest.hash(hashAlgorithm, signature);
  return judgeToken(timeStamp, { hashAlgorithm, hashedMessage }, proof, options);
};

const timeFacts = (draft: Draft, { claimedTimeMs }: SealSignature, stamped: JudgedTimeStamp): Partial<Draft> => {
  const { genTimeMs, authority } = stamped;
  if (genTimeMs !== undefined)
    return {
      signingTime: new Date(genTimeMs).toISOString(),
      timeSource: 'time-stamp',
      timeStampAuthority: authority ?? null,
    };
  if (claimedTimeMs === undefined || draft.claimedTime !== null) return {};
  const claimed = new Date(claimedTimeMs).toISOString();
  return { signingTime: claimed, claimedTime: claimed, timeSource: 'claimed' };
};

/** 7.3 e: a certificate's path at the best signature time, its revocation, and whether its algorithms may be relied on. */
const judgeCertificate = (
  draft: Draft,
  certificate: Certificate,
  algorithm: SignatureAlgorithm,
  time: BestSignatureTime,
  stamped: JudgedTimeStamp,
  { proof, options }: SealContext,
) => {
  const found = judgePath(certificate, proof.data.certificates, time, options);
  const path = 'certificates' in found ? found : undefined;
  const revocation = path && judgeSigner(draft, proof.data.evidence, path, time, stamped, options);
  const weak = judgeAlgorithms({
    uses: { hashes: [hashOf(algorithm)], signature: { algorithm, key: certificate.publicKey } },
    certificate,
    path,
    signedAtMs: time.ms,
    existedAtMs: proof.existedAtMs,
  });
  const reasons = ['code' in found ? found : revocation?.reason, weak].filter((one) => one !== undefined);
  return { path, reasons, revocation: revocation?.finding ?? ('not-checked' as const) };
};

const readSigned = (contents: Uint8Array): SealSignature | Reason => {
  const parsed = parseSealSignature(contents);
  if (!parsed.ok) return failed('VALIDATION_CONTENTS', 'FORMAT_FAILURE', parsed.error.code);
  const padded = contents.subarray(parsed.value.consumed).some((byte) => byte !== 0);
  return padded ? failed('VALIDATION_CONTENTS', 'FORMAT_FAILURE', 'padding is not zero') : parsed.value;
};

/**
 * A signature whose /Contents is a SES_Signature, in the order of GB/T 38540 7.3: digest, value, signer and seal, seal and
 * maker, time, certificates. Whatever its SubFilter: products name it as they like (docs/standards/gb-t-38540.md).
 */
export async function judgeSeal(draft: Draft, value: SignatureValue, context: SealContext): Promise<Draft> {
  const { revision, prefixes, proof, options } = context;
  const signed = readSigned(value.contents);
  if ('code' in signed) return withReasons(draft, [signed]);
  const range = value.byteRange as ByteRange;
  const hash = signed.signatureAlgorithm === undefined ? 'SM3' : hashOf(signed.signatureAlgorithm);
  const d1 = await prefixes.byteRange(range);
  const content = await digestByteRange(revision.document.source, range, options.digest, hash);
  const signer = parseCertificate(signed.certificate);
  const sealed: Draft = { ...draft, level: 'not-baseline', seal: sealFacts(signed.seal) };
  if (!d1.ok || !content.ok)
    return withReasons(sealed, [failed('VALIDATION_BYTE_RANGE', 'FORMAT_FAILURE', 'unreadable')]);
  if (!signer.ok)
    return withReasons(sealed, [
      doubtful('VALIDATION_NO_CERTIFICATE', 'NO_SIGNING_CERTIFICATE_FOUND', signer.error.code),
    ]);
  const stamped = judgeStamp(signed, context);
  const ms = Math.min(stamped.genTimeMs ?? proof.existedAtMs, proof.existedAtMs);
  const time = { ms, proven: stamped.genTimeMs !== undefined || proof.archived };
  const judged = judgeCertificate(draft, signer.value, signed.signatureAlgorithm ?? 'sm2-SM3', time, stamped, context);
  const evidence = await judgeEvidence(revision, signer.value, d1.value, prefixes, options);
  const reasons = [
    ...(equal(content.value, signed.dataHash) ? [] : [failed('VALIDATION_HASH', 'HASH_FAILURE')]),
    ...valueReason(signed, signer.value, options),
    ...signerReason(signed.seal, signed, options),
    ...sealReasons(draft, signed.seal, time, stamped, context),
    ...stamped.reasons,
    ...judged.reasons,
    ...evidence.reasons,
  ];
  return {
    ...withReasons(sealed, reasons),
    ...timeFacts(draft, signed, stamped),
    documentDigest: toHex(d1.value),
    signer: nameValue(signer.value.subject, 'commonName') ?? null,
    certificate: certificateFacts(signer.value, options.digest),
    revocation: judged.revocation,
    path: pathFacts(judged.path, options.digest),
    timeStamps: stamped.facts ? [{ kind: 'signature', ...stamped.facts }] : [],
    algorithm: signed.signatureAlgorithm ?? null,
    evidence: evidence.finding,
  };
}
