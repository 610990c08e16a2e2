import { type Digest, toHex } from '../base';
import { carriedData, parseSignedData } from '../cms';
import { type PdfDocument, readSecurityStore } from '../pdf';
import {
  type Certificate,
  parseCertificate,
  parseCertificateList,
  parseOcspResponse,
  type RevocationEvidence,
} from '../pki';
import type { GivenData } from './types';

/** Certificates and revocation evidence that a file brings along. Nothing of it is believed: each verifies by itself. */
export interface ValidationData {
  readonly certificates: readonly Certificate[];
  readonly evidence: readonly RevocationEvidence[];
}

/** verifyPath takes 64 candidates; what a signature carries goes first. */
const MAX_CERTIFICATES = 40;
const MAX_EVIDENCE = 128;

export const NO_DATA: ValidationData = { certificates: [], evidence: [] };

/** What the security store of a document holds; an unreadable store or item is passed over. */
export async function storedData(document: PdfDocument, existedAtMs: number): Promise<ValidationData> {
  const store = await readSecurityStore(document);
  if (!store.ok) return NO_DATA;
  const { certificates, crls, ocsps } = store.value;
  return {
    certificates: certificatesOf(certificates),
    evidence: [...listsOf(crls, existedAtMs), ...responsesOf(ocsps, existedAtMs)].slice(0, MAX_EVIDENCE),
  };
}

/** All lists of a file together; a national authority's has some megabytes. More would only cost time and memory. */
const MAX_LIST_BYTES = 16 * 1024 * 1024;

/** The readable lists among the first 16 MiB of them. */
export const listsOf = (crls: readonly Uint8Array[], existedAtMs: number): RevocationEvidence[] => {
  let left = MAX_LIST_BYTES;
  return crls.flatMap((bytes) => {
    left -= bytes.length;
    const crl = left < 0 ? undefined : parseCertificateList(bytes);
    return crl?.ok ? [{ crl: crl.value, existedAtMs }] : [];
  });
};

const responsesOf = (ocsps: readonly Uint8Array[], existedAtMs: number): RevocationEvidence[] =>
  ocsps.flatMap((bytes) => {
    const ocsp = parseOcspResponse(bytes);
    return ocsp.ok ? [{ ocsp: ocsp.value, existedAtMs }] : [];
  });

/** Revocation evidence inside a CMS: its crls, adbe-revocationInfoArchival, CAdES revocation-values. */
export function carriedEvidence(cms: Uint8Array, existedAtMs: number): RevocationEvidence[] {
  const parsed = parseSignedData(cms, { allowTrailing: true, allowBer: true });
  if (!parsed.ok) return [];
  const { crls, ocsps } = carriedData(parsed.value);
  return [...listsOf(crls, existedAtMs), ...responsesOf(ocsps, existedAtMs)].slice(0, MAX_EVIDENCE);
}

const certificatesOf = (ders: readonly Uint8Array[]): Certificate[] =>
  ders.slice(0, MAX_CERTIFICATES).flatMap((bytes) => {
    const read = parseCertificate(bytes);
    return read.ok ? [read.value] : [];
  });

/** Certificates in a signature's certificate-values attribute. */
export function carriedCertificates(cms: Uint8Array): Certificate[] {
  const parsed = parseSignedData(cms, { allowTrailing: true, allowBer: true });
  return parsed.ok ? certificatesOf(carriedData(parsed.value).certificates) : [];
}

/** Data from outside the file, read; damaged ones are passed over. */
export const givenData = (given: GivenData | undefined, existedAtMs: number): ValidationData => ({
  certificates: certificatesOf(given?.certificates ?? []),
  evidence: [...listsOf(given?.crls ?? [], existedAtMs), ...responsesOf(given?.ocsps ?? [], existedAtMs)].slice(
    0,
    MAX_EVIDENCE,
  ),
});

export const joined = (a: ValidationData, b: ValidationData): ValidationData => ({
  certificates: [...a.certificates, ...b.certificates],
  evidence: [...a.evidence, ...b.evidence],
});

const rawOf = (one: RevocationEvidence): Uint8Array => ('crl' in one ? one.crl.raw : one.ocsp.raw);

/** The same evidence, known to have existed earlier where an archival time-stamp covers it. */
export function datedBy(
  evidence: readonly RevocationEvidence[],
  covered: readonly RevocationEvidence[],
  digest: Digest,
): RevocationEvidence[] {
  const key = (one: RevocationEvidence): string => toHex(digest.hash('SHA-256', rawOf(one)));
  const times = new Map(covered.map((one) => [key(one), one.existedAtMs]));
  return evidence.map((one) => ({
    ...one,
    existedAtMs: Math.min(one.existedAtMs, times.get(key(one)) ?? one.existedAtMs),
  }));
}
