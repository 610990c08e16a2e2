import { type Digest, equal, type SignatureAlgorithm, type Verifier } from '../base';
import { unreliableAlgorithm } from './algorithm-policy';
import type { Certificate } from './certificate';
import type { CertificateList } from './certificate-list';
import { unknownCriticalExtension } from './extensions';
import { sameName } from './name';
import { isAbout, type OcspResponse, type SingleResponse } from './ocsp-response';
import { KEY_PURPOSES } from './oids';

/** One piece of revocation evidence, and until when its own signature could be relied on at the latest. */
export type RevocationEvidence = {
  /** A time at which this evidence provably existed: of an archival time-stamp over it, or else now. */
  readonly existedAtMs: number;
} & ({ readonly crl: CertificateList } | { readonly ocsp: OcspResponse });

export interface RevocationPorts {
  readonly verifier: Verifier;
  readonly digest: Digest;
}

export type RevocationStatus =
  /** Evidence that covers the time says so; or the certificate cannot be revoked (RFC 9608). */
  | { readonly status: 'good' }
  | { readonly status: 'revoked'; readonly revokedAtMs: number }
  /** No evidence that can be used covers the time. */
  | { readonly status: 'unknown' };

/** What one usable piece of evidence says about the certificate. */
interface Word {
  readonly thisUpdateMs: number;
  readonly nextUpdateMs: number | undefined;
  readonly revokedAtMs: number | undefined;
  readonly good: boolean;
}

/** A list or an answer whose algorithm was broken before it provably existed may be anybody's (ETSI TS 119 312). */
const isReliable = (algorithm: SignatureAlgorithm, by: Certificate, existedAtMs: number): boolean =>
  unreliableAlgorithm({ signature: { algorithm, key: by.publicKey } }, existedAtMs) === undefined;

/** A key counts while its certificate is valid: when the statement was made, and when it provably existed. */
const couldSign = (by: Certificate, madeAtMs: number, existedAtMs: number): boolean =>
  madeAtMs >= by.notBeforeMs && madeAtMs <= by.notAfterMs && existedAtMs <= by.notAfterMs && existedAtMs >= madeAtMs;

const wordOfList = (
  list: CertificateList,
  certificate: Certificate,
  issuer: Certificate,
  existedAtMs: number,
  { verifier }: RevocationPorts,
): Word | undefined => {
  const { signatureAlgorithm } = list;
  // A partial list says nothing about what is not in it, and its entries may be another issuer's (RFC 5280 5.2.5, 5.3.3).
  if (list.partial || signatureAlgorithm === undefined || !sameName(list.issuer, issuer.subject)) return undefined;
  if (issuer.keyUsage !== undefined && !issuer.keyUsage.has('cRLSign')) return undefined;
  if (!couldSign(issuer, list.thisUpdateMs, existedAtMs)) return undefined;
  if (!isReliable(signatureAlgorithm, issuer, existedAtMs)) return undefined;
  if (!verifier.verify(signatureAlgorithm, issuer.publicKey.raw, list.tbs, list.signature)) return undefined;
  const revokedAtMs = list.revokedAtMs(certificate.serialNumber);
  // Expired certificates may be taken from the list (5.0): silence after the end of validity means nothing.
  const good = revokedAtMs === undefined && list.thisUpdateMs <= certificate.notAfterMs;
  return { ...list, revokedAtMs, good };
};

/** The issuer itself, or a responder that the issuer certified for it (RFC 6960 4.2.2.2). */
const responderOf = (
  response: OcspResponse,
  issuer: Certificate,
  { verifier, digest }: RevocationPorts,
): Certificate | undefined => {
  const { responder } = response;
  const named = [issuer, ...response.certificates].find((one) =>
    'name' in responder
      ? sameName(responder.name, one.subject)
      : equal(responder.keyHash, digest.hash('SHA-1', one.publicKey.keyBytes)),
  );
  if (named === undefined || equal(named.raw, issuer.raw)) return named;
  const delegated =
    named.extendedKeyUsage?.purposes.includes(KEY_PURPOSES.ocspSigning) === true &&
    unknownCriticalExtension(named.extensions) === undefined &&
    sameName(named.issuer, issuer.subject) &&
    named.signatureAlgorithm !== undefined &&
    verifier.verify(named.signatureAlgorithm, issuer.publicKey.raw, named.tbs, named.signature);
  return delegated ? named : undefined;
};

const wordOfResponse = (
  response: OcspResponse,
  certificate: Certificate,
  issuer: Certificate,
  existedAtMs: number,
  ports: RevocationPorts,
): Word | undefined => {
  const { signatureAlgorithm } = response;
  const single: SingleResponse | undefined = response.responses.find((one) =>
    isAbout(one, certificate, issuer, ports.digest),
  );
  if (single === undefined || single.status === 'unknown' || signatureAlgorithm === undefined) return undefined;
  const by = responderOf(response, issuer, ports);
  if (by === undefined || !couldSign(by, response.producedAtMs, existedAtMs)) return undefined;
  if (!isReliable(signatureAlgorithm, by, existedAtMs)) return undefined;
  if (!ports.verifier.verify(signatureAlgorithm, by.publicKey.raw, response.tbs, response.signature)) return undefined;
  const good = single.status === 'good' && single.thisUpdateMs <= certificate.notAfterMs;
  return { ...single, good };
};

/** Evidence speaks for a time before it was made, and after it until its successor was promised. */
const covers = (word: Word, atMs: number): boolean =>
  word.thisUpdateMs >= atMs || (word.nextUpdateMs !== undefined && word.nextUpdateMs >= atMs);

/** Bounds the signature checks that a crowd of crafted lists can cause. */
const MAX_EVIDENCE = 256;

/**
 * Whether a certificate was revoked at a time, after full CRLs (RFC 5280 6.3) and OCSP responses (RFC 6960 3.2). Evidence
 * whose signature does not verify with the issuer's key (or a delegate's) is passed over, as are partial, indirect and
 * delta lists. A revocation counts from its date on, whatever its reason. The issuer's own certificate is for the caller.
 */
export const revocationStatus = (
  certificate: Certificate,
  issuer: Certificate,
  evidence: readonly RevocationEvidence[],
  atMs: number,
  ports: RevocationPorts,
): RevocationStatus => {
  if (certificate.noRevocationAvailable && certificate.basicConstraints?.ca !== true) return { status: 'good' };
  const words = evidence.slice(0, MAX_EVIDENCE).flatMap((one) => {
    const word =
      'crl' in one
        ? wordOfList(one.crl, certificate, issuer, one.existedAtMs, ports)
        : wordOfResponse(one.ocsp, certificate, issuer, one.existedAtMs, ports);
    return word === undefined ? [] : [word];
  });
  const revoked = words.flatMap(({ revokedAtMs }) => (revokedAtMs === undefined ? [] : [revokedAtMs]));
  const earliest = Math.min(...revoked);
  if (earliest <= atMs) return { status: 'revoked', revokedAtMs: earliest };
  // Listed, but only later: at that time it was good.
  const good = words.some((word) => (word.good || word.revokedAtMs !== undefined) && covers(word, atMs));
  return { status: good ? 'good' : 'unknown' };
};
