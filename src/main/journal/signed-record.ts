import { err, fromBase64, must, ok, type Result, type Signer, toBase64, type Verifier } from '../../core/base';
import { canonicalJson, type JsonObject, readCanonicalJson } from '../../core/evidence';

/** The key that vouches for what this kiosk keeps: the device key of its enrolment. */
export interface RecordKey {
  readonly signer: Signer;
  readonly verifier: Verifier;
}

/**
 * A record that only this kiosk can have written: canonical JSON `{record, signature}`, the signature (base64, ECDSA with
 * SHA-256, DER) over the canonical bytes of `record`.
 */
export async function signRecord(record: JsonObject, key: RecordKey): Promise<Uint8Array> {
  const signature = await key.signer.sign(must(canonicalJson(record)));
  return must(canonicalJson({ record, signature: toBase64(signature) }));
}

/** Reads and checks a record. JOURNAL_RECORD_BROKEN for anything that {@link signRecord} with this key did not write. */
export function openRecord(bytes: Uint8Array, key: RecordKey): Result<JsonObject> {
  const parsed = readCanonicalJson(bytes);
  if (!parsed.ok) return err('JOURNAL_RECORD_BROKEN', parsed.error.code);
  const { record, signature } = (parsed.value ?? {}) as { record?: JsonObject; signature?: string };
  const signed = typeof signature === 'string' ? fromBase64(signature) : undefined;
  if (record === undefined || signed === undefined) return err('JOURNAL_RECORD_BROKEN', 'shape');
  const canonical = canonicalJson(record);
  if (!canonical.ok) return err('JOURNAL_RECORD_BROKEN', 'shape');
  const { algorithm, publicKey } = key.signer;
  const genuine = key.verifier.verify(algorithm, publicKey, canonical.value, signed);
  return genuine ? ok(record) : err('JOURNAL_RECORD_BROKEN', 'signature');
}

/** Domain separation by a member every record carries, so that one kind of record is never taken for another. */
export const recordFormat = (kind: string): string => `InkWitness/journal/${kind}/1`;
