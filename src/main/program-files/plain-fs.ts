import type { promises } from 'node:fs';
import { createRequire } from 'node:module';

/** Files as the system has them: Electron's own `fs` shows an asar archive as a folder. */
export const plainFs: typeof promises = createRequire(process.execPath)(
  process.versions['electron'] === undefined ? 'node:fs' : 'original-fs',
).promises;
