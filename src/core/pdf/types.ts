import type { Random } from '../base';

/** Decompresses zlib data (RFC 1950); throws on bad data or when more than `maxOutput` bytes would come out. */
export type Inflate = (data: Uint8Array, maxOutput: number) => Uint8Array | Promise<Uint8Array>;

/** Compresses to zlib format (RFC 1950). Without it streams are written plain. */
export type Deflate = (data: Uint8Array) => Uint8Array;

/** Text of bytes in a legacy East Asian encoding, by its WHATWG label (gbk, gb18030, big5, shift_jis, euc-kr). */
export type DecodeText = (charset: string, bytes: Uint8Array) => string;

/** A predefined CMap of Adobe's CJK collections as pdf.js packs them (GBK-EUC-H, Adobe-GB1-UCS2, …); undefined for other names. */
export type PredefinedCMap = (name: string) => Promise<Uint8Array | undefined>;

/** For findText in fonts whose text stands in the encoding of Chinese files and not in a ToUnicode map; else it stays unread. */
export interface FontPorts {
  /** GBK-EUC-H and the like. */
  readonly decodeText?: DecodeText;
  /** CIDs of a collection (Identity-H of Adobe-GB1), and widths by CID. */
  readonly predefinedCMap?: PredefinedCMap;
}

export interface PdfPorts extends FontPorts {
  readonly inflate: Inflate;
}

/** What writing a revision needs from outside: fresh bytes for /ID[1], and compression where there is one. */
export interface RevisionPorts {
  readonly random: Random;
  readonly deflate?: Deflate;
}

/** Lower left x, lower left y, upper right x, upper right y in default user space (ISO 32000-1 7.9.5), normalised. */
export type Rect = readonly [number, number, number, number];

/** A place on a page as a person sees it: points (1/72 inch) right and down from the top left of the crop box. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface ObjectRef {
  readonly num: number;
  readonly gen: number;
}

/** One page with its inherited attributes applied (ISO 32000-1 7.7.3.4). */
export interface PdfPage {
  /** From 0. */
  readonly index: number;
  readonly ref: ObjectRef;
  readonly mediaBox: Rect;
  /** Crop box cut to the media box. */
  readonly cropBox: Rect;
  /** Degrees clockwise at display. */
  readonly rotate: 0 | 90 | 180 | 270;
  readonly userUnit: number;
  /** Size as displayed, points. */
  readonly width: number;
  readonly height: number;
}

/** Start of the gap and end of the gap in the file: [0, start, end, length of the rest]. */
export type ByteRange = readonly [number, number, number, number];

/** What a filled signature field holds (ISO 32000-1 table 252); texts as stored, nothing is verified here. */
export interface SignatureValue {
  readonly ref: ObjectRef | undefined;
  readonly type: 'Sig' | 'DocTimeStamp';
  readonly filter: string | undefined;
  readonly subFilter: string | undefined;
  /** As stored; may lie. Undefined unless four non-negative integers. */
  readonly byteRange: ByteRange | undefined;
  /** Value of /Contents including its zero padding. */
  readonly contents: Uint8Array;
  /** Offsets in the file of `<` and of the byte after `>`; undefined when the dictionary lies in an object stream. */
  readonly contentsStart: number | undefined;
  readonly contentsEnd: number | undefined;
  /** /Cert: certificates of adbe.x509.rsa_sha1, the signer's first (ISO 32000-1 table 252). */
  readonly certificates: readonly Uint8Array[];
  /** /M as stored, for example D:20261121140500+08'00'. */
  readonly m: string | undefined;
  readonly name: string | undefined;
  readonly reason: string | undefined;
  readonly location: string | undefined;
  /** P of a DocMDP transform in /Reference (ISO 32000-1 table 254). */
  readonly docMdp: 1 | 2 | 3 | undefined;
  /** FieldMDP transform in /Reference (table 256): the fields that must not change any more. */
  readonly locks: FieldLock | undefined;
  /** True when the catalogue's /Perms names this signature as the certification. */
  readonly certifies: boolean;
}

/** Which fields a signature locks, by fully qualified name; a name stands for everything below it too. */
export interface FieldLock {
  readonly action: 'All' | 'Include' | 'Exclude';
  readonly fields: readonly string[];
}

export interface SignatureField {
  /** Fully qualified name (ISO 32000-1 12.7.3.2). */
  readonly name: string;
  readonly ref: ObjectRef;
  /** Page index of the widget; undefined when no page lists it. */
  readonly page: number | undefined;
  readonly rect: Rect;
  /** The rect as displayed; undefined without a page. */
  readonly box: Box | undefined;
  readonly signed: boolean;
  readonly value: SignatureValue | undefined;
  /** /Lock: fields that must not change once this one is signed (ISO 32000-2 table 236). */
  readonly lock?: FieldLock;
  /** P of /Lock: the DocMDP level from this signature on. */
  readonly lockLevel?: 1 | 2 | 3;
}

/** One stretch of the file that ends with an end-of-file marker. */
export interface Revision {
  /** From 0, oldest first. */
  readonly index: number;
  /** Offset after the last byte of the revision. */
  readonly end: number;
  /** Offset of the newest cross-reference section of the revision. */
  readonly xref: number;
  readonly kind: 'table' | 'stream';
}

/** A newly appended revision; the file afterwards is the original bytes followed by `tail`. */
export interface Appended {
  readonly tail: Uint8Array;
  /** Size of the file with the tail. */
  readonly size: number;
}

/** What a document security store holds, DER each (EN 319 142-1 5.4.2). */
export interface SecurityStore {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
}

export interface NewSignatureField {
  /** Partial name: not empty, no period, not used anywhere in the field tree. */
  readonly name: string;
  readonly page: number;
  readonly rect: Rect;
  /** Alternate name read to people (/TU). */
  readonly tooltip?: string;
}

/** One drawing split over the right edges of pages (骑缝章). */
export interface NewSeamSeal {
  /** The whole seal, at its size on paper. */
  readonly drawing: Appearance;
  /** From 0, both ends included; two pages at least. */
  readonly pages: { readonly from: number; readonly to: number };
  /** Where the middle of the seal lies: share of the page's height from the top, 0 to 1. */
  readonly height: number;
}

/** 0xRRGGBB. */
export type Colour = number;

/** Points in the appearance's own space: right and down from its top left corner, in points. */
export type Point = readonly [number, number];

export type AppearanceOp =
  | { readonly kind: 'polygon'; readonly points: readonly Point[]; readonly color: Colour }
  | {
      readonly kind: 'polyline';
      readonly points: readonly Point[];
      readonly width: number;
      readonly color: Colour;
    }
  | {
      readonly kind: 'line';
      readonly from: Point;
      readonly to: Point;
      readonly width: number;
      readonly color: Colour;
    }
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill?: Colour;
      readonly stroke?: Colour;
      readonly strokeWidth?: number;
    }
  | {
      readonly kind: 'image';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      /** Grey, one byte a pixel, rows from the top; dark is drawn in `color`, light stays transparent. */
      readonly pixels: Uint8Array;
      readonly pixelWidth: number;
      readonly pixelHeight: number;
      readonly color: Colour;
    }
  | {
      readonly kind: 'picture';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      /** Red, green, blue, opacity, one byte each, rows from the top. */
      readonly rgba: Uint8Array;
      readonly pixelWidth: number;
      readonly pixelHeight: number;
    }
  | {
      readonly kind: 'text';
      /** Left end of the base line. */
      readonly x: number;
      readonly y: number;
      /** Degrees clockwise around that point. */
      readonly angle?: number;
      /** Font size, points. */
      readonly size: number;
      readonly text: string;
      readonly color: Colour;
    };

/** A TrueType file (glyf outlines) already reduced to the characters needed, with its cmap. */
export interface EmbeddableFont {
  readonly bytes: Uint8Array;
  readonly postScriptName: string;
  /** The font for characters that this one lacks. */
  readonly next?: EmbeddableFont;
}

export interface Appearance {
  /** As displayed, points. */
  readonly width: number;
  readonly height: number;
  readonly ops: readonly AppearanceOp[];
  /** Needed when an op draws text. */
  readonly font?: EmbeddableFont;
}

/** An embedded file tied to the signature's appearance (ISO 32000-2 14.13.5). */
export interface AssociatedFile {
  readonly name: string;
  readonly mime: string;
  readonly relationship: 'Data' | 'Supplement' | 'Source' | 'Alternative' | 'Unspecified';
  readonly bytes: Uint8Array;
  readonly description?: string;
}

export interface SignaturePreparation {
  /** An existing signature field without a value. */
  readonly fieldName: string;
  readonly signingTimeMs: number;
  /** Minutes east of UTC. */
  readonly timeZoneMinutes: number;
  readonly reason?: string;
  readonly name?: string;
  readonly location?: string;
  /** Makes this the certification signature; only for the first signature of a document. */
  readonly docMdp?: 1 | 2 | 3;
  /** Locks what people filled in: every field of the form that is no signature (FieldMDP, ISO 32000-2 12.8.2.4). */
  readonly lockAnswers?: boolean;
  /** Room for the CMS; 16,384 by default. */
  readonly contentsBytes?: number;
  readonly appearance: Appearance;
  readonly associatedFiles?: readonly AssociatedFile[];
}

export interface PreparedSignature {
  readonly tail: Uint8Array;
  /** Size of the original file, where the tail begins. */
  readonly base: number;
  /** Size of the file with the tail. */
  readonly size: number;
  readonly byteRange: ByteRange;
  /** Offset in the whole file of `<`. */
  readonly contentsStart: number;
  /** Offset in the whole file after `>`. */
  readonly contentsEnd: number;
  readonly contentsBytes: number;
}

export interface TextMatch {
  readonly page: number;
  readonly text: string;
  /** As displayed. */
  readonly box: Box;
}

/** Where a signature belongs, told by words that are printed in the form. */
export interface TextAnchor {
  /** Words to look for; white space is ignored. */
  readonly text: string;
  /** Pages to look in, from 0, both ends included; all by default. */
  readonly pages?: { readonly from: number; readonly to: number };
  /** 1 = first match in reading order (default), -1 = last. */
  readonly occurrence?: number;
  /** Where the box goes beside the words: default `right` (vertically centred). */
  readonly place?: 'right' | 'below' | 'above' | 'over';
  /** Added afterwards, points right and down as displayed. */
  readonly offsetX?: number;
  readonly offsetY?: number;
  /** Size of the box as displayed, points. */
  readonly width: number;
  readonly height: number;
}

export interface Place {
  readonly page: number;
  readonly rect: Rect;
}

export type ChangeKind = 'none' | 'form-filling' | 'lta-updates' | 'annotations' | 'other';

/** One object that a later revision added, changed or freed, and what it is. */
export interface ObjectChange {
  readonly num: number;
  readonly how: 'added' | 'changed' | 'freed';
  readonly level: ChangeKind;
  /** English, for reports: 'signature value of field s1', 'page 2 /Contents', … */
  readonly what: string;
}

/**
 * What a level allows and a reader must still be told: a field that showed something shows something else now; an empty
 * one was filled in; an annotation draws on a page; a new signature is drawn over words.
 */
export interface ChangeRemark {
  readonly kind: 'field-changed' | 'field-filled' | 'annotation-drawn' | 'drawn-over';
  /** English, for reports. */
  readonly what: string;
}

export interface ChangeReport {
  /** The worst level among the changes. */
  readonly kind: ChangeKind;
  readonly changes: readonly ObjectChange[];
  /** Names of signature fields that got a value, in the order of the field tree. */
  readonly filledSignatures: readonly string[];
  /** Names of signature fields that did not exist before. */
  readonly newSignatureFields: readonly string[];
  readonly remarks: readonly ChangeRemark[];
}

/**
 * Content that stands ready to be shown later, or shows differently from reader to reader: layers that are switched off
 * or by themselves, pages that nothing leads to, fields that are hidden, scripts.
 */
export type PreparedContent = 'layers' | 'unreferenced-pages' | 'hidden-fields' | 'scripts';
