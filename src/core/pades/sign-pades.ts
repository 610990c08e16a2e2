import { type Digest, err, type Result, type Signer } from '../base';

export interface PadesSigning {
  /** D1: SHA-256 over the ByteRange, 32 bytes. */
  readonly documentDigest: Uint8Array;
  readonly signer: Signer;
  /** The signer's certificate, DER. */
  readonly certificate: Uint8Array;
  /** Certificates between the signer's and the anchor, DER. */
  readonly chain: readonly Uint8Array[];
  /**
   * Asks for a token over `imprint` = SHA-256 of the signature value and answers its DER (a ContentInfo); absent for
   * B-B. The caller's function verifies the token's authority; that it is for this signature is checked here.
   */
  readonly timeStamp?: (imprint: Uint8Array) => Promise<Result<Uint8Array>>;
  /** Room in /Contents, bytes. */
  readonly contentsBytes: number;
  readonly digest: Digest;
}

export interface PadesSignature {
  /** ContentInfo with SignedData, DER: what goes into /Contents. */
  readonly cms: Uint8Array;
  readonly level: 'B-B' | 'B-T';
}

export async function signPades(_input: PadesSigning): Promise<Result<PadesSignature>> {
  return err('PADES_CONTENTS_TOO_SMALL');
}
