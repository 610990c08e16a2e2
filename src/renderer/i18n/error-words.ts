/** An error says three things in this order. */
export interface ErrorWords {
  /** What is safe. */
  readonly safe: string;
  /** What happened. */
  readonly happened: string;
  /** What to do. */
  readonly toDo: string;
}
