import { der } from '../asn1';
import type { HashAlgorithm, SignatureAlgorithm } from '../base';
import { type Certificate, hashAlgorithmIdentifier, signatureAlgorithmIdentifier } from '../pki';
import { CONTENT_TYPES } from './oids';

export interface SignedDataInput {
  /** From buildSignedAttributes. */
  readonly signedAttributes: Uint8Array;
  /** Over signedAttributes; ECDSA as DER Ecdsa-Sig-Value. */
  readonly signature: Uint8Array;
  readonly signatureAlgorithm: SignatureAlgorithm;
  readonly signingCertificate: Certificate;
  /** Everything to carry, DER, the signer's own among them; empty leaves the field out (RFC 3161 certReq false). */
  readonly certificates: readonly Uint8Array[];
  /** Complete attributes, for example signatureTimeStampAttribute. */
  readonly unsignedAttributes?: readonly Uint8Array[];
  /** Absent: detached id-data, as PAdES wants. */
  readonly encapsulated?: { readonly contentType: string; readonly content: Uint8Array };
}

const HASH_OF: Readonly<Record<SignatureAlgorithm, HashAlgorithm>> = {
  'ecdsa-SHA1': 'SHA-1',
  'ecdsa-SHA256': 'SHA-256',
  'ecdsa-SHA384': 'SHA-384',
  'ecdsa-SHA512': 'SHA-512',
  'rsa-pkcs1-MD5': 'MD5',
  'rsa-pkcs1-SHA1': 'SHA-1',
  'rsa-pkcs1-SHA256': 'SHA-256',
  'rsa-pkcs1-SHA384': 'SHA-384',
  'rsa-pkcs1-SHA512': 'SHA-512',
  'rsa-pss-SHA256': 'SHA-256',
  'rsa-pss-SHA384': 'SHA-384',
  'rsa-pss-SHA512': 'SHA-512',
  'sm2-SM3': 'SM3',
};

/** The hash that a signature algorithm is used with: of the message digest, too (RFC 5652 5.4). */
export const hashOf = (algorithm: SignatureAlgorithm): HashAlgorithm => HASH_OF[algorithm];

const signerInfo = (input: SignedDataInput, digestAlgorithm: Uint8Array): Uint8Array => {
  const { signingCertificate, unsignedAttributes = [] } = input;
  return der.sequence(
    der.integer(1),
    der.sequence(signingCertificate.issuer.raw, der.integerContent(signingCertificate.serialNumber)),
    digestAlgorithm,
    der.withIdentifier(0xa0, input.signedAttributes),
    signatureAlgorithmIdentifier(input.signatureAlgorithm),
    der.octetString(input.signature),
    unsignedAttributes.length === 0 ? undefined : der.implicitSetOf(1, unsignedAttributes),
  );
};

/** ContentInfo with a SignedData of one signer (RFC 5652 5.1), DER. Version 1 for id-data, 3 for other content. */
export const buildSignedData = (input: SignedDataInput): Uint8Array => {
  const digestAlgorithm = hashAlgorithmIdentifier(hashOf(input.signatureAlgorithm));
  const { contentType, content } = input.encapsulated ?? { contentType: CONTENT_TYPES.data, content: undefined };
  const signedData = der.sequence(
    der.integer(contentType === CONTENT_TYPES.data ? 1 : 3),
    der.setOf([digestAlgorithm]),
    der.sequence(der.oid(contentType), content && der.explicit(0, der.octetString(content))),
    input.certificates.length === 0 ? undefined : der.implicitSetOf(0, input.certificates),
    der.setOf([signerInfo(input, digestAlgorithm)]),
  );
  return der.sequence(der.oid(CONTENT_TYPES.signedData), der.explicit(0, signedData));
};
