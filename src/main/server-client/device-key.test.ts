import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must, toHex } from '../../core/base';
import { deviceKey, deviceKeyPlace, type KeySeal } from './device-key';

/** The key store of one account, met by one process: each start has a port of its own, the secret stays. */
function sealOf(secret: Buffer): KeySeal {
  return {
    async seal(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', secret, nonce);
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    async open(sealed) {
      const bytes = Buffer.from(sealed);
      const cipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12));
      cipher.setAuthTag(bytes.subarray(-16));
      return cipher.update(bytes.subarray(12, -16), undefined, 'utf8') + cipher.final('utf8');
    },
  };
}

describe('device key', () => {
  let folder: string;
  let secret: Buffer;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'inkwitness-key-'));
    secret = randomBytes(32);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const publicKey = async (seal?: KeySeal) => toHex(must(await deviceKey(folder, seal)).signer.publicKey);
  const files = async () => (await readdir(folder)).sort();

  it('without a key store it is a file of one account, made once', async () => {
    expect(await deviceKeyPlace(folder)).toBe('none');
    const first = await publicKey();
    expect(await publicKey()).toBe(first);
    // Windows has rights by account, set for the folder by the installer.
    if (process.platform !== 'win32') expect((await stat(join(folder, 'device.key.pem'))).mode & 0o777).toBe(0o600);
    expect(await deviceKeyPlace(folder)).toBe('file');
  });

  it('with one, the file goes only after another process has opened the seal', async () => {
    const key = await publicKey();
    const first = sealOf(secret);
    expect(await publicKey(first)).toBe(key);
    expect(await publicKey(first)).toBe(key);
    expect(await deviceKeyPlace(folder)).toBe('both');
    expect(await publicKey(sealOf(secret))).toBe(key);
    expect(await files()).toEqual(['device.key.sealed']);
    expect((await readFile(join(folder, 'device.key.sealed'), 'latin1')).includes('PRIVATE KEY')).toBe(false);
    expect(await publicKey(sealOf(secret))).toBe(key);
  });

  it('a seal that was lost with the power is made anew of the file', async () => {
    const key = await publicKey(sealOf(secret));
    secret = randomBytes(32);
    expect(await publicKey(sealOf(secret))).toBe(key);
    expect(await deviceKeyPlace(folder)).toBe('both');
    expect(await publicKey(sealOf(secret))).toBe(key);
    expect(await deviceKeyPlace(folder)).toBe('sealed');
  });

  it('a store that refuses leaves the file', async () => {
    const refusing: KeySeal = {
      seal: () => Promise.reject(new Error('locked')),
      open: () => Promise.reject(new Error()),
    };
    const key = await publicKey(refusing);
    expect(await publicKey(refusing)).toBe(key);
    expect(await files()).toEqual(['device.key.pem']);
  });

  it.each([
    ['another account', () => sealOf(randomBytes(32))],
    ['no key store', () => undefined],
  ])('%s gets a code and never a new key', async (_who, other) => {
    await publicKey(sealOf(secret));
    const key = await publicKey(sealOf(secret));
    expect(await deviceKey(folder, other())).toMatchObject({ ok: false, error: { code: 'DEVICE_KEY_SEALED' } });
    expect(await files()).toEqual(['device.key.sealed']);
    expect(await publicKey(sealOf(secret))).toBe(key);
  });

  it('an enrolment without its key, a damaged key and one that cannot be read are told, and nothing is made', async () => {
    const told = { ok: false, error: { code: 'ENROLMENT_UNREADABLE' } };
    await writeFile(join(folder, 'enrolment.json'), 'x');
    expect(await deviceKey(folder, sealOf(secret))).toMatchObject(told);
    expect(await files()).toEqual(['enrolment.json']);
    await writeFile(join(folder, 'device.key.pem'), 'x');
    expect(await deviceKey(folder, sealOf(secret))).toMatchObject(told);
    await rm(join(folder, 'device.key.pem'));
    // root reads every file, but no folder as one
    await mkdir(join(folder, 'device.key.pem'));
    expect(await deviceKey(folder)).toMatchObject(told);
    expect(await files()).toEqual(['device.key.pem', 'enrolment.json']);
  });
});
