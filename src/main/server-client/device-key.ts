import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../core/base';
import {
  generatePrivateKey,
  loadPrivateKeyPem,
  type NodeSigner,
  privateKeyPem,
  signerFromKeyObject,
} from '../../platform/node';
import { writeAtomically } from '../journal';
import { readEnrolment } from './device-identity';

const KEY_FILE = 'device.key.pem';
const SEALED_FILE = 'device.key.sealed';

/** The kiosk's own key: what signs its requests, and PEM for mutual TLS. */
export interface DeviceKey {
  readonly signer: NodeSigner;
  readonly pem: string;
}

/** Port to the system's key store: what one account on one machine has sealed, it alone opens. */
export interface KeySeal {
  /** Rejects when the store does not seal now. */
  seal(text: string): Promise<Uint8Array>;
  /** Rejects for what this account did not seal, and when the store does not answer. */
  open(sealed: Uint8Array): Promise<string>;
}

/** How the key is kept: `both` until another start has opened the sealed one. */
export type DeviceKeyPlace = 'none' | 'file' | 'both' | 'sealed';

/** Seals of this process: what they sealed is not proven until another process has opened it. */
const fresh = new WeakSet<KeySeal>();

async function bytesOf(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Where the key of this folder is kept. Throws where the folder cannot be read. */
export async function deviceKeyPlace(folder: string): Promise<DeviceKeyPlace> {
  const [pem, sealed] = await Promise.all([KEY_FILE, SEALED_FILE].map((name) => bytesOf(join(folder, name))));
  if (pem === undefined) return sealed === undefined ? 'none' : 'sealed';
  return sealed === undefined ? 'file' : 'both';
}

function keyOf(pem: string): Result<DeviceKey> {
  const key = loadPrivateKeyPem(pem);
  return key.ok ? ok({ signer: signerFromKeyObject(key.value), pem }) : err('ENROLMENT_UNREADABLE', 'device key');
}

/**
 * Lets the sealed key take the place of the file, in two starts: sealed in the first, the file goes in a later one that
 * could open the seal. Chromium keeps the key behind its seal in a file of its own that it writes seconds later; a power
 * cut before that would lose the device key for good.
 */
async function moveIntoSeal(folder: string, pem: string, sealed: Uint8Array | undefined, seal: KeySeal): Promise<void> {
  if (fresh.has(seal)) return;
  const opened = sealed && (await seal.open(sealed).catch(() => undefined));
  // Windows removes nothing that somebody has open; the next start tries again.
  if (opened === pem) return rm(join(folder, KEY_FILE)).catch(() => undefined);
  fresh.add(seal);
  const again = await seal.seal(pem).catch(() => undefined);
  if (again !== undefined) await writeAtomically(join(folder, SEALED_FILE), again);
}

async function openSealed(sealed: Uint8Array, seal: KeySeal | undefined): Promise<Result<DeviceKey>> {
  if (seal === undefined) return err('DEVICE_KEY_SEALED', 'no key store');
  const pem = await seal.open(sealed).catch(() => undefined);
  return pem === undefined ? err('DEVICE_KEY_SEALED', 'not opened') : keyOf(pem);
}

/**
 * The kiosk's own P-256 key. It is made on the first start and never again: an enrolment whose key is gone, or a seal that
 * does not open, is told, because a new key would be a stranger to the server and to the journal.
 *
 * @param seal the system's key store; without it the key is a file that only the kiosk's account can read
 * @returns ENROLMENT_UNREADABLE, DEVICE_KEY_SEALED
 */
export async function deviceKey(folder: string, seal?: KeySeal): Promise<Result<DeviceKey>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let files: (Uint8Array | undefined)[];
  try {
    files = await Promise.all([KEY_FILE, SEALED_FILE].map((name) => bytesOf(join(folder, name))));
  } catch {
    return err('ENROLMENT_UNREADABLE', 'device key');
  }
  const [file, sealed] = files;
  if (file === undefined && sealed !== undefined) return openSealed(sealed, seal);
  const key = file === undefined ? await freshKey(folder) : keyOf(Buffer.from(file).toString('utf8'));
  if (key.ok && seal !== undefined) await moveIntoSeal(folder, key.value.pem, sealed, seal);
  return key;
}

async function freshKey(folder: string): Promise<Result<DeviceKey>> {
  const enrolment = await readEnrolment(folder);
  if (!enrolment.ok || enrolment.value !== undefined) return err('ENROLMENT_UNREADABLE', 'no device key');
  const key = keyForNow();
  await writeAtomically(join(folder, KEY_FILE), key.pem);
  return ok(key);
}

/** A key that is not kept: for somebody who asks the server how it is, and nothing more. */
export function keyForNow(): DeviceKey {
  const key = generatePrivateKey('P-256');
  return { signer: signerFromKeyObject(key), pem: privateKeyPem(key) };
}
