import { type Digest, Refusal } from '../base';
import { type SigningKey, signBase } from './algorithms';
import { contentDigestField } from './content-digest';
import { type HeaderFields, headerValue } from './message';
import { signatureBase, signatureInput } from './signature-base';
import { writeBytes, writeInnerList } from './structured-fields';

export interface RequestToSign {
  readonly method: string;
  /** Absolute or origin form, as it goes on the wire. */
  readonly url: string;
  readonly headers?: HeaderFields;
  /** The whole body, or its SHA-256 where the body is streamed; neither: no body. */
  readonly body?: Uint8Array;
  readonly bodyDigest?: Uint8Array;
}

export interface SignRequestOptions {
  readonly keyId: string;
  readonly key: SigningKey;
  readonly createdMs: number;
  /** Never used before with this key: 16 random bytes as hex or base64url are enough. */
  readonly nonce: string;
  readonly digest: Digest;
}

/** Fields to add to the request; node:http and fetch take them as they are. */
export interface SignatureFields {
  readonly 'content-digest'?: string;
  readonly 'signature-input': string;
  readonly signature: string;
}

/** Covered wherever the request has them. */
export const COVERED_WHEN_PRESENT = ['content-digest', 'content-type', 'idempotency-key'] as const;
/** Covered always; not @authority and @scheme, which a proxy changes. */
export const COVERED_ALWAYS = ['@method', '@path', '@query'] as const;
const LABEL = 'sig1';

const bodyDigestOf = ({ body, bodyDigest }: RequestToSign, digest: Digest): Uint8Array | undefined => {
  if (bodyDigest !== undefined) {
    if (bodyDigest.length !== 32) throw new Refusal('HTTPSIG_DIGEST_MISSING', 'bodyDigest is no SHA-256');
    return bodyDigest;
  }
  return body === undefined ? undefined : digest.hash('SHA-256', body);
};

/**
 * Signs a request (RFC 9421) with Content-Digest (RFC 9530). Throws a Refusal (HTTPSIG_DAMAGED) when a key id, nonce or
 * header cannot be written.
 */
export const signRequest = async (request: RequestToSign, options: SignRequestOptions): Promise<SignatureFields> => {
  const sha256 = bodyDigestOf(request, options.digest);
  const digestField = sha256 === undefined ? {} : { 'content-digest': contentDigestField(sha256) };
  const headers = { ...request.headers, ...digestField };
  const components = [
    ...COVERED_ALWAYS,
    ...COVERED_WHEN_PRESENT.filter((name) => headerValue(headers, name) !== undefined),
  ];
  const input = signatureInput(components, {
    created: Math.floor(options.createdMs / 1000),
    keyid: options.keyId,
    nonce: options.nonce,
    alg: options.key.algorithm,
  });
  const base = signatureBase({ method: request.method, url: request.url, headers }, input);
  const signature = await signBase(options.key, base, options.digest);
  return {
    ...digestField,
    'signature-input': `${LABEL}=${writeInnerList(input)}`,
    signature: `${LABEL}=${writeBytes(signature)}`,
  };
};
