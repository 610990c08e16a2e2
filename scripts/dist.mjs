// npm run dist:msi, npm run dist:linux: set-up, a build that tolerates nothing, packages into out/dist. `-- --test-build`: docs/deploy.
import { setUp } from './set-up.mjs';

await setUp({ forPackages: true });
const { runStep, tsx } = await import('./run-step.mjs');
const testBuild = process.argv.includes('--test-build');
const built = runStep('build', 'scripts/build.mjs', testBuild ? [] : ['--product']);
process.exitCode = built && runStep('packages', 'scripts/package/dist.ts', process.argv.slice(2), tsx) ? 0 : 1;
