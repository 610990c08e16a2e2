import type { ErrorTable } from '../base';

const entry = (code: string, meaning: string, reference = '') => ({
  retryable: false,
  httpStatus: 422,
  messageKey: `error.${code}`,
  reference,
  meaning,
});

/** Why a release is not taken. */
export const RELEASE_ERRORS = {
  RELEASE_UNREADABLE: entry(
    'RELEASE_UNREADABLE',
    'The manifest is not canonical JSON of the members of a release.',
    'RFC 8785',
  ),
  RELEASE_SIGNATURE: entry('RELEASE_SIGNATURE', 'No release key of the settings made the signature.', 'FIPS 186-5 6.4'),
  RELEASE_PLATFORM: entry('RELEASE_PLATFORM', 'The release is for another kind of machine.'),
  RELEASE_DOWNGRADE: entry('RELEASE_DOWNGRADE', 'The release is not newer than what is installed.'),
  RELEASE_MINIMUM: entry(
    'RELEASE_MINIMUM',
    'What is installed is too old for this release; one in between comes first.',
  ),
  RELEASE_EXPIRED: entry('RELEASE_EXPIRED', 'The manifest’s time is over: an old one is being shown again.'),
  RELEASE_REPLAYED: entry('RELEASE_REPLAYED', 'The manifest is older than one that was seen before.'),
  RELEASE_RING: entry('RELEASE_RING', 'The release is not for this station yet.'),
  RELEASE_DIGEST: entry('RELEASE_DIGEST', 'The package is not the one of the manifest.', 'FIPS 180-4'),
} as const satisfies ErrorTable;
