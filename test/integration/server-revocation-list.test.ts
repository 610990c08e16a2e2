import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fetch } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SigningServer, startSigningServer } from '../support/signing-server';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl) console.warn('openssl is not installed: the case of the revocation list is skipped');

let hospital: SigningServer;
beforeAll(async () => {
  hospital = await startSigningServer();
});
afterAll(() => hospital.close());

describe.skipIf(!hasOpenssl)('revocation list of event certificates', () => {
  it('is published where certificates point to, empty, and signed by their issuer', async () => {
    const answer = await fetch(`${hospital.url}/crl/event.crl`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pkix-crl']);
    const ca = join(hospital.home, 'hospital/pki/ca.pem');
    const args = ['crl', '-inform', 'DER', '-noout', '-text', '-CAfile', ca];
    const shown = spawnSync('openssl', args, { input: new Uint8Array(await answer.arrayBuffer()), encoding: 'utf8' });
    expect(`${shown.stdout}${shown.stderr}`).toContain('verify OK');
    expect(shown.stdout).toContain('No Revoked Certificates');
  });
});
