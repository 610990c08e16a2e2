import { fileURLToPath } from 'node:url';

/** A file of this program, named from its root: src/cli and dist/cli lie at the same depth. */
export const ownFile = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
