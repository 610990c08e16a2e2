import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electronCommand } from '../../scripts/electron-runtime.mjs';
import { kioskEnvironment } from '../support/electron-kiosk';
import { canHaveKeyring, type Keyring, startKeyring } from '../support/keyring';
import { canHaveOneDisplay, startDisplays, type VirtualDisplays } from '../support/virtual-displays';

const ROOT = join(import.meta.dirname, '..', '..');
const LIMIT_MS = 30_000;
const canRun = canHaveOneDisplay() && canHaveKeyring();

describe.skipIf(!canRun)("the device key in GNOME's keyring (needs Xvfb, gnome-keyring, dbus-daemon)", () => {
  const work = mkdtempSync(join(tmpdir(), 'inkwitness-keyring-'));
  const kioskFolder = join(work, 'home', 'kiosk');
  const logFile = join(kioskFolder, 'logs', 'kiosk.log');
  let displays: VirtualDisplays;
  beforeAll(async () => {
    displays = await startDisplays([{ width: 1024, height: 768 }]);
  });
  afterAll(async () => {
    await displays?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  const lines = () => (existsSync(logFile) ? readFileSync(logFile, 'utf8').split('\n') : []);

  /** Starts the kiosk in this session until its log says what became of its key, then takes its power away. */
  async function start(keyring: Keyring): Promise<Record<string, unknown>> {
    const { command, args } = await electronCommand(join(ROOT, 'dist', 'kiosk-e2e'));
    const before = lines().length;
    const env = { ...kioskEnvironment({ home: join(work, 'home'), displays }), ...keyring.env };
    const child = spawn(command, [...args, '--no-sandbox'], { env, stdio: 'ignore' });
    const gone = once(child, 'exit');
    try {
      for (const end = Date.now() + LIMIT_MS; Date.now() < end; await sleep(50)) {
        const said = lines()
          .slice(Math.max(0, before - 1))
          .find((line) => /"event":"(device-key|key\.closed)"/.test(line));
        if (said !== undefined) return JSON.parse(said);
      }
      throw new Error(`it said nothing of its key: ${lines().slice(before).join('\n')}`);
    } finally {
      child.kill('SIGKILL');
      await gone;
    }
  }
  const keys = () => readdirSync(kioskFolder).filter((name) => name.startsWith('device.key'));

  it('moves there in two starts; in another keyring that is told and nothing is lost; in ours it opens again', async () => {
    const ours = await startKeyring(join(work, 'nurse'), 'password of a test');
    try {
      expect(await start(ours)).toMatchObject({ event: 'device-key', kept: 'both' });
      expect(keys()).toEqual(['device.key.pem', 'device.key.sealed']);
      expect(await start(ours)).toMatchObject({ kept: 'sealed' });
      expect(keys()).toEqual(['device.key.sealed']);
    } finally {
      await ours.stop();
    }
    const sealed = readFileSync(join(kioskFolder, 'device.key.sealed'));
    expect(sealed.includes('PRIVATE KEY')).toBe(false);

    const strange = await startKeyring(join(work, 'stranger'), 'another password');
    try {
      expect(await start(strange)).toMatchObject({ event: 'key.closed', code: 'DEVICE_KEY_SEALED' });
    } finally {
      await strange.stop();
    }
    expect(readFileSync(join(kioskFolder, 'device.key.sealed'))).toEqual(sealed);

    const again = await startKeyring(join(work, 'nurse'), 'password of a test');
    try {
      expect(await start(again)).toMatchObject({ event: 'device-key', kept: 'sealed' });
    } finally {
      await again.stop();
    }
  });
});
