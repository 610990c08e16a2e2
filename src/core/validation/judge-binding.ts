import { equal } from '../base';
import { boundAttributes, type SignerInfo } from '../cms';
import type { Certificate } from '../pki';
import { doubtful } from './reasons';
import type { Reason, ValidationOptions } from './types';

/**
 * signedDocumentBinding of a one signature certificate, where it has one of type `cades`: the certificate was issued for this
 * very content and no other. Unknown binding types and hashes say nothing (draft-ietf-lamps-one-signature-certs 3.2).
 */
export function judgeBinding(
  { signedDocumentBinding: binding }: Certificate,
  signer: SignerInfo | undefined,
  { digest }: ValidationOptions,
): Reason | undefined {
  const attributes = signer?.signedAttributes?.attributes;
  if (binding?.hashAlgorithm === undefined || binding.bindingType !== 'cades' || attributes === undefined)
    return undefined;
  const own = digest.hash(binding.hashAlgorithm, boundAttributes(attributes));
  return equal(own, binding.dataTbsHash)
    ? undefined
    : doubtful('VALIDATION_DOCUMENT_BINDING', 'SIG_CONSTRAINTS_FAILURE');
}
