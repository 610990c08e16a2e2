import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Enrolment, enrolment } from '../../contracts/api';
import { err, ok, type Result } from '../../core/base';
import {
  generatePrivateKey,
  loadPrivateKeyPem,
  type NodeSigner,
  privateKeyPem,
  signerFromKeyObject,
} from '../../platform/node';
import { writeAtomically } from '../journal';

const KEY_FILE = 'device.key.pem';
const ENROLMENT_FILE = 'enrolment.json';

/** The kiosk's own key: what signs its requests, and PEM for mutual TLS. */
export interface DeviceKey {
  readonly signer: NodeSigner;
  readonly pem: string;
}

/** The kiosk's own P-256 key; made on the first start, readable by its account only. ENROLMENT_UNREADABLE. */
export async function deviceKey(folder: string): Promise<Result<DeviceKey>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, KEY_FILE);
  const found = await readFile(path, 'utf8').catch(() => undefined);
  if (found !== undefined) {
    const key = loadPrivateKeyPem(found);
    return key.ok
      ? ok({ signer: signerFromKeyObject(key.value), pem: found })
      : err('ENROLMENT_UNREADABLE', 'device key');
  }
  const key = generatePrivateKey('P-256');
  const pem = privateKeyPem(key);
  await writeAtomically(path, pem);
  return ok({ signer: signerFromKeyObject(key), pem });
}

/** What the server told at the enrolment; undefined before it. ENROLMENT_UNREADABLE. */
export async function readEnrolment(folder: string): Promise<Result<Enrolment | undefined>> {
  const text = await readFile(join(folder, ENROLMENT_FILE), 'utf8').catch(() => undefined);
  if (text === undefined) return ok(undefined);
  try {
    const parsed = enrolment.safeParse(JSON.parse(text));
    return parsed.success ? ok(parsed.data) : err('ENROLMENT_UNREADABLE', 'shape');
  } catch {
    return err('ENROLMENT_UNREADABLE', 'not JSON');
  }
}

export const keepEnrolment = (folder: string, value: Enrolment): Promise<void> =>
  writeAtomically(join(folder, ENROLMENT_FILE), `${JSON.stringify(value, null, 2)}\n`);
