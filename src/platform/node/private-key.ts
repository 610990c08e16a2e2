import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { err, ok, type Result } from '../../core/base';

export type KeyKind = 'P-256' | 'P-384' | 'RSA-2048' | 'RSA-3072' | 'RSA-4096';

/** New private key of a long-lived role (CA, TSA, custodian, device). RSA-3072 takes about a second. */
export const generatePrivateKey = (kind: KeyKind): KeyObject => {
  if (kind === 'P-256') return generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
  if (kind === 'P-384') return generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey;
  return generateKeyPairSync('rsa', { modulusLength: Number(kind.slice(4)) }).privateKey;
};

/** Private key of PEM text (PKCS#8, SEC 1 or PKCS#1), with the passphrase of an encrypted one. Code: KEY_UNREADABLE. */
export const loadPrivateKeyPem = (pem: string, passphrase?: string): Result<KeyObject> => {
  try {
    return ok(createPrivateKey(passphrase === undefined ? pem : { key: pem, passphrase }));
  } catch {
    return err('KEY_UNREADABLE');
  }
};

/** PKCS#8 PEM of a private key. */
export const privateKeyPem = (key: KeyObject): string => key.export({ format: 'pem', type: 'pkcs8' }) as string;
