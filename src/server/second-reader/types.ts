/** One page as a reader sees it. */
export interface PageReading {
  /** Number of the page object. */
  readonly object: number;
  /** What is shown of the page: lower left and upper right corner in default user space, two decimals. */
  readonly view: readonly number[];
  readonly rotate: number;
  readonly userUnit: number;
}

/** A signature field with a widget on a page. */
export interface FieldReading {
  readonly name: string;
  readonly object: number;
  /** From 0. */
  readonly page: number;
  /** Two decimals. */
  readonly rect: readonly number[];
}

/** What both readers say of a file's structure. */
export interface StructureReading {
  readonly pages: readonly PageReading[];
  readonly fields: readonly FieldReading[];
}

/** The letters and digits of a page, sorted; `whole` is false when some of it has no known character. */
export interface PageLetters {
  readonly letters: string;
  readonly whole: boolean;
}

/** `good`, or what is wrong; `not-read`: a form or an algorithm that this reader does not know. */
export type SignatureState = 'good' | 'digest' | 'signature' | 'certificate' | 'time-stamp' | 'not-read';

/** One signature found in the bytes of the file. */
export interface SignatureReading {
  /** Where its signed bytes end. */
  readonly signedSize: number;
  /** SHA-256 over its ByteRange, hex. */
  readonly documentDigest: string;
  readonly state: SignatureState;
  /** SHA-256 of the signer's certificate, hex. */
  readonly certificate?: string;
  /** Hex, lower case. */
  readonly serial?: string;
  /** Whether there is a signature time-stamp; a bad one makes the state `time-stamp`. */
  readonly hasTimeStamp: boolean;
}

/** What the first reader, our own validator, found of one signature. */
export interface SignatureClaim {
  readonly field: string;
  readonly signedSize: number | null;
  readonly documentDigest: string | null;
  readonly certificate: { readonly serial: string; readonly sha256: string } | null;
  readonly verdict: string;
  readonly timeSource: string;
  readonly level: string;
}

/** A finished file and what it was made of. */
export interface ReadAgain {
  readonly path: string;
  /** The form before any signature: a file, or as much of one. */
  readonly source: { readonly path: string; readonly size: number };
  readonly claims: readonly SignatureClaim[];
  /** Signatures that end up to here came with the form and may be what they like; 0 when every one is of this task. */
  readonly foreignUpTo: number;
}

/** What the two readers disagree about. */
export type DisagreementKind =
  | 'unreadable'
  | 'page-count'
  | 'page-geometry'
  | 'page-text'
  | 'letters'
  | 'fields'
  | 'signature-count'
  | 'byte-range'
  | 'order'
  | 'certificate'
  | Exclude<SignatureState, 'good' | 'certificate'>;

export interface Disagreement {
  readonly what: DisagreementKind;
  /** `page 3` or `signature 2`, from 1. */
  readonly where?: string;
}
