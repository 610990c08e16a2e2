import type { ErrorTable } from '../base';

const entry = (meaning: string, reference: string) => ({
  retryable: false,
  httpStatus: 400,
  messageKey: 'SES_',
  reference,
  meaning,
});

/** Codes of electronic seals. */
export const SES_ERRORS = {
  SES_DAMAGED: entry('An electronic seal or its signature breaks its syntax.', 'GB/T 38540 6.1.2, 7.1.2'),
} as const satisfies ErrorTable;

export type SesErrorCode = keyof typeof SES_ERRORS;
