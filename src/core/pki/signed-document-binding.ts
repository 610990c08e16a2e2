import { asOctetString, asText, der, fieldsOf, readDerOrThrow, TAG } from '../asn1';
import { attempt, type HashAlgorithm, type Result } from '../base';
import { hashAlgorithmIdentifier, readHashAlgorithm } from './algorithms';

/** id-pe-signedDocumentBinding of draft-ietf-lamps-one-signature-certs: ties a certificate to what its one signature signs. */
export const SIGNED_DOCUMENT_BINDING_OID = '1.3.6.1.5.5.7.1.37';

export interface SignedDocumentBinding {
  /** Hash of the data to be signed, made as `bindingType` says. */
  readonly dataTbsHash: Uint8Array;
  /** undefined: a hash that is not known here. */
  readonly hashAlgorithm: HashAlgorithm | undefined;
  /** `cades`: signed attributes without those that name the certificate; `default` where it is left out. */
  readonly bindingType: string;
}

/**
 * SignedDocumentBinding ::= SEQUENCE { dataTbsHash OCTET STRING, hashAlg AlgorithmIdentifier, bindingType UTF8String OPTIONAL },
 * with SHA-256 and the binding type of CAdES and PAdES.
 */
export const encodeSignedDocumentBinding = (dataTbsHash: Uint8Array): Uint8Array =>
  der.sequence(der.octetString(dataTbsHash), hashAlgorithmIdentifier('SHA-256'), der.utf8String('cades'));

/** Reads the extension's value. Codes: ASN1_*. */
export const decodeSignedDocumentBinding = (bytes: Uint8Array): Result<SignedDocumentBinding> =>
  attempt(() => {
    const fields = fieldsOf(readDerOrThrow(bytes, { maxBytes: 512, maxElements: 8 }), 'SignedDocumentBinding');
    const dataTbsHash = asOctetString(fields.next());
    const hashAlgorithm = readHashAlgorithm(fields.next());
    const type = fields.optional(TAG.utf8String);
    fields.end();
    return { dataTbsHash, hashAlgorithm, bindingType: type === undefined ? 'default' : asText(type) };
  });
