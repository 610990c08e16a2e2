// Everything that can be said about the code without running it: types and arrows of rows, lint, format, unused code.
import { bin, runStep } from './run-step.mjs';

export const CHECKS = [
  ['types', bin.tsc, ['-b']],
  ['lint and format', bin.biome, ['ci', '--no-errors-on-unmatched']],
  ['unused code', bin.knip, ['--no-progress']],
];

/** Runs all checks; answers how many passed and failed. */
export function check() {
  const results = CHECKS.map(([name, script, args]) => runStep(name, script, args));
  return { passed: results.filter(Boolean).length, failed: results.filter((good) => !good).length };
}

if (process.argv[1] === import.meta.filename) process.exitCode = check().failed === 0 ? 0 : 1;
