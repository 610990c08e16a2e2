import type { SafeStorage } from 'electron';
import type { KeySeal } from '../server-client';

/** A locked keyring asks whoever stands there; at a bed nobody answers. */
const LIMIT_MS = 10_000;

/** The part of Electron's safeStorage that is used. The forms without a promise go away in Electron 46, those with one are not in 25. */
export type SystemStore = Partial<
  Pick<
    SafeStorage,
    | 'getSelectedStorageBackend'
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
/** What Chromium seals on Linux with a password that stands in its source begins so (components/os_crypt/sync/os_crypt_linux.cc). */
const SEALED_FOR_EVERYBODY = 'v10';

/**
 * Electron's safeStorage as the port of the device key. Call it when Electron is ready. On Linux a sample tells what seals:
 * Electron's own name for it (`getSelectedStorageBackend`, not before 25.5) is of the desktop, whether its keyring answers or not.
 */
export async function systemSeal(store: SystemStore, platform: string): Promise<SystemSeal> {
  const seal = store.isAsyncEncryptionAvailable ? await asyncSeal(store) : syncSeal(store);
  if (platform === 'linux') return linuxSeal(store, seal);
  return { backend: BACKENDS[platform] ?? 'unknown', seal };
}

async function linuxSeal(store: SystemStore, seal: KeySeal | undefined): Promise<SystemSeal> {
  const sample = await seal?.seal('sample').catch(() => undefined);
  if (sample === undefined) return { backend: 'none', seal: undefined };
  const isOpenToAll = Buffer.from(sample).toString('latin1').startsWith(SEALED_FOR_EVERYBODY);
  if (isOpenToAll) return { backend: 'basic_text', seal: undefined };
  return { backend: store.getSelectedStorageBackend?.() || 'keyring', seal };
}

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
