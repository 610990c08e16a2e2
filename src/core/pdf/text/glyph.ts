/** A shown character as displayed: points right and down from the top left of the page. */
export interface Glyph {
  readonly text: string;
  /** Start of its base line. */
  readonly x: number;
  readonly y: number;
  /** Unit vector of the writing direction. */
  readonly directionX: number;
  readonly directionY: number;
  /** Advance along the direction. */
  readonly advance: number;
  /** Font size as displayed. */
  readonly size: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}
