import type { SafeStorage } from 'electron';
import type { KeySeal } from '../server-client';

/** A locked keyring asks whoever stands there; at a bed nobody answers. */
const LIMIT_MS = 10_000;

/** The part of Electron's safeStorage that is used. The forms without a promise go away in Electron 46, those with one are not in 25. */
export type SystemStore = Pick<SafeStorage, 'getSelectedStorageBackend'> &
  Partial<
    Pick<
      SafeStorage,
      | 'isEncryptionAvailable'
      | 'encryptString'
      | 'decryptString'
      | 'isAsyncEncryptionAvailable'
      | 'encryptStringAsync'
      | 'decryptStringAsync'
    >
  >;

/** The system's key store and its name for the log; `seal` is undefined where there is none that keeps a secret. */
interface SystemSeal {
  readonly backend: string;
  readonly seal: KeySeal | undefined;
}

const BACKENDS: Readonly<Record<string, string>> = { win32: 'dpapi', darwin: 'keychain' };

/**
 * Electron's safeStorage as the port of the device key. Call it when Electron is ready. On Linux `basic_text` is a
 * password that stands in Chromium's source: that is no seal.
 */
export async function systemSeal(store: SystemStore, platform: string): Promise<SystemSeal> {
  const backend = BACKENDS[platform] ?? linuxBackend(store);
  if (backend === 'basic_text' || backend === 'unknown') return { backend, seal: undefined };
  const seal = (await asyncSeal(store)) ?? syncSeal(store);
  return { backend, seal };
}

const linuxBackend = (store: SystemStore): string => store.getSelectedStorageBackend?.() ?? 'unknown';

async function asyncSeal(store: SystemStore): Promise<KeySeal | undefined> {
  if (!store.isAsyncEncryptionAvailable) return undefined;
  const isThere = await within(store.isAsyncEncryptionAvailable()).catch(() => false);
  if (!isThere) return undefined;
  return {
    seal: (text) => within(store.encryptStringAsync?.(text)),
    open: async (sealed) => (await within(store.decryptStringAsync?.(Buffer.from(sealed)))).result,
  };
}

function syncSeal(store: SystemStore): KeySeal | undefined {
  if (!store.isEncryptionAvailable?.()) return undefined;
  return {
    seal: async (text) => present(store.encryptString?.(text)),
    open: async (sealed) => present(store.decryptString?.(Buffer.from(sealed))),
  };
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('safeStorage has no such form');
  return value;
}

async function within<T>(work: Promise<T> | undefined): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('safeStorage does not answer')), LIMIT_MS);
  });
  try {
    return await Promise.race([present(work), limit]);
  } finally {
    clearTimeout(timer);
  }
}
