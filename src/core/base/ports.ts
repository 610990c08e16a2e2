/** Interfaces to the outside. Core code gets them as arguments; adapters live in src/platform and in tests. */

export type HashAlgorithm = 'MD5' | 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512' | 'SM3';

/** Incremental hash of one stream. */
export interface Hasher {
  update(chunk: Uint8Array): void;
  digest(): Uint8Array;
  /** A second hasher that has seen the same bytes; absent where the platform cannot. */
  copy?(): Hasher;
}

/** Synchronous so that hashing can be interleaved with reading without a promise per chunk. */
export interface Digest {
  hasher(algorithm: HashAlgorithm): Hasher;
  hash(algorithm: HashAlgorithm, data: Uint8Array): Uint8Array;
}

export interface Random {
  bytes(length: number): Uint8Array;
}

export interface Clock {
  /** Wall clock, milliseconds since 1970-01-01T00:00:00Z. */
  nowMs(): number;
  /** Monotonic clock of this process, microseconds from an arbitrary origin. */
  monotonicUs(): number;
}

/** Bytes of a file, a Blob or a buffer. `read` answers exactly `length` bytes or fewer at the end of the source. */
export interface RandomAccess {
  readonly size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** Scheme and hash; the curve of ECDSA is the key's. Whether one is safe, and until when, is core/pki's algorithm policy. */
export type SignatureAlgorithm =
  | 'ecdsa-SHA1'
  | 'ecdsa-SHA256'
  | 'ecdsa-SHA384'
  | 'ecdsa-SHA512'
  | 'rsa-pkcs1-MD5'
  | 'rsa-pkcs1-SHA1'
  | 'rsa-pkcs1-SHA256'
  | 'rsa-pkcs1-SHA384'
  | 'rsa-pkcs1-SHA512'
  | 'rsa-pss-SHA256'
  | 'rsa-pss-SHA384'
  | 'rsa-pss-SHA512'
  /** GB/T 32918.2 with the default user identifier of GB/T 35276; read and verified, never made (docs/adr/0017). */
  | 'sm2-SM3';

/** A private key somewhere. ECDSA signatures are DER Ecdsa-Sig-Value (RFC 3279), SM2 ones SM2Signature of the same form. */
export interface Signer {
  readonly algorithm: SignatureAlgorithm;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
  sign(data: Uint8Array): Promise<Uint8Array> | Uint8Array;
}

/** Checks signatures made by anybody, weak algorithms too. A key or signature it cannot read answers false. */
export interface Verifier {
  verify(algorithm: SignatureAlgorithm, publicKey: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean;
}
