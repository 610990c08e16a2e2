import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasTool } from './external-tools';

/** An account's session bus with GNOME's keyring on it, unlocked. */
export interface Keyring {
  /** What a program of this session has in its environment. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export const canHaveKeyring = (): boolean => hasTool('gnome-keyring-daemon') && hasTool('dbus-daemon');

/** `home`: the account's folder, made where it is not; its keyring is kept there and opens with the same password again. */
export async function startKeyring(home: string, password: string): Promise<Keyring> {
  const runtime = join(home, 'run');
  mkdirSync(runtime, { recursive: true, mode: 0o700 });
  const account = { HOME: home, XDG_DATA_HOME: join(home, 'share'), XDG_RUNTIME_DIR: runtime };
  // Chromium chooses the store by the desktop's name.
  const env: Record<string, string> = { ...account, XDG_CURRENT_DESKTOP: 'GNOME' };
  const started: ChildProcess[] = [];
  // dbus-daemon closes an input that nothing is written to, and then writing nothing fails.
  const start = (command: string, args: readonly string[], input?: string): ChildProcess => {
    const given = input === undefined ? 'ignore' : 'pipe';
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: [given, 'pipe', 'ignore'] });
    started.push(child);
    child.stdin?.end(input);
    return child;
  };
  const bus = start('dbus-daemon', ['--session', '--nofork', '--print-address=1']);
  const [address] = (await once(bus.stdout as Readable, 'data')) as [Buffer];
  env['DBUS_SESSION_BUS_ADDRESS'] = address.toString().trim();
  start('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], password);
  await untilOwned('org.freedesktop.secrets', { ...process.env, ...env });
  return {
    env,
    stop: async () => {
      for (const child of started.reverse()) {
        const gone = once(child, 'exit');
        child.kill();
        await gone;
      }
    },
  };
}

/** A service takes its name when it is ready. */
async function untilOwned(name: string, env: NodeJS.ProcessEnv): Promise<void> {
  const question = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/'];
  for (let tries = 0; tries < 200; tries++) {
    const asked = spawnSync('dbus-send', [...question, 'org.freedesktop.DBus.NameHasOwner', `string:${name}`], { env });
    if (asked.stdout?.toString().includes('true')) return;
    await sleep(50);
  }
  throw new Error(`nobody took the name ${name}`);
}
