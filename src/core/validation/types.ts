import type { Digest, RandomAccess, Result, SignatureAlgorithm, Verifier } from '../base';
import type { ChangeKind, Inflate } from '../pdf';
import type { Certificate, EventBinding } from '../pki';

/** EN 319 102-1 clause 5.1.3, table 4. */
export type Indication = 'TOTAL-PASSED' | 'INDETERMINATE' | 'TOTAL-FAILED';

/** EN 319 102-1 clause 5.1.3, tables 5 and 6, in the standard's words. */
export type SubIndication =
  // TOTAL-FAILED
  | 'FORMAT_FAILURE'
  | 'HASH_FAILURE'
  | 'SIG_CRYPTO_FAILURE'
  | 'REVOKED'
  | 'EXPIRED'
  | 'NOT_YET_VALID'
  // INDETERMINATE
  | 'SIG_CONSTRAINTS_FAILURE'
  | 'CHAIN_CONSTRAINTS_FAILURE'
  | 'CERTIFICATE_CHAIN_GENERAL_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'
  | 'TIMESTAMP_ORDER_FAILURE'
  | 'NO_SIGNING_CERTIFICATE_FOUND'
  | 'NO_CERTIFICATE_CHAIN_FOUND'
  | 'REVOKED_NO_POE'
  | 'REVOKED_CA_NO_POE'
  | 'OUT_OF_BOUNDS_NO_POE'
  | 'OUT_OF_BOUNDS_NOT_REVOKED'
  | 'SIGNATURE_POLICY_NOT_AVAILABLE'
  | 'TRY_LATER'
  | 'SIGNED_DATA_NOT_FOUND';

/** Why a verdict is what it is. Without `indication` it is a remark that changes no verdict. */
export interface Reason {
  readonly code: string;
  readonly indication?: Exclude<Indication, 'TOTAL-PASSED'>;
  readonly subIndication?: SubIndication;
  /** For developers: offsets, names of structures; never patient data. */
  readonly detail?: string;
}

/**
 * B-B, B-T, B-LT, B-LTA of EN 319 142-1; `not-baseline`: a signature that verifies but is no PAdES baseline signature;
 * `document-time-stamp`: an ETSI.RFC3161 signature; `unknown`: could not be read.
 */
export type SignatureLevel = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA' | 'not-baseline' | 'document-time-stamp' | 'unknown';

export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly serial: string;
  readonly notBefore: string;
  readonly notAfter: string;
  /** SHA-256 of the DER, hex. */
  readonly sha256: string;
}

/** A time-stamp that counted: over one signature, or over the file up to itself. */
export interface TimeStampFacts {
  readonly kind: 'signature' | 'document';
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly authority: string | null;
  /** SHA-256 of the token's DER, hex. */
  readonly sha256: string;
  /** From the authority's certificate to the trust anchor. */
  readonly path: readonly CertificateFacts[];
}

/** A revocation list or an OCSP response that the file brings along. */
export interface RevocationFacts {
  readonly kind: 'CRL' | 'OCSPResponse';
  /** Who issued the list; null for a response. */
  readonly issuer: string | null;
  readonly producedAt: string;
  /** SHA-256 of the DER, hex. */
  readonly sha256: string;
  /** Time of the earliest good document time-stamp over it; null when nothing proves it older than the validation. */
  readonly existedAt: string | null;
}

/** An electronic seal of GB/T 38540 or GM/T 0031 as it tells of itself. */
export interface SealFacts {
  readonly standard: 'GB/T 38540' | 'GM/T 0031';
  readonly id: string;
  readonly name: string;
  /** Common name of the maker's certificate. */
  readonly maker: string | null;
  /** The maker's product, as it names itself. */
  readonly vendor: string;
  readonly created: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly picture: {
    /** As written: PNG, JPG, … */
    readonly format: string;
    readonly widthMm: number;
    readonly heightMm: number;
    /** PNG, JPEG, GIF or BMP of at most 256 KiB; null for anything else. */
    readonly dataUrl: string | null;
  };
}

/**
 * Whether the certificates of the signer and of the time-stamp were revoked, by what the file itself brings along:
 * `unknown` when a list or an answer is missing for one of them, `not-checked` when no path was found.
 */
export type RevocationFinding = 'good' | 'revoked' | 'unknown' | 'not-checked';

export type EvidenceState =
  /** All digests agree. */
  | 'intact'
  /** No evidence and none was bound: a signature of another kind. */
  | 'none'
  /** Evidence is in the file, but the certificate binds none. */
  | 'unbound'
  /** Not looked at: the signature itself, or its certificate, is not good. */
  | 'unchecked'
  /** Bound by the certificate, not in the file. */
  | 'missing'
  /** A digest disagrees. */
  | 'broken';

/** The pen's part of an act: what recorded it and how well. Figures that an older kiosk did not state are left out. */
export interface RecordingFacts {
  readonly device: string;
  readonly evidenceGrade: 'A' | 'B' | 'C';
  readonly samples: number;
  readonly conformance?: number;
  readonly refused?: number;
  readonly reportsPerSecond?: number;
  readonly jitterUs?: number;
  readonly gaps?: number;
  readonly duplicates?: number;
  readonly pressureLevels?: number;
  readonly outOfRange?: number;
  readonly lost?: number;
  readonly lostInStroke?: number;
  readonly missingByClock?: number;
  readonly missingInMotion?: number;
  readonly clockFit?: { readonly offsetUs: number; readonly ratePpm: number; readonly residualP99Us: number };
  /** It was worth less than the hospital's floor, and a person took it all the same. */
  readonly waiver?: {
    readonly floor: number;
    readonly findings: readonly string[];
    readonly reason: string;
    readonly acceptedAt: string;
    readonly acceptedBy?: string;
  };
}

/** What could be said about the evidence without a custodian's key. */
export interface EvidenceFinding {
  readonly state: EvidenceState;
  readonly reasons: readonly { readonly code: string; readonly detail?: string }[];
  /** The act as its manifest tells it; present once the manifest is the bound one. */
  readonly facts?: {
    readonly taskId: string;
    readonly capacity: string;
    /** As the form states it; a certificate may hold rare characters as numbers. */
    readonly signerName?: string;
    readonly documentSha256: string;
    readonly documentSize: number;
    /** The form was written anew before its first signature: why, and digest and size of the file as it came. */
    readonly normalised?: {
      readonly rules: string;
      readonly reasons: readonly string[];
      readonly sha256: string;
      readonly size: number;
    };
    /** How well the pad recorded the signature, as the kiosk measured it (docs/evidence-format.md 5 and 5.1). */
    readonly recording?: RecordingFacts;
    readonly custodians: readonly string[];
    readonly chainHead: string;
  };
}

export interface EvidenceInput {
  /** The binding extension of the signer's certificate. */
  readonly binding: EventBinding | undefined;
  /** D1: digest over the ByteRange. */
  readonly signedDigest: Uint8Array;
  /** Associated files of the signature's appearance, as of the signed revision. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** The file up to the end of the signed revision. */
  readonly source: RandomAccess;
  /** Where the revision before the signature's own ends; D0 covers the bytes up to there. */
  readonly previousEnd: number;
  /** SHA-256 of the first so many bytes of `source`. */
  readonly prefixDigest: (size: number) => Promise<Result<Uint8Array>>;
}

/** Judges a signature's evidence: `checkEvidence` of core/evidence, which stands after this room. */
export type EvidenceCheck = (input: EvidenceInput, digest: Digest) => Promise<EvidenceFinding>;

/** Validation data from outside the file, DER each; none of it is believed, each verifies by itself. */
export interface GivenData {
  readonly certificates?: readonly Uint8Array[];
  readonly crls?: readonly Uint8Array[];
  readonly ocsps?: readonly Uint8Array[];
}

export interface ValidationOptions {
  /** Trust anchors: the hospital's or the CA's root certificates. */
  readonly anchors: readonly Certificate[];
  /** Roots that are trusted for time-stamps and nothing else, besides `anchors`: foreign time-stamping authorities. */
  readonly timeStampAnchors?: readonly Certificate[];
  readonly nowMs: number;
  readonly digest: Digest;
  readonly verifier: Verifier;
  readonly inflate: Inflate;
  /** `checkEvidence` of core/evidence. */
  readonly checkEvidence: EvidenceCheck;
  /** Certificates and revocation evidence beside what the file brings along. */
  readonly given?: GivenData;
  /**
   * `as-known` (default): missing revocation evidence is told and changes no verdict (docs/adr/0011). `required`: it is
   * INDETERMINATE / TRY_LATER, as EN 319 102-1 5.2.6 has it.
   */
  readonly revocationEvidence?: 'as-known' | 'required';
}

export interface SignatureReport {
  readonly field: string;
  readonly verdict: Indication;
  readonly subIndication: SubIndication | null;
  readonly level: SignatureLevel;
  /** Common name of the signing certificate. */
  readonly signer: string | null;
  /** RFC 3339, UTC: the time-stamp's where there is a good one, else the claimed /M. */
  readonly signingTime: string | null;
  readonly timeSource: 'time-stamp' | 'claimed' | 'none';
  readonly coversWholeFile: boolean;
  /** The worst that later revisions did to what was signed. */
  readonly modifications: ChangeKind | 'unknown';
  readonly reasons: readonly Reason[];
  /** /M as an RFC 3339 time, as the station claims it. */
  readonly claimedTime: string | null;
  readonly timeStampAuthority: string | null;
  readonly revocation: RevocationFinding;
  /** Time of the earliest good document time-stamp over this signature: it proves that all of it existed then. */
  readonly archiveTime: string | null;
  readonly certificate: CertificateFacts | null;
  /** Where the signature is an electronic seal's. */
  readonly seal: SealFacts | null;
  /** DocMDP level of a certification signature. */
  readonly certification: 1 | 2 | 3 | null;
  /** Size of the file as signed. */
  readonly signedSize: number | null;
  /** D1, hex. */
  readonly documentDigest: string | null;
  readonly evidence: EvidenceFinding;
  /** What later revisions did, in English. */
  readonly changes: readonly string[];
  /** From the signing certificate to the trust anchor at the best signature time; empty where no path was found. */
  readonly path: readonly CertificateFacts[];
  /** The time-stamp on which the time rests, and for a document time-stamp itself. */
  readonly timeStamps: readonly TimeStampFacts[];
  readonly subFilter: string | null;
  readonly byteRange: readonly [number, number, number, number] | null;
  /** Of the signature value; null where it could not be read. */
  readonly algorithm: SignatureAlgorithm | null;
}

export interface ValidationReport {
  /** The worst of the signatures and of what concerns the whole file; INDETERMINATE when there is no signature. */
  readonly verdict: Indication;
  readonly signatures: readonly SignatureReport[];
  /** What concerns the file as a whole. */
  readonly reasons: readonly Reason[];
  /** What the file's own security store says about revocation. */
  readonly revocationData: readonly RevocationFacts[];
}
