/** One shown character code. */
export interface ShownCode {
  /** Unicode text; '' when the font does not tell. */
  readonly text: string;
  /** Advance in text space for size 1. */
  readonly advance: number;
  /** Code 32 of one byte: word spacing applies (ISO 32000-1 9.3.3). */
  readonly isSpace: boolean;
}

export interface TextFont {
  readonly vertical: boolean;
  /** Splits a shown string into codes. */
  decode(bytes: Uint8Array): ShownCode[];
}
