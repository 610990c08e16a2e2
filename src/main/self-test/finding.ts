import type { CauseKey, GoodKey } from './words';

export type Values = Readonly<Record<string, string | number>>;

interface More {
  /** Filled into the words. */
  readonly values?: Values;
  /** Of the error tables, of Node or of OpenSSL, where there is one. */
  readonly code?: string;
}
interface Fine extends More {
  readonly verdict: 'ok' | 'not-applicable' | 'not-run';
  readonly says: GoodKey;
}
interface Trouble extends More {
  readonly verdict: 'warning' | 'failing';
  readonly says: CauseKey;
}

/** What an examination saw: nothing in the way, or a cause that somebody can do something about. No data of patients. */
export type Finding = Fine | Trouble;

export const good = (says: GoodKey, values?: Values): Finding => ({
  verdict: 'ok',
  says,
  ...(values ? { values } : {}),
});

/** Worth a word; people can sign. */
export const warning = (says: CauseKey, values?: Values, code?: string): Trouble => ({
  verdict: 'warning',
  says,
  ...(values ? { values } : {}),
  ...(code === undefined ? {} : { code }),
});

/** In the way of signing. */
export const failing = (says: CauseKey, values?: Values, code?: string): Trouble => ({
  ...warning(says, values, code),
  verdict: 'failing',
});

export const notApplicable = (says: GoodKey): Finding => ({ verdict: 'not-applicable', says });

export const isTrouble = (finding: Finding): finding is Trouble =>
  finding.verdict === 'warning' || finding.verdict === 'failing';
