// npm start: set-up, build, embedded hospital, signing server on loopback, kiosk. Without a display: the unattended journey.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { hasDisplay, setUp } from './set-up.mjs';

await setUp({ forTests: false });
const { root, runStep } = await import('./run-step.mjs');
const { electronCommand } = await import('./electron-runtime.mjs');
const { startServer } = await import('./start-server.mjs');

if (!hasDisplay()) {
  console.log('There is no display here: running the unattended journey (npm run demo) instead.');
  process.exit(runStep('demo', 'scripts/demo.mjs') ? 0 : 1);
}
if (!runStep('build', 'scripts/build.mjs')) process.exit(1);

const home = process.env.INKWITNESS_HOME ?? join(root, '.inkwitness');
// The runtime first: where there is none, no server may stay behind.
const { command, args } = await electronCommand(join(root, 'dist', 'kiosk')).catch(stopBecause);
const server = await startServer(home, { args: ['--port', await serverPort()] }).catch(stopBecause);
console.log(`InkWitness 墨证: signing server at ${server.url}, data in ${home}`);
const passwordFile = join(home, 'hospital', 'operators', 'admin.password');
const asAdmin = existsSync(passwordFile) ? ` (admin, password in ${passwordFile})` : '';
console.log(`All stations 工作站: ${server.url}/console${asAdmin}`);

// Chromium's sandbox cannot be set up by root; a developer's container is the only place where this happens.
const kiosk = spawn(command, [...args, ...(asRootOnLinux() ? ['--no-sandbox'] : [])], {
  stdio: ['ignore', 'inherit', 'inherit'],
  env: { ...process.env, INKWITNESS_HOME: home },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => kiosk.kill('SIGTERM'));
kiosk.on('exit', async (code) => {
  await server.stop();
  process.exit(code ?? 0);
});

/** The usual port; another one when a stranger has it; not a second hospital beside a running one. */
async function serverPort() {
  const usual = 8790;
  const answer = await fetch(`http://127.0.0.1:${usual}/healthz`, { signal: AbortSignal.timeout(2000) }).catch(
    () => undefined,
  );
  if (answer === undefined) return (await isFree(usual)) ? String(usual) : '0';
  const health = await answer.json().catch(() => ({}));
  if (health?.status !== undefined)
    stopBecause(new Error(`it is running already (signing server on port ${usual}); end that one first`));
  return '0';
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

function asRootOnLinux() {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

function stopBecause(error) {
  console.error(`InkWitness cannot start: ${error.message}`);
  process.exit(1);
}
