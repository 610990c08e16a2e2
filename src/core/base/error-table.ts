/** What a code means to machines (retryable, httpStatus) and to people (messageKey in the i18n catalogue). */
export interface ErrorEntry {
  readonly retryable: boolean;
  readonly httpStatus: number;
  /** Key under `error.` of the renderer's catalogue: says what is safe, what happened, what to do. */
  readonly messageKey: string;
  /** Standard and clause, or empty where the rule is ours. */
  readonly reference: string;
  /** One English line for docs/errors.md. */
  readonly meaning: string;
}

/** A room's table of codes: `export const PDF_ERRORS = { PDF_ENCRYPTED: {...} } as const satisfies ErrorTable`. */
export type ErrorTable = Readonly<Record<string, ErrorEntry>>;
