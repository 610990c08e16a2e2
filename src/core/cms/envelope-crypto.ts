/** The cryptography that AuthEnvelopedData needs, as primitives that every platform has (Electron's BoringSSL has no AES-KW). */
export interface EnvelopeCrypto {
  randomBytes(length: number): Uint8Array;
  /** AES-256-GCM with a 16-byte tag, no additional data. */
  aesGcmEncrypt(key: Uint8Array, iv: Uint8Array, plain: Uint8Array): AesGcmOutput | Promise<AesGcmOutput>;
  /** undefined when the tag does not match; no plaintext is given out before that is known. */
  aesGcmDecrypt(
    key: Uint8Array,
    iv: Uint8Array,
    input: AesGcmOutput,
    additionalData: Uint8Array,
  ): Uint8Array | undefined | Promise<Uint8Array | undefined>;
  /** AES-256 of single 16-byte blocks, from which AES key wrap is built. */
  aesBlocks(key: Uint8Array): AesBlocks;
  sha256(data: Uint8Array): Uint8Array;
  /** RSA-OAEP with SHA-256 and MGF1-SHA-256 to a SubjectPublicKeyInfo. */
  rsaOaepEncrypt(publicKey: Uint8Array, plain: Uint8Array): Uint8Array;
  /** Fresh key on the curve, and the shared x coordinate with the recipient's uncompressed point. */
  ecdhEphemeral(
    curve: EnvelopeCurve,
    recipientPoint: Uint8Array,
  ): { readonly point: Uint8Array; readonly shared: Uint8Array };
}

/** The part of the cryptography that opening needs. */
export type EnvelopeOpening = Pick<EnvelopeCrypto, 'aesGcmDecrypt' | 'aesBlocks' | 'sha256'>;

export type EnvelopeCurve = 'ec-P256' | 'ec-P384';

export interface AesGcmOutput {
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
}

export interface AesBlocks {
  encrypt(block: Uint8Array): Uint8Array;
  decrypt(block: Uint8Array): Uint8Array;
}

/** A custodian's private key, wherever it is kept: only what opening an envelope needs. Undefined: it did not work. */
export interface RecipientKey {
  rsaOaepDecrypt(encrypted: Uint8Array): Uint8Array | undefined | Promise<Uint8Array | undefined>;
  /** Shared x coordinate with an ephemeral uncompressed point. */
  ecdh(curve: EnvelopeCurve, ephemeralPoint: Uint8Array): Uint8Array | undefined | Promise<Uint8Array | undefined>;
}
