// npm test: set-up, build, every check, every test; ends with `N passed, N failed, N skipped`.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setUp } from './set-up.mjs';

await setUp({ forTests: true });
const { bin, root, runStep, runStepAside } = await import('./run-step.mjs');
const { check } = await import('./check.mjs');
const { electronRuntime } = await import('./electron-runtime.mjs');

const total = { passed: 0, failed: 0, skipped: 0 };
const add = (counts) => {
  for (const key of Object.keys(counts)) total[key] += counts[key];
};

// The types take as long as everything else before the tests together: the runtime from the network, the build, other checks.
const [built, checked] = await Promise.all([runStepAside('build', 'scripts/build.mjs'), check(), electronRuntime()]);
add({ passed: built ? 1 : 0, failed: built ? 0 : 1 });
add(checked);

const report = join(root, '.cache', 'vitest.json');
mkdirSync(join(root, '.cache'), { recursive: true });
rmSync(report, { force: true });
const green = runStep('tests', bin.vitest, [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
]);
try {
  const json = JSON.parse(readFileSync(report, 'utf8'));
  add({ passed: json.numPassedTests, failed: json.numFailedTests, skipped: json.numPendingTests + json.numTodoTests });
  // A file that cannot be loaded fails without a test of its own.
  if (!green && json.numFailedTests === 0) add({ failed: Math.max(1, json.numFailedTestSuites) });
} catch {
  add({ failed: 1 });
}

console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 && green ? 0 : 1;
