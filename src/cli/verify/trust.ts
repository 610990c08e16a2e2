import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../core/base';
import { type Certificate, fromPem, parseCertificate } from '../../core/pki';
import type { CliCode } from '../errors';

/** Certificates of one file, PEM (several allowed) or DER. */
async function certificatesIn(path: string): Promise<Result<Certificate[]>> {
  const bytes = await readFile(path).catch(() => undefined);
  if (!bytes) return err<CliCode>('CLI_TRUST_UNREADABLE', path);
  const text = bytes.toString('latin1');
  const ders = text.includes('-----BEGIN ')
    ? fromPem(text)
        .filter((block) => block.label === 'CERTIFICATE')
        .map((block) => block.der)
    : [new Uint8Array(bytes)];
  const certificates: Certificate[] = [];
  for (const der of ders) {
    const certificate = parseCertificate(der);
    if (!certificate.ok) return err<CliCode>('CLI_TRUST_UNREADABLE', path);
    certificates.push(certificate.value);
  }
  return certificates.length > 0 ? ok(certificates) : err<CliCode>('CLI_TRUST_UNREADABLE', path);
}

/** Trust anchors: the files named, else the embedded hospital's root where there is one, else none. */
export async function trustAnchors(paths: readonly string[], home: string): Promise<Result<Certificate[]>> {
  const own = join(home, 'hospital', 'pki', 'root.pem');
  const files = paths.length > 0 ? paths : existsSync(own) ? [own] : [];
  const anchors: Certificate[] = [];
  for (const file of files) {
    const found = await certificatesIn(file);
    if (!found.ok) return found;
    anchors.push(...found.value);
  }
  return ok(anchors);
}
