import { describe, expect, it, vi } from 'vitest';
import { type SystemStore, systemSeal } from './key-seal';

const reversed = (text: string): string => [...text].reverse().join('');
const open = (bytes: Buffer): string => {
  const text = bytes.toString();
  if (!text.startsWith('v11')) throw new Error('not ours');
  return reversed(text.slice(3));
};

/** Electron 25: no promises. */
const SYNC: SystemStore = {
  getSelectedStorageBackend: () => 'gnome_libsecret',
  isEncryptionAvailable: () => true,
  encryptString: (text) => Buffer.from(`v11${reversed(text)}`),
  decryptString: open,
};
/** Electron 46: only promises; what an older one sealed opens. */
const ASYNC: SystemStore = {
  getSelectedStorageBackend: () => 'gnome_libsecret',
  isAsyncEncryptionAvailable: async () => true,
  encryptStringAsync: async (text) => Buffer.from(`v11${reversed(text)}`),
  decryptStringAsync: async (bytes) => ({ result: open(bytes), shouldReEncrypt: false }),
};

describe("the system's key store as a port", () => {
  it.each([
    ['Electron 25', SYNC],
    ['Electron 46', ASYNC],
    ['between', { ...SYNC, ...ASYNC }],
  ])('%s: opens what it sealed, rejects anything else', async (_name, store) => {
    const { seal } = await systemSeal(store, 'win32');
    const sealed = (await seal?.seal('secret')) as Uint8Array;
    expect(Buffer.from(sealed).toString()).not.toContain('secret');
    expect(await seal?.open(sealed)).toBe('secret');
    await expect(seal?.open(Buffer.from('other'))).rejects.toThrow();
  });

  it('takes the form with promises where there is one', async () => {
    const old = { ...SYNC, isEncryptionAvailable: () => false };
    expect((await systemSeal({ ...old, ...ASYNC, isEncryptionAvailable: () => false }, 'linux')).seal).toBeDefined();
    expect((await systemSeal(old, 'linux')).seal).toBeUndefined();
  });

  it.each([
    ['win32', 'dpapi', true],
    ['darwin', 'keychain', true],
    ['linux', 'gnome_libsecret', true],
  ])('on %s it is %s', async (platform, backend, isSealed) => {
    const system = await systemSeal(ASYNC, platform);
    expect([system.backend, system.seal !== undefined]).toEqual([backend, isSealed]);
  });

  it('Linux without a keyring seals for everybody, whatever Electron calls it: that is no seal', async () => {
    const forAll = (text: string) => Buffer.from(`v10${reversed(text)}`);
    const open: SystemStore = { ...ASYNC, encryptStringAsync: async (text) => forAll(text) };
    expect(await systemSeal(open, 'linux')).toEqual({ backend: 'basic_text', seal: undefined });
    const { getSelectedStorageBackend: _, ...silent } = SYNC;
    expect(await systemSeal({ ...silent, encryptString: forAll }, 'linux')).toEqual({
      ...{ backend: 'basic_text', seal: undefined },
    });
    // the same mark on Windows is DPAPI's
    expect((await systemSeal(open, 'win32')).seal).toBeDefined();
    // Electron before 25.5 does not know the name of what it has
    expect(await systemSeal(silent, 'linux')).toMatchObject({ backend: 'keyring', seal: {} });
  });

  it('a keyring that nobody unlocks is no store, and is not asked in the form that would wait for ever', async () => {
    vi.useFakeTimers();
    const locked: SystemStore = { ...SYNC, isAsyncEncryptionAvailable: () => new Promise(() => undefined) };
    const system = systemSeal(locked, 'linux');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await system).toEqual({ backend: 'none', seal: undefined });
    vi.useRealTimers();
  });
});
