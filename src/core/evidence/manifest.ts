import { attempt, must, type Result } from '../base';
import { canonicalJson, readCanonicalJson } from './canonical-json';
import type { JsonValue } from './json';
import { count, integer, listOf, matching, members, number, oneOf, optional, orNull, text } from './shape';

export const MANIFEST_FORMAT = 'InkWitness/manifest/1';
export const MANIFEST_FILE_NAME = 'manifest.json';
export const EVIDENCE_FILE_NAME = 'evidence.p7m';

/** SHA-256 as 64 lower-case hex digits. */
export type Sha256Hex = string;

/** M, docs/evidence-format.md 5. Times are RFC 3339 in UTC with milliseconds. */
export interface Manifest {
  readonly format: typeof MANIFEST_FORMAT;
  readonly act: 'signature';
  readonly task: { readonly id: string; readonly station?: string };
  readonly form: { readonly kind: string; readonly id: string; readonly version: string; readonly title: string };
  /** D0: the file as shown to the signer, before this act; its first `size` bytes. */
  readonly document: { readonly sha256: Sha256Hex; readonly size: number };
  /** The form was written anew before its first signature. */
  readonly normalised?: Normalised;
  readonly signer: {
    readonly slot: string;
    /** Code of the capacity (patient, close-relative, …) and the words the form uses for it. */
    readonly capacity: string;
    readonly basis?: string;
    readonly name?: string;
    readonly relation?: string;
  };
  /** The nurse's confirmation that this person sat there; who confirmed, as the HIS names them. */
  readonly identity?: { readonly method: string; readonly confirmedBy?: string; readonly confirmedAt: string };
  readonly reading: { readonly pages: number; readonly pagesShown: number; readonly endReached: 0 | 1 };
  readonly pen?: ManifestDevice & {
    readonly evidenceGrade: 'A' | 'B' | 'C';
    readonly samples: number;
    readonly strokes: number;
    readonly reports: number;
    readonly durationMs: number;
    readonly cleared: number;
    /** How often the signature was asked for again because the pad did not record it well. */
    readonly refused?: number;
    readonly reportsPerSecond?: number;
    readonly jitterUs?: number;
    readonly gaps?: number;
    readonly duplicates?: number;
    readonly pressureLevels?: number;
    readonly outOfRange?: number;
    readonly deviceClock: 0 | 1;
    /** Score of the pad in this capture, 0..100 (core/ink conformance). */
    readonly conformance?: number;
    /** Reports missing by the device's own numbers. */
    readonly lost?: number;
    readonly lostInStroke?: number;
    /** Where the device does not count: an estimate from the pauses, and of those in which the pen went on. */
    readonly missingByClock?: number;
    readonly missingInMotion?: number;
    /** The line between the device's clock and the host's (core/ink clock-fit). */
    readonly clockFit?: { readonly offsetUs: number; readonly ratePpm: number; readonly residualP99Us: number };
    readonly waiver?: InkWaiver;
  };
  readonly finger?: ManifestDevice & {
    readonly width: number;
    readonly height: number;
    readonly dpi?: number;
    readonly quality: number;
    readonly attempts: number;
  };
  /** Why there is no print, where the form asks for one. */
  readonly fingerSkipped?: string;
  readonly evidence: {
    readonly sha256: Sha256Hex;
    readonly size: number;
    readonly bindingA: Sha256Hex;
    readonly bindingB: Sha256Hex;
    readonly policy: string;
    /** SHA-256 of each custodian's certificate, in the order of the recipients. */
    readonly custodians: readonly Sha256Hex[];
  };
  readonly clock: {
    readonly confirmedAt: string;
    readonly source: string;
    /** Last known distance of the station's clock to the time server, milliseconds; null when never compared. */
    readonly offsetMs: number | null;
  };
  readonly chain: { readonly head: Sha256Hex; readonly length: number };
  /** SHA-256 of the manifest of the act before on the same file. */
  readonly previousManifest: Sha256Hex | null;
  readonly application: { readonly name: string; readonly version: string; readonly build: string };
}

/** A signature below the hospital's floor that the nurse took as it was. */
export interface InkWaiver {
  /** The least score that was asked for. */
  readonly floor: number;
  /** What spoke against it (docs/evidence-format.md 5.1), most grave first. */
  readonly findings: readonly string[];
  readonly reason: string;
  readonly acceptedAt: string;
  /** Staff number of whoever opened the form from the HIS. */
  readonly acceptedBy?: string;
}

/** Why a form was written anew, by which rules, and the digest and size of the file as it came (docs/adr/0013). */
export interface Normalised {
  readonly rules: string;
  readonly reasons: readonly string[];
  readonly sha256: Sha256Hex;
  readonly size: number;
}

export interface ManifestDevice {
  readonly definitionId: string;
  readonly definitionVersion: string;
  readonly vendor: string;
  readonly product: string;
  readonly serial?: string;
  readonly firmware?: string;
  readonly transport: string;
}

const sha256 = matching(/^[0-9a-f]{64}$/);
const time = matching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
const flag = (value: JsonValue | undefined, path: string): void => {
  count(value, path);
  if ((value as number) > 1) count(undefined, path);
};

const device = {
  definitionId: text,
  definitionVersion: text,
  vendor: text,
  product: text,
  serial: optional(text),
  firmware: optional(text),
  transport: text,
};

const pen = members({
  ...device,
  evidenceGrade: oneOf('A', 'B', 'C'),
  samples: count,
  strokes: count,
  reports: count,
  durationMs: number,
  cleared: count,
  refused: optional(count),
  reportsPerSecond: optional(number),
  jitterUs: optional(number),
  gaps: optional(count),
  duplicates: optional(count),
  pressureLevels: optional(count),
  outOfRange: optional(count),
  deviceClock: flag,
  conformance: optional(number),
  lost: optional(count),
  lostInStroke: optional(count),
  missingByClock: optional(count),
  missingInMotion: optional(count),
  clockFit: optional(members({ offsetUs: integer, ratePpm: integer, residualP99Us: count })),
  waiver: optional(
    members({
      floor: count,
      findings: listOf(text, 1),
      reason: text,
      acceptedAt: time,
      acceptedBy: optional(text),
    }),
  ),
});

const finger = members({
  ...device,
  width: count,
  height: count,
  dpi: optional(number),
  quality: number,
  attempts: count,
});

const manifestShape = members({
  format: oneOf(MANIFEST_FORMAT),
  act: oneOf('signature'),
  task: members({ id: text, station: optional(text) }),
  form: members({ kind: text, id: text, version: text, title: text }),
  document: members({ sha256, size: count }),
  normalised: optional(members({ rules: text, reasons: listOf(text, 1), sha256, size: count })),
  signer: members({
    slot: text,
    capacity: text,
    basis: optional(text),
    name: optional(text),
    relation: optional(text),
  }),
  identity: optional(members({ method: text, confirmedBy: optional(text), confirmedAt: time })),
  reading: members({ pages: count, pagesShown: count, endReached: flag }),
  pen: optional(pen),
  finger: optional(finger),
  fingerSkipped: optional(text),
  evidence: members({
    sha256,
    size: count,
    bindingA: sha256,
    bindingB: sha256,
    policy: text,
    custodians: listOf(sha256, 1),
  }),
  clock: members({ confirmedAt: time, source: text, offsetMs: orNull(integer) }),
  chain: members({ head: sha256, length: count }),
  previousManifest: orNull(sha256),
  application: members({ name: text, version: text, build: text }),
});

/** M as bytes: checked, then canonical JSON. EVIDENCE_MANIFEST_INVALID (detail: the member), EVIDENCE_NOT_JSON. */
export function buildManifest(manifest: Manifest): Result<Uint8Array> {
  return attempt(() => {
    const value = manifest as unknown as JsonValue;
    manifestShape(value, 'manifest');
    return must(canonicalJson(value));
  });
}

/** Reads M. EVIDENCE_NOT_JSON, EVIDENCE_NOT_CANONICAL, EVIDENCE_MANIFEST_INVALID. */
export function readManifest(bytes: Uint8Array): Result<Manifest> {
  return attempt(() => {
    const value = must(readCanonicalJson(bytes));
    manifestShape(value, 'manifest');
    return value as unknown as Manifest;
  });
}
