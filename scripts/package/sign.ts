import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** How the hospital or the vendor signs. Nothing of it ever stands on a command line but names of files and stores. */
export interface CodeSigner {
  /** PKCS #12 of certificate and key; with signtool the SHA-1 of a certificate in the machine's store instead. */
  readonly pfx?: string;
  /** File with the password of `pfx`, for osslsigncode: a command line would be seen by everybody. */
  readonly passwordFile?: string;
  readonly thumbprint?: string;
  /** RFC 3161 time-stamp service, so that signatures outlive the certificate. */
  readonly timeStampUrl?: string;
}

/**
 * INKWITNESS_SIGN_PFX and INKWITNESS_SIGN_PASSWORD_FILE (osslsigncode), or INKWITNESS_SIGN_THUMBPRINT (signtool, Windows);
 * INKWITNESS_SIGN_TSA for both. Undefined where nothing is set: the package stays unsigned.
 */
export function signerFrom(env: NodeJS.ProcessEnv): CodeSigner | undefined {
  const [pfx, passwordFile, thumbprint, timeStampUrl] = ['PFX', 'PASSWORD_FILE', 'THUMBPRINT', 'TSA'].map(
    (name) => env[`INKWITNESS_SIGN_${name}`] || undefined,
  );
  if (!pfx && !thumbprint) return undefined;
  return {
    ...(pfx ? { pfx } : {}),
    ...(passwordFile ? { passwordFile } : {}),
    ...(thumbprint ? { thumbprint } : {}),
    ...(timeStampUrl ? { timeStampUrl } : {}),
  };
}

const SHOWN_AS = 'InkWitness';

/** Signs a program or an installer in place (Authenticode, SHA-256). Throws with the tool's words when it cannot. */
export function signFile(file: string, signer: CodeSigner): void {
  const { pfx, passwordFile, thumbprint, timeStampUrl } = signer;
  if (thumbprint) {
    const time = timeStampUrl ? ['/tr', timeStampUrl, '/td', 'sha256'] : [];
    run('signtool', ['sign', '/sm', '/sha1', thumbprint, '/fd', 'sha256', ...time, '/d', SHOWN_AS, file]);
    return;
  }
  const signed = `${file}.signed`;
  rmSync(signed, { force: true });
  const password = passwordFile ? ['-readpass', passwordFile] : [];
  const time = timeStampUrl ? ['-ts', timeStampUrl] : [];
  // The extended signature covers the names and times inside an installer too.
  const extended = file.endsWith('.msi') ? ['-add-msi-dse'] : [];
  run('osslsigncode', [
    ...['sign', '-pkcs12', pfx as string, ...password, '-h', 'sha256', '-n', SHOWN_AS],
    ...[...time, ...extended, '-in', file, '-out', signed],
  ]);
  renameSync(signed, file);
}

/** Signs every Windows program and library of an application folder, after fuses and integrity, before the installer. */
export function signFolder(folder: string, signer: CodeSigner): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(exe|dll|node)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).subarray(0, 2).toString('latin1') === 'MZ');
  for (const file of files) signFile(file, signer);
  return files;
}

function run(command: string, args: readonly string[]): void {
  const done = spawnSync(command, args, { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${command} failed: ${done.error?.message ?? ''}${done.stdout}${done.stderr}`);
}
