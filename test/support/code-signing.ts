import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CodeSigner, signerFrom } from '../../scripts/package/sign';
import { hasTool, runTool } from './external-tools';

export const canSign = (): boolean => hasTool('osslsigncode') && hasTool('openssl', 'version');

/** A code-signing certificate that is thrown away with the folder, and osslsigncode's verdict on what it signed. */
export function throwAwaySigner(folder: string): { signer: CodeSigner; judged: (file: string) => number | null } {
  const at = (name: string): string => join(folder, name);
  writeFileSync(at('password'), 'thrown-away');
  const key = ['-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', at('key.pem'), '-out', at('cert.pem')];
  const subject = ['-subj', '/CN=Thrown away', '-addext', 'extendedKeyUsage=codeSigning'];
  execFileSync('openssl', ['req', '-x509', ...key, ...subject], { stdio: 'ignore' });
  const files = ['-inkey', at('key.pem'), '-in', at('cert.pem'), '-out', at('cert.pfx')];
  execFileSync('openssl', ['pkcs12', '-export', ...files, '-passout', `file:${at('password')}`], { stdio: 'ignore' });
  return {
    signer: signerFrom({
      INKWITNESS_SIGN_PFX: at('cert.pfx'),
      INKWITNESS_SIGN_PASSWORD_FILE: at('password'),
    }) as CodeSigner,
    judged: (file) => runTool('osslsigncode', ['verify', '-CAfile', at('cert.pem'), '-in', file]).status,
  };
}
