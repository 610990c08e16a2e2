import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { demoHospital } from '../../../test/support/demo-hospital';
import { buildCertificateList } from './build-certificate-list';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe('certificate revocation list', () => {
  it.skipIf(!hasOpenssl).each([0, 2])('with %s entries is read by openssl crl', async (count) => {
    const { ca, nowMs } = await demoHospital();
    const { subject, subjectKeyIdentifier } = ca.certificate;
    const issuer = { name: subject.raw, signer: ca.signer, keyId: subjectKeyIdentifier as Uint8Array };
    const revoked = Array.from({ length: count }, (_, i) => ({
      serialNumber: Uint8Array.of(i + 1),
      revokedAtMs: nowMs,
    }));
    const list = await buildCertificateList(
      { thisUpdateMs: nowMs, nextUpdateMs: nowMs + 86_400_000, number: 7, revoked },
      issuer,
    );
    const args = ['crl', '-inform', 'DER', '-noout', '-text'];
    const shown = spawnSync('openssl', args, { input: list, encoding: 'utf8' });
    expect(shown.stdout).toContain(count === 0 ? 'No Revoked Certificates' : 'Serial Number: 02');
    expect(shown.stdout).toContain('X509v3 CRL Number');
  });
});
