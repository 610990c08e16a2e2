/**
 * What is checked on a real Windows (docs/deploy/windows.md), as an administrator: set-up, tests, the package with the official
 * runtime and WiX 3.14, signed by a throw-away certificate, installed and started. Logs go to out/windows-ci.
 * It changes the machine: packages are installed and removed, a certificate is trusted. For CI machines alone.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setUp } from './set-up.mjs';

if (process.platform !== 'win32' || process.env.CI !== 'true') {
  console.error('Installs and removes packages and trusts a certificate: on Windows, with CI=true.');
  process.exit(1);
}
await setUp();
const { bin, root, runStep } = await import('./run-step.mjs');
const logs = join(root, 'out', 'windows-ci');
rmSync(logs, { recursive: true, force: true });
mkdirSync(logs, { recursive: true });
Object.assign(process.env, { INKWITNESS_TEST_INSTALLS: '1', INKWITNESS_TEST_LOGS: logs });

const vitest = (name, ...args) =>
  runStep(name, bin.vitest, ['run', '--reporter=default', '--reporter=json', ...outputOf(name), ...args]);
const outputOf = (name) => [`--outputFile.json=${join(logs, `${name}.json`)}`];

/** A certificate in the machine's store that this machine trusts; answers its thumbprint. */
function throwAwayCertificate() {
  const made = spawnSync(
    'powershell.exe',
    [
      '-NoProfile',
      '-Command',
      `$c = New-SelfSignedCertificate -Type CodeSigningCert -Subject 'CN=InkWitness CI' -CertStoreLocation Cert:\\LocalMachine\\My;
       Export-Certificate -Cert $c -FilePath '${join(logs, 'ci.cer')}' | Out-Null;
       Import-Certificate -FilePath '${join(logs, 'ci.cer')}' -CertStoreLocation Cert:\\LocalMachine\\Root | Out-Null;
       $c.Thumbprint`,
    ],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`no certificate: ${made.stderr}`);
  return made.stdout.trim();
}

const isWell = [];
isWell.push(runStep('build', 'scripts/build.mjs'));
isWell.push(vitest('unit', '--project', 'unit'));
isWell.push(vitest('on-windows', '--project', 'on-windows'));
isWell.push(vitest('installer', '--project', 'package', 'test/package/msi.test.ts'));

process.env.INKWITNESS_SIGN_THUMBPRINT = throwAwayCertificate();
isWell.push(runStep('package', 'scripts/dist.mjs', ['msi']));
const dist = join(root, 'out', 'dist');
const [msi] = readdirSync(dist).filter((name) => name.endsWith('.msi'));
if (msi !== undefined) process.env.INKWITNESS_TEST_MSI = join(dist, msi);
isWell.push(msi !== undefined && vitest('package-life', '--project', 'on-windows', 'test/on-windows/real'));

process.exitCode = isWell.every(Boolean) ? 0 : 1;
