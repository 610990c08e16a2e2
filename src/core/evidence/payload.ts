import { attempt, type Digest, equal, fromHex, must, type Random, Refusal, type Result, toHex } from '../base';
import { bindingB } from './binding';
import { canonicalJson, readCanonicalJson } from './canonical-json';
import type { JsonObject } from './json';
import { readTar, type TarEntry, writeTar } from './tar';

export const CAPTURE_FORMAT = 'InkWitness/capture/1';
/** So that nobody can test a guessed trace against B without the key. */
const SALT_BYTES = 32;

/** What one act leaves behind, in clear; lives in memory only. Encodings are made by core/ink and core/finger. */
export interface CaptureParts {
  /** Device, clocks, statistics: whatever an examiner needs to read the encodings. `format` and `salt` are added. */
  readonly capture: JsonObject;
  /** ISO/IEC 19794-7 full format. */
  readonly pen?: Uint8Array;
  /** encodeRawReports. */
  readonly penRaw?: Uint8Array;
  /** ISO/IEC 19794-4. */
  readonly finger?: Uint8Array;
  /** Later kinds (scene.jpg …), appended in the order given. */
  readonly others?: readonly TarEntry[];
}

/**
 * The payload: capture.json, pen.19794-7, pen.raw, finger.19794-4, others, in this order, absent ones left out,
 * as a deterministic ustar archive. Takes 32 bytes of salt from `random`.
 */
export function buildPayload(parts: CaptureParts, random: Random): Result<Uint8Array> {
  return attempt(() => {
    if ('format' in parts.capture || 'salt' in parts.capture) throw new Refusal('EVIDENCE_CAPTURE_INVALID', 'reserved');
    const salt = toHex(random.bytes(SALT_BYTES));
    const capture = must(canonicalJson({ ...parts.capture, format: CAPTURE_FORMAT, salt }));
    const entries: TarEntry[] = [{ name: 'capture.json', data: capture }];
    if (parts.pen) entries.push({ name: 'pen.19794-7', data: parts.pen });
    if (parts.penRaw) entries.push({ name: 'pen.raw', data: parts.penRaw });
    if (parts.finger) entries.push({ name: 'finger.19794-4', data: parts.finger });
    return must(writeTar([...entries, ...(parts.others ?? [])]));
  });
}

export interface OpenedPayload {
  readonly capture: JsonObject;
  readonly entries: readonly TarEntry[];
}

/** Reads a decrypted payload. EVIDENCE_TAR_INVALID, EVIDENCE_CAPTURE_INVALID, EVIDENCE_NOT_CANONICAL. */
export function readPayload(payload: Uint8Array): Result<OpenedPayload> {
  return attempt(() => {
    const entries = must(readTar(payload));
    const first = entries[0];
    if (first?.name !== 'capture.json') throw new Refusal('EVIDENCE_CAPTURE_INVALID', 'capture.json is not first');
    const capture = must(readCanonicalJson(first.data)) as JsonObject | null;
    if (capture === null || typeof capture !== 'object' || capture['format'] !== CAPTURE_FORMAT)
      throw new Refusal('EVIDENCE_CAPTURE_INVALID', 'format');
    const salt = typeof capture['salt'] === 'string' ? fromHex(capture['salt']) : undefined;
    if (salt?.length !== SALT_BYTES) throw new Refusal('EVIDENCE_CAPTURE_INVALID', 'salt');
    return { capture, entries };
  });
}

/** The examiner's check: is this decrypted payload the one bound by A and B? EVIDENCE_BINDING_MISMATCH if not. */
export function verifyPayload(
  payload: Uint8Array,
  bound: { readonly bindingA: Uint8Array; readonly bindingB: Uint8Array },
  digest: Digest,
): Result<OpenedPayload> {
  return attempt(() => {
    const payloadDigest = digest.hash('SHA-256', payload);
    if (!equal(bindingB({ bindingA: bound.bindingA, payloadDigest }, digest), bound.bindingB))
      throw new Refusal('EVIDENCE_BINDING_MISMATCH');
    return must(readPayload(payload));
  });
}
