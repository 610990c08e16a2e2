// npm run demo: set-up, build, then the unattended journey; everything it shows lies in out/demo.
import { setUp } from './set-up.mjs';

await setUp({ forTests: true });
const { runStep, tsx } = await import('./run-step.mjs');
const { electronRuntime } = await import('./electron-runtime.mjs');
await electronRuntime();
const done = runStep('build', 'scripts/build.mjs') && runStep('unattended journey', 'scripts/run-demo.ts', [], tsx);
process.exitCode = done ? 0 : 1;
