import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '../../src/core/base';
import { decryptAuthEnveloped } from '../../src/core/cms';
import { checkEvidence, EVIDENCE_FILE_NAME } from '../../src/core/evidence';
import { associatedFilesOf, openPdf } from '../../src/core/pdf';
import { fromPem, parseCertificate } from '../../src/core/pki';
import { type ValidationReport, validatePdf } from '../../src/core/validation';
import {
  loadPrivateKeyPem,
  nodeDigest,
  nodeEnvelopeCrypto,
  nodeInflate,
  nodeVerifier,
  openFile,
  recipientKeyFromKeyObject,
} from '../../src/platform/node';
import { hasTool } from './external-tools';

/** Our own verdict on a file, with the embedded hospital's root as the only anchor. */
export async function reportOf(path: string, rootPem: string): Promise<ValidationReport> {
  const anchors = fromPem(readFileSync(rootPem, 'utf8')).map(({ der }) => must(parseCertificate(der)));
  const file = await openFile(path);
  try {
    const ports = { digest: nodeDigest, verifier: nodeVerifier, inflate: nodeInflate, checkEvidence };
    return must(await validatePdf(file, { anchors, nowMs: Date.now(), ...ports }));
  } finally {
    await file.close();
  }
}

/** What qpdf says of a file's structure; undefined where there is no qpdf. */
export function qpdfExit(path: string): number | null | undefined {
  return hasTool('qpdf') ? spawnSync('qpdf', ['--check', path], { stdio: 'ignore' }).status : undefined;
}

/** What pdfsig says; undefined where poppler or NSS tools are missing. */
export function pdfsigText(path: string, rootPem: string): string | undefined {
  if (!hasTool('pdfsig', '-v') || !hasTool('certutil', '-H')) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'inkwitness-nss-'));
  try {
    spawnSync('certutil', ['-N', '-d', `sql:${folder}`, '--empty-password']);
    spawnSync('certutil', ['-A', '-d', `sql:${folder}`, '-n', 'root', '-t', 'CT,C,C', '-i', rootPem]);
    return spawnSync('pdfsig', ['-no-ocsp', '-nssdir', folder, path], { encoding: 'utf8' }).stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The clear payload of a signature's evidence, opened with `<custodian>.pem` and `<custodian>.key.pem`. */
export async function openedEvidence(path: string, field: string, custodian: string): Promise<Buffer> {
  const file = await openFile(path);
  try {
    const files = must(await associatedFilesOf(must(await openPdf(file, { inflate: nodeInflate })), field));
    const envelope = files.find(({ name }) => name === EVIDENCE_FILE_NAME)?.bytes as Uint8Array;
    const [block] = fromPem(readFileSync(`${custodian}.pem`, 'utf8'));
    const certificate = must(parseCertificate(block?.der as Uint8Array));
    const key = recipientKeyFromKeyObject(must(loadPrivateKeyPem(readFileSync(`${custodian}.key.pem`, 'utf8'))));
    return Buffer.from(must(await decryptAuthEnveloped(envelope, { certificate, key }, nodeEnvelopeCrypto)));
  } finally {
    await file.close();
  }
}

/** Every file below a folder, whole. */
export function filesBelow(folder: string): { readonly path: string; readonly bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, bytes: readFileSync(path) }));
}
