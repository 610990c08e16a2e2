#!/usr/bin/env node
// The command line. In a checkout the bundle is made on first use.
import { existsSync } from 'node:fs';

const cli = new URL('../dist/cli/cli.mjs', import.meta.url);
if (!existsSync(cli)) {
  const { build } = await import('../scripts/build.mjs');
  await build();
}
await import(cli.href);
