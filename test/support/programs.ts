import { join } from 'node:path';

/** The repository's dist, from test/support as well as from dist/test. */
const DIST = join(import.meta.dirname, '..', '..', 'dist');

/**
 * Programs that tests start as they are shipped: under the loader of the tests each start would take seconds longer, for
 * that loader translates every module anew. `built.ts` makes them.
 */
export const PROGRAMS = {
  server: join(DIST, 'server', 'server.mjs'),
  secondReader: join(DIST, 'server', 'second-reader.mjs'),
  cli: join(DIST, 'cli', 'cli.mjs'),
  kioskChild: join(DIST, 'test', 'kiosk-child.mjs'),
} as const;
