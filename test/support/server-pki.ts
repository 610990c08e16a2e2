import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A key with its certificate, PEM and DER. */
export interface ServerCertificate {
  readonly certificate: string;
  readonly key: string;
  readonly der: Uint8Array;
}

/** A hospital's web PKI as its IT makes it with openssl: a root, a server at 127.0.0.1, one of another name. */
export interface HospitalPki {
  readonly root: string;
  readonly rootDer: Uint8Array;
  readonly strangeRoot: string;
  readonly server: ServerCertificate;
  readonly elsewhere: ServerCertificate;
  readonly expired: ServerCertificate;
  /** Valid in years to come. */
  readonly early: ServerCertificate;
  /** Of a workstation, to show to servers. */
  readonly machine: ServerCertificate;
}

const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-days', '30'];
const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'pipe' });
const derOf = (pem: string): Uint8Array => Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');

/** Makes everything anew, in some 50 ms. */
export function hospitalPki(): HospitalPki {
  const folder = mkdtempSync(join(tmpdir(), 'inkwitness-pki-'));
  const at = (name: string): string => join(folder, name);
  const root = (name: string): string => {
    openssl('req', '-x509', ...EC, '-subj', `/CN=${name}`, '-keyout', at(`${name}.key`), '-out', at(`${name}.pem`));
    return readFileSync(at(`${name}.pem`), 'utf8');
  };
  const server = (name: string, subjectAltName: string, days = '30', purpose = 'serverAuth'): ServerCertificate => {
    const [key, pem] = [at(`${name}.key`), at(`${name}.pem`)];
    writeFileSync(at(`${name}.ext`), `subjectAltName=${subjectAltName}\nextendedKeyUsage=${purpose}\n`);
    openssl('req', '-new', ...EC.slice(0, -2), '-subj', `/CN=${name}`, '-keyout', key, '-out', at(`${name}.csr`));
    const issuer = ['-CA', at('root.pem'), '-CAkey', at('root.key'), '-CAcreateserial', '-days', days];
    openssl('x509', '-req', '-in', at(`${name}.csr`), ...issuer, '-extfile', at(`${name}.ext`), '-out', pem);
    const certificate = readFileSync(pem, 'utf8');
    return { certificate, key: readFileSync(key, 'utf8'), der: derOf(certificate) };
  };
  /** The same key and name from 2090 on: only `openssl ca` takes a first day. */
  const early = (of: string, { key }: ServerCertificate): ServerCertificate => {
    writeFileSync(at('index'), '');
    writeFileSync(
      at('cnf'),
      `[ca]\ndefault_ca=d\n[d]\ndatabase=${at('index')}\npolicy=p\nserial=${at('serial')}\n[p]\ncommonName=supplied\n`,
    );
    const dates = ['-startdate', '20900101000000Z', '-enddate', '20910101000000Z', '-md', 'sha256', '-rand_serial'];
    const issuer = [
      '-cert',
      at('root.pem'),
      '-keyfile',
      at('root.key'),
      '-outdir',
      folder,
      '-extfile',
      at(`${of}.ext`),
    ];
    const files = ['-in', at(`${of}.csr`), '-out', at('early.pem')];
    openssl('ca', '-batch', '-notext', '-config', at('cnf'), ...dates, ...issuer, ...files);
    const certificate = readFileSync(at('early.pem'), 'utf8');
    return { certificate, key, der: derOf(certificate) };
  };
  try {
    const [ours, strange] = [root('root'), root('strange')];
    const ward = server('server', 'IP:127.0.0.1');
    return {
      root: ours,
      rootDer: derOf(ours),
      strangeRoot: strange,
      server: ward,
      elsewhere: server('elsewhere', 'DNS:elsewhere.example'),
      expired: server('expired', 'IP:127.0.0.1', '-1'),
      early: early('server', ward),
      machine: server('machine', 'DNS:icu-3.hospital.example', '30', 'clientAuth'),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
