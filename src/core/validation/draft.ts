import type { SignatureValue } from '../pdf';
import { EVIDENCE_UNCHECKED } from './judge-evidence';
import { readPdfDate } from './pdf-date';
import { remark } from './reasons';
import type { Reason, SignatureReport } from './types';
import { verdictOf } from './verdict';

/** A report in the making: everything but the verdict, which its reasons add up to. */
export type Draft = Omit<SignatureReport, 'verdict' | 'subIndication'>;

const claimedTime = (value: SignatureValue | undefined): string | null => {
  const ms = value?.m === undefined ? undefined : readPdfDate(value.m);
  return ms === undefined ? null : new Date(ms).toISOString();
};

/** What the signature dictionary alone says; nothing of it is verified. */
export function draftOf(name: string, value: SignatureValue | undefined, wholeSize: number): Draft {
  const claimed = claimedTime(value);
  const range = value?.byteRange;
  const signedSize = range ? range[2] + range[3] : null;
  const isStamp = value?.type === 'DocTimeStamp' || value?.subFilter === 'ETSI.RFC3161';
  return {
    field: name,
    level: 'unknown',
    signer: null,
    signingTime: claimed,
    timeSource: claimed === null ? 'none' : 'claimed',
    coversWholeFile: signedSize === wholeSize,
    modifications: 'unknown',
    reasons: claimed === null && !isStamp ? [remark('VALIDATION_NO_CLAIMED_TIME')] : [],
    claimedTime: claimed,
    timeStampAuthority: null,
    revocation: 'not-checked',
    archiveTime: null,
    certificate: null,
    seal: null,
    certification: value?.docMdp ?? null,
    signedSize,
    documentDigest: null,
    evidence: EVIDENCE_UNCHECKED,
    changes: [],
    path: [],
    timeStamps: [],
    subFilter: value?.subFilter ?? null,
    byteRange: range ?? null,
    algorithm: null,
  };
}

export function finish(draft: Draft, more: readonly Reason[] = []): SignatureReport {
  const { field, ...rest } = draft;
  const reasons = [...draft.reasons, ...more];
  return { field, ...verdictOf(reasons), ...rest, reasons };
}
