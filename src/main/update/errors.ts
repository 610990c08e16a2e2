import type { ErrorTable } from '../../core/base';

const entry = (code: string, retryable: boolean, meaning: string) => ({
  retryable,
  httpStatus: 409,
  messageKey: `error.${code}`,
  reference: 'docs/adr/0027, 0031',
  meaning,
});

export const UPDATE_ERRORS = {
  UPDATE_NOT_NOW: entry('UPDATE_NOT_NOW', true, 'A form is open, or a signature is not with the server yet.'),
  UPDATE_NONE: entry('UPDATE_NONE', false, 'No new version lies ready.'),
  UPDATE_INSTALLING: entry('UPDATE_INSTALLING', true, 'The kiosk closes to be replaced; nothing new is begun.'),
  UPDATE_NO_INSTALLER: entry(
    'UPDATE_NO_INSTALLER',
    false,
    'The installer with the system’s rights is not set up here, or does not run.',
  ),
  UPDATE_NO_WAY_BACK: entry(
    'UPDATE_NO_WAY_BACK',
    false,
    'The server does not host the package of the version that runs, so nobody could return to it.',
  ),
  UPDATE_STAGING: entry('UPDATE_STAGING', true, 'The package could not be written to the disk.'),
} as const satisfies ErrorTable;
