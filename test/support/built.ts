import { build } from '../../scripts/build.mjs';

/** Global set-up of the projects that start programs (vitest.config.ts); does nothing where the build is of these sources. */
export async function setup(): Promise<void> {
  await build();
}
