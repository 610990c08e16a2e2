import { DEVICE_ERRORS_EN } from './device-errors';
import type { ErrorWords } from './error-words';
import type { ERRORS_ZH_CN } from './errors-zh-cn';
import { FORM_ERRORS_EN } from './form-errors';
import { SERVER_ERRORS_EN } from './server-errors';
import { SIGNING_ERRORS_EN } from './signing-errors';
import { STATION_ERRORS_EN } from './station-errors';
import { TIME_ERRORS_EN } from './time-errors';

/** The same sentences in English. */
export const ERRORS_EN: Record<keyof typeof ERRORS_ZH_CN, ErrorWords> = {
  ...FORM_ERRORS_EN,
  ...SIGNING_ERRORS_EN,
  ...DEVICE_ERRORS_EN,
  ...SERVER_ERRORS_EN,
  ...TIME_ERRORS_EN,
  ...STATION_ERRORS_EN,
};
