import { err, fromBase64, type Result, type Signer, toBase64, type Verifier } from '../base';
import { type Release, readRelease, writeRelease } from './release';

/** A manifest with its detached signature, as it lies in a folder and travels; both in base64. */
export interface SignedRelease {
  readonly manifest: string;
  /** ECDSA P-256 with SHA-256 over the manifest's bytes, DER. */
  readonly signature: string;
}

/** Signs a manifest. RELEASE_UNREADABLE for one that nobody would take. */
export async function signRelease(release: Release, signer: Signer): Promise<Result<SignedRelease>> {
  const bytes = writeRelease(release);
  if (!bytes.ok) return bytes;
  const signature = await signer.sign(bytes.value);
  return { ok: true, value: { manifest: toBase64(bytes.value), signature: toBase64(signature) } };
}

/** What a manifest says, whoever signed it: for those that only pass it on. RELEASE_UNREADABLE. */
export function releaseOf({ manifest }: SignedRelease): Result<Release> {
  const bytes = fromBase64(manifest);
  return bytes === undefined ? err('RELEASE_UNREADABLE', 'base64') : readRelease(bytes);
}

/**
 * A manifest that one of `keys` (SubjectPublicKeyInfo, DER) signed. The signature is judged before anything is read.
 * RELEASE_SIGNATURE, RELEASE_UNREADABLE.
 */
export function openRelease(signed: SignedRelease, keys: readonly Uint8Array[], verifier: Verifier): Result<Release> {
  const bytes = fromBase64(signed.manifest);
  const signature = fromBase64(signed.signature);
  if (bytes === undefined || signature === undefined) return err('RELEASE_UNREADABLE', 'base64');
  const isOurs = keys.some((key) => verifier.verify('ecdsa-SHA256', key, bytes, signature));
  return isOurs ? readRelease(bytes) : err('RELEASE_SIGNATURE');
}
