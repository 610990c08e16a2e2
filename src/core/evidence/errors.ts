import type { ErrorTable } from '../base';

export const EVIDENCE_ERRORS = {
  EVIDENCE_NOT_JSON: {
    retryable: false,
    httpStatus: 400,
    messageKey: 'evidenceUnreadable',
    reference: 'RFC 8785 3.2, RFC 7493 2',
    meaning: 'A value has no canonical JSON form, or bytes are not UTF-8 JSON within the bounds.',
  },
  EVIDENCE_NOT_CANONICAL: {
    retryable: false,
    httpStatus: 400,
    messageKey: 'evidenceUnreadable',
    reference: 'RFC 8785 3',
    meaning: 'JSON bytes are not the canonical form of what they say (spaces, order, duplicates, number form).',
  },
  EVIDENCE_MANIFEST_INVALID: {
    retryable: false,
    httpStatus: 400,
    messageKey: 'evidenceUnreadable',
    reference: 'docs/evidence-format.md 5',
    meaning: 'A manifest lacks a member, has one too many, or one of a wrong type.',
  },
  EVIDENCE_TAR_INVALID: {
    retryable: false,
    httpStatus: 400,
    messageKey: 'evidenceUnreadable',
    reference: 'IEEE 1003.1 pax, ustar interchange format; docs/evidence-format.md 2',
    meaning: 'A payload is not the one deterministic ustar archive of its members.',
  },
  EVIDENCE_CAPTURE_INVALID: {
    retryable: false,
    httpStatus: 400,
    messageKey: 'evidenceUnreadable',
    reference: 'docs/evidence-format.md 3',
    meaning: 'A capture or its raw reports cannot be written or read.',
  },
  EVIDENCE_CHAIN_BROKEN: {
    retryable: false,
    httpStatus: 409,
    messageKey: 'evidenceBroken',
    reference: 'docs/evidence-format.md 7',
    meaning: 'An event does not continue the chain: wrong predecessor, wrong number, or not canonical.',
  },
  EVIDENCE_BINDING_MISMATCH: {
    retryable: false,
    httpStatus: 409,
    messageKey: 'evidenceBroken',
    reference: 'docs/evidence-format.md 4',
    meaning: 'A payload is not the one bound by digest B.',
  },
} as const satisfies ErrorTable;

export type EvidenceCode = keyof typeof EVIDENCE_ERRORS;
