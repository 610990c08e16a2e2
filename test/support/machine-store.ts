import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasTool } from './external-tools';
import type { ServerCertificate } from './server-pki';

export const canHaveStore = (): boolean => hasTool('certutil') && hasTool('pk12util') && hasTool('openssl', 'version');

/** What IT gives machines: certificates of the hospital's issuing CA, two of them for one machine, and one of another CA. */
export interface MachineStore {
  /** HOME of an account in whose NSS database (~/.pki/nssdb) all of them lie. */
  readonly home: string;
  /** The issuing CA, PEM. */
  readonly root: string;
  readonly certificates: Readonly<Record<string, ServerCertificate>>;
}

const run = (program: string, ...args: string[]): void => void execFileSync(program, args, { stdio: 'pipe' });
const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc'];

/** Fills a store below `folder`. Chromium on Linux reads it where Windows has CURRENT_USER\MY. */
export function machineStore(folder: string): MachineStore {
  const at = (name: string): string => join(folder, name);
  const home = at('home');
  const database = `sql:${join(home, '.pki', 'nssdb')}`;
  mkdirSync(join(home, '.pki', 'nssdb'), { recursive: true });
  run('certutil', '-d', database, '-N', '--empty-password');
  for (const ca of ['issuing', 'other'])
    run(
      'openssl',
      'req',
      '-x509',
      ...EC,
      '-days',
      '30',
      '-subj',
      `/CN=${ca}`,
      '-keyout',
      at(`${ca}.key`),
      '-out',
      at(`${ca}.pem`),
    );
  writeFileSync(at('ext'), 'extendedKeyUsage=clientAuth\n');
  const issue = (name: string, ca: string, subject: string, days: string): ServerCertificate => {
    const [key, pem, p12] = [at(`${name}.key`), at(`${name}.pem`), at(`${name}.p12`)];
    run('openssl', 'req', '-new', ...EC, '-subj', `/CN=${subject}`, '-keyout', key, '-out', at(`${name}.csr`));
    const issuer = ['-CA', at(`${ca}.pem`), '-CAkey', at(`${ca}.key`), '-CAcreateserial', '-days', days];
    run('openssl', 'x509', '-req', '-in', at(`${name}.csr`), ...issuer, '-extfile', at('ext'), '-out', pem);
    run('openssl', 'pkcs12', '-export', '-in', pem, '-inkey', key, '-name', name, '-passout', 'pass:', '-out', p12);
    run('pk12util', '-d', database, '-i', p12, '-W', '');
    const certificate = readFileSync(pem, 'utf8');
    return {
      certificate,
      key: readFileSync(key, 'utf8'),
      der: Buffer.from(certificate.replace(/-----[^-]+-----|\s/g, ''), 'base64'),
    };
  };
  const certificates = {
    'station-1': issue('station-1', 'issuing', 'station-1', '20'),
    'station-1 renewed': issue('station-1 renewed', 'issuing', 'station-1', '30'),
    nurse: issue('nurse', 'issuing', 'nurse', '30'),
    stranger: issue('stranger', 'other', 'station-1', '30'),
  };
  return { home, root: readFileSync(at('issuing.pem'), 'utf8'), certificates };
}
