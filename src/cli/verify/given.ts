import { readFile } from 'node:fs/promises';
import { err, ok, type Result } from '../../core/base';
import { fromPem, parseCertificate, parseCertificateList, parseOcspResponse } from '../../core/pki';
import type { GivenData } from '../../core/validation';
import type { CliCode } from '../errors';

export interface GivenFiles {
  readonly cert: readonly string[];
  readonly crl: readonly string[];
  readonly ocsp: readonly string[];
}

const LABELS = { cert: 'CERTIFICATE', crl: 'X509 CRL', ocsp: 'OCSP RESPONSE' } as const;
const READERS = { cert: parseCertificate, crl: parseCertificateList, ocsp: parseOcspResponse } as const;

/** What one file holds, DER: PEM blocks of the right label, or the file itself. A file that is not what it should be is refused. */
async function dersIn(kind: keyof GivenFiles, path: string): Promise<Result<Uint8Array[]>> {
  const bytes = await readFile(path).catch(() => undefined);
  if (!bytes) return err<CliCode>('CLI_TRUST_UNREADABLE', path);
  const text = bytes.toString('latin1');
  const blocks = fromPem(text).filter(({ label }) => label === LABELS[kind]);
  const ders = text.includes('-----BEGIN ') ? blocks.map(({ der }) => der) : [new Uint8Array(bytes)];
  const isGood = ders.length > 0 && ders.every((der) => READERS[kind](der).ok);
  return isGood ? ok(ders) : err<CliCode>('CLI_TRUST_UNREADABLE', path);
}

/** Certificates, revocation lists and OCSP responses named on the command line. Code: CLI_TRUST_UNREADABLE, with the path. */
export async function givenData(files: GivenFiles): Promise<Result<GivenData>> {
  const read: Record<keyof GivenFiles, Uint8Array[]> = { cert: [], crl: [], ocsp: [] };
  for (const kind of ['cert', 'crl', 'ocsp'] as const)
    for (const path of files[kind]) {
      const ders = await dersIn(kind, path);
      if (!ders.ok) return ders;
      read[kind].push(...ders.value);
    }
  return ok({ certificates: read.cert, crls: read.crl, ocsps: read.ocsp });
}
