import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const OURS = join(import.meta.dirname, '..', 'dist', 'server', 'server.mjs');

/**
 * Starts the built signing server in a process of its own and waits for its address.
 * @param {string} home data folder; the embedded hospital is created there on first run
 * @param {{ args?: string[], env?: Record<string, string>, script?: string }} [options] `script`: another built server
 * @returns {Promise<{ url: string, pid: number, stop: () => Promise<void> }>}
 */
export async function startServer(home, { args = [], env = {}, script = OURS } = {}) {
  const child = spawn(process.execPath, [script, '--home', home, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const url = addressIn(line);
    if (url) {
      child.stdout.resume();
      return { url, pid: child.pid, stop };
    }
  }
  throw new Error(`the signing server ended with ${child.exitCode} before it listened`);
}

function addressIn(line) {
  try {
    return JSON.parse(line).listening;
  } catch {
    return undefined;
  }
}
