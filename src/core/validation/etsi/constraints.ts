import type { Indication, Reason, SignatureReport, SubIndication } from '../types';
import { worse } from '../verdict';
import type { ValidationConstraint } from './types';
import { CONSTRAINT_INDICATIONS, CONSTRAINT_STATUS, subIndicationUri } from './uris';

/** Building blocks of EN 319 102-1 5.2, in the order in which they are gone through. */
const BLOCKS = ['format', 'signing-certificate', 'cryptography', 'certificate-path', 'acceptance'] as const;
type Block = (typeof BLOCKS)[number];

/** EN 319 102-1 5.2.2, 5.2.3, 5.2.7, 5.2.6, 5.2.8 and 5.5.4: which block answers a sub-indication; the others are acceptance. */
const BLOCK_OF: Readonly<Partial<Record<SubIndication, Block>>> = {
  FORMAT_FAILURE: 'format',
  NO_SIGNING_CERTIFICATE_FOUND: 'signing-certificate',
  HASH_FAILURE: 'cryptography',
  SIG_CRYPTO_FAILURE: 'cryptography',
  SIGNED_DATA_NOT_FOUND: 'cryptography',
  NO_CERTIFICATE_CHAIN_FOUND: 'certificate-path',
  CERTIFICATE_CHAIN_GENERAL_FAILURE: 'certificate-path',
  CHAIN_CONSTRAINTS_FAILURE: 'certificate-path',
  OUT_OF_BOUNDS_NO_POE: 'certificate-path',
  OUT_OF_BOUNDS_NOT_REVOKED: 'certificate-path',
  EXPIRED: 'certificate-path',
  TRY_LATER: 'certificate-path',
  NOT_YET_VALID: 'certificate-path',
  REVOKED: 'certificate-path',
  REVOKED_NO_POE: 'certificate-path',
  REVOKED_CA_NO_POE: 'certificate-path',
};

const blockOf = ({ subIndication }: Reason): Block => (subIndication && BLOCK_OF[subIndication]) ?? 'acceptance';

/** Whether the validation got as far as a block: what was not looked at is never called passed. */
function reached(block: Block, { certificate, path, documentDigest }: SignatureReport): boolean {
  if (block === 'format') return true;
  if (block === 'certificate-path') return path.length > 0;
  return certificate !== null || path.length > 0 || (block === 'cryptography' && documentDigest !== null);
}

/** Clause 4.3.5: one constraint a building block, with the gravest that it said. */
export function constraintsOf(signature: SignatureReport): ValidationConstraint[] {
  return BLOCKS.map((block) => {
    const said = signature.reasons.filter((reason) => reason.indication && blockOf(reason) === block);
    const identifier = { ValidationConstraintIdentifier: `urn:inkwitness:constraint:${block}` };
    if (said.length === 0 && !reached(block, signature))
      return { ...identifier, ConstraintStatus: { Status: CONSTRAINT_STATUS.disabled } };
    const indication = said.reduce<Indication>((all, one) => worse(all, one.indication ?? all), 'TOTAL-PASSED');
    const subs = [...new Set(said.flatMap(({ subIndication }) => (subIndication ? [subIndication] : [])))];
    return {
      ...identifier,
      ConstraintStatus: { Status: CONSTRAINT_STATUS.applied },
      ValidationStatus: {
        MainIndication: CONSTRAINT_INDICATIONS[indication],
        ...(subs.length > 0 && { SubIndication: subs.map(subIndicationUri) }),
      },
    };
  });
}
