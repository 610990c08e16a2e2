/** Expected trouble is a value, a bug throws: every function that can meet bad input answers with a Result. */
export type Result<T, F extends Failure = Failure> = Ok<T> | Err<F>;
export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}
export interface Err<F extends Failure = Failure> {
  readonly ok: false;
  readonly error: F;
}

/** A coded failure. `detail` is for logs of developers: offsets, names of structures, counts; never patient data. */
export interface Failure<C extends string = string> {
  readonly code: C;
  readonly detail?: string;
}

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });

export const err = <C extends string>(code: C, detail?: string): Err<Failure<C>> => ({
  ok: false,
  error: detail === undefined ? { code } : { code, detail },
});

/**
 * Carries a failure up through deeply nested parsing code. Thrown and caught inside one room only:
 * the room's public functions turn it into an Err with {@link attempt}.
 */
export class Refusal<C extends string = string> extends Error {
  constructor(
    readonly code: C,
    readonly detail?: string,
  ) {
    super(detail === undefined ? code : `${code}: ${detail}`);
    this.name = 'Refusal';
  }
}

/** Runs `work`; a {@link Refusal} becomes an Err, anything else is a bug and goes on. */
export function attempt<T>(work: () => T): Result<T> {
  try {
    return ok(work());
  } catch (error) {
    if (error instanceof Refusal) return err(error.code, error.detail);
    throw error;
  }
}

/** {@link attempt} for asynchronous work. */
export async function attemptAsync<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof Refusal) return err(error.code, error.detail);
    throw error;
  }
}

/** Unwraps a Result where failure would be a bug (tests, scripts, start-up of an embedded hospital). */
export function must<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Refusal(result.error.code, result.error.detail);
}

/** Compile-time proof that a union was handled whole. */
export function assertNever(value: never): never {
  throw new Error(`unhandled: ${JSON.stringify(value)}`);
}
