import { DEVICE_ERRORS_ZH_CN } from './device-errors';
import type { ErrorWords } from './error-words';
import { FORM_ERRORS_ZH_CN } from './form-errors';
import { SERVER_ERRORS_ZH_CN } from './server-errors';
import { SIGNING_ERRORS_ZH_CN } from './signing-errors';
import { STATION_ERRORS_ZH_CN } from './station-errors';
import { TIME_ERRORS_ZH_CN } from './time-errors';

/** What is safe, what happened, what to do: by code, and by family for codes without a sentence of their own. */
export const ERRORS_ZH_CN = {
  ...FORM_ERRORS_ZH_CN,
  ...SIGNING_ERRORS_ZH_CN,
  ...DEVICE_ERRORS_ZH_CN,
  ...SERVER_ERRORS_ZH_CN,
  ...TIME_ERRORS_ZH_CN,
  ...STATION_ERRORS_ZH_CN,
} as const satisfies Record<string, ErrorWords>;
