// Everything that can be said about the code without running it: types and arrows of rows, lint, format, unused code.
// And whether something that is shipped is known to be weak.
import { audit } from './audit.mjs';
import { bin, runStepAside } from './run-step.mjs';

export const CHECKS = [
  ['types', bin.tsc, ['-b']],
  ['lint and format', bin.biome, ['ci', '--no-errors-on-unmatched']],
  ['unused code', bin.knip, ['--no-progress']],
];

/** Runs all checks beside each other; answers how many passed, failed and were skipped. */
export async function check() {
  const asked = audit();
  const results = await Promise.all(CHECKS.map(([name, script, args]) => runStepAside(name, script, args)));
  const { passed, failed, skipped } = await asked;
  const good = results.filter(Boolean).length;
  return { passed: passed + good, failed: failed + results.length - good, skipped };
}

if (process.argv[1] === import.meta.filename) process.exitCode = (await check()).failed === 0 ? 0 : 1;
