import { equal, err, type Failure, ok, Refusal, type Result, type Verifier } from '../base';
import { unreliableAlgorithm } from './algorithm-policy';
import type { Certificate } from './certificate';
import { unknownCriticalExtension } from './extensions';
import { formatName, sameName } from './name';
import { type CertificatePurpose, PURPOSE_RULES } from './purposes';

/** A validated chain, the end-entity certificate first, the trust anchor last. */
export interface CertificatePath {
  readonly certificates: readonly Certificate[];
  readonly anchor: Certificate;
}

export interface PathInput {
  readonly leaf: Certificate;
  /** Candidates from the signature itself: untrusted, any order, superfluous ones allowed. */
  readonly intermediates: readonly Certificate[];
  readonly anchors: readonly Certificate[];
  readonly atMs: number;
  readonly verifier: Verifier;
  readonly purpose: CertificatePurpose;
  /** Leaves weak algorithms to the caller, who knows since when the certificates existed; refused unless said. */
  readonly allowWeak?: boolean;
}

const MAX_LENGTH = 8;
const MAX_INTERMEDIATES = 64;
/** Bounds the work that crafted candidates of one name can cause. */
const MAX_SIGNATURE_CHECKS = 64;

interface Search extends PathInput {
  checksLeft: number;
}

const checkDates = (certificate: Certificate, atMs: number): void => {
  if (atMs < certificate.notBeforeMs) throw new Refusal('PKI_NOT_YET_VALID', formatName(certificate.issuer));
  if (atMs > certificate.notAfterMs) throw new Refusal('PKI_EXPIRED', formatName(certificate.issuer));
};

const checkCritical = (certificate: Certificate): void => {
  const id = unknownCriticalExtension(certificate.extensions);
  if (id !== undefined) throw new Refusal('PKI_UNKNOWN_CRITICAL_EXTENSION', id);
};

/** `below`: how many intermediate certificates stand between this issuer and the leaf. */
const checkIssuer = (issuer: Certificate, below: number): void => {
  if (issuer.basicConstraints?.ca !== true) throw new Refusal('PKI_NOT_A_CA');
  if (issuer.keyUsage !== undefined && !issuer.keyUsage.has('keyCertSign'))
    throw new Refusal('PKI_KEY_USAGE', 'issuer');
  const limit = issuer.basicConstraints.pathLength;
  if (limit !== undefined && below > limit) throw new Refusal('PKI_PATH_TOO_LONG');
};

const checkSignature = (certificate: Certificate, issuer: Certificate, search: Search): void => {
  const algorithm = certificate.signatureAlgorithm;
  if (algorithm === undefined) throw new Refusal('PKI_UNSUPPORTED_ALGORITHM');
  const weak = unreliableAlgorithm({ signature: { algorithm, key: issuer.publicKey } }, search.atMs);
  if (weak !== undefined && !search.allowWeak) throw new Refusal('PKI_WEAK_ALGORITHM', weak.name);
  if (search.checksLeft-- <= 0) throw new Refusal('PKI_NO_PATH', 'too many candidates');
  const good = search.verifier.verify(algorithm, issuer.publicKey.raw, certificate.tbs, certificate.signature);
  if (!good) throw new Refusal('PKI_SIGNATURE_INVALID');
};

const checkPurpose = (leaf: Certificate, purpose: CertificatePurpose): void => {
  const rule = PURPOSE_RULES[purpose];
  const { keyUsage, extendedKeyUsage } = leaf;
  if (rule.keyUsage !== undefined && keyUsage !== undefined && !rule.keyUsage.some((usage) => keyUsage.has(usage))) {
    throw new Refusal('PKI_KEY_USAGE', purpose);
  }
  if (rule.soleCriticalPurpose && (extendedKeyUsage?.critical !== true || extendedKeyUsage.purposes.length !== 1)) {
    throw new Refusal('PKI_EXTENDED_KEY_USAGE', purpose);
  }
  const wanted = rule.extendedKeyUsage;
  if (wanted === undefined || extendedKeyUsage === undefined) return;
  if (!extendedKeyUsage.purposes.some((id) => wanted.includes(id)))
    throw new Refusal('PKI_EXTENDED_KEY_USAGE', purpose);
};

const mayIssue = (issuer: Certificate, certificate: Certificate): boolean => {
  if (!sameName(issuer.subject, certificate.issuer)) return false;
  const [wanted, has] = [certificate.authorityKeyIdentifier, issuer.subjectKeyIdentifier];
  return wanted === undefined || has === undefined || equal(wanted, has);
};

/** A failure found close to an anchor says more than "no path" found beside it. */
const rank = (failure: Failure | undefined): number =>
  failure === undefined ? 0 : failure.code === 'PKI_NO_PATH' ? 1 : 2;

const linkOk = (certificate: Certificate, issuer: Certificate, below: number, search: Search): Failure | undefined => {
  try {
    checkIssuer(issuer, below);
    checkCritical(issuer);
    checkDates(issuer, search.atMs);
    checkSignature(certificate, issuer, search);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal)
      return { code: error.code, ...(error.detail !== undefined && { detail: error.detail }) };
    throw error;
  }
};

const climb = (chain: readonly Certificate[], search: Search): Result<CertificatePath> => {
  const last = chain[chain.length - 1] as Certificate;
  let worst: Failure | undefined;
  const note = (failure: Failure): void => {
    if (rank(failure) > rank(worst)) worst = failure;
  };
  for (const anchor of search.anchors.filter((candidate) => mayIssue(candidate, last))) {
    const failure = linkOk(last, anchor, chain.length - 1, search);
    if (failure === undefined) return ok({ certificates: [...chain, anchor], anchor });
    note(failure);
  }
  for (const issuer of chain.length < MAX_LENGTH ? search.intermediates : []) {
    if (chain.some((used) => equal(used.raw, issuer.raw)) || !mayIssue(issuer, last)) continue;
    const failure = linkOk(last, issuer, chain.length - 1, search);
    if (failure !== undefined) {
      note(failure);
      continue;
    }
    const above = climb([...chain, issuer], search);
    if (above.ok) return above;
    note(above.error);
  }
  return { ok: false, error: worst ?? { code: 'PKI_NO_PATH' } };
};

/**
 * Finds and validates a path from the leaf to one of the anchors at a time (RFC 5280 6.1: signatures, validity, names,
 * basicConstraints, pathLenConstraint, keyUsage, extendedKeyUsage of the leaf, no unknown critical extension anywhere).
 * Name constraints and policy constraints are not supported: where critical, the path is refused. Revocation is not
 * looked at here. Algorithms must be reliable at that time (ETSI TS 119 312) unless told otherwise. Anchors are held to the same dates as other issuers. Codes: PKI_*.
 */
export const verifyPath = (input: PathInput): Result<CertificatePath> => {
  if (input.intermediates.length > MAX_INTERMEDIATES) return err('PKI_NO_PATH', 'too many certificates');
  const { leaf } = input;
  const search: Search = { ...input, checksLeft: MAX_SIGNATURE_CHECKS };
  try {
    checkCritical(leaf);
    checkDates(leaf, input.atMs);
    checkPurpose(leaf, input.purpose);
  } catch (error) {
    if (error instanceof Refusal) return err(error.code, error.detail);
    throw error;
  }
  const self = input.anchors.find((anchor) => equal(anchor.raw, leaf.raw));
  return self === undefined ? climb([leaf], search) : ok({ certificates: [leaf], anchor: self });
};
