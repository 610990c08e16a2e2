/** An error says three things in this order. */
export interface ErrorWords {
  /** What is safe. */
  readonly safe: string;
  /** What happened. */
  readonly happened: string;
  /** What to do. */
  readonly toDo: string;
}

/** One error's words, in that order. */
export const words = (safe: string, happened: string, toDo: string): ErrorWords => ({ safe, happened, toDo });

/** What is safe, where several topics say the same. */
export const UNTOUCHED_ZH_CN = '原文件没有改动。';
export const UNTOUCHED_EN = 'The form is unchanged.';
export const KEPT_ZH_CN = '已签的都在，没有丢。';
export const KEPT_EN = 'What was signed is safe.';
export const HERE_EN = 'The signature is safe on this station; nobody signs again.';
