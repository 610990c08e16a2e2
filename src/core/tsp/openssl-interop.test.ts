import { beforeAll, describe, expect, it } from 'vitest';
import { hasOpenssl, withBench } from '../../../test/support/judges';
import { createTestPki, type TestPki } from '../../../test/support/test-pki';
import { nodeDigest, nodeRandom, nodeVerifier, privateKeyPem } from '../../platform/node';
import { latin1, must } from '../base';
import { toPem } from '../pki';
import { encodeTimeStampReq, nonceFrom, parseTimeStampResp, verifyTimeStampToken } from './index';

const DATA = latin1('a signature value');
const CONFIG = `[tsa]
default_tsa = one
[one]
serial = ./serial
crypto_device = builtin
signer_cert = ./tsa.pem
certs = ./ca.pem
signer_key = ./key.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1, millisecs:500
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = ALG
`;

let pki: TestPki;
beforeAll(async () => {
  pki = await createTestPki();
});

describe.skipIf(!hasOpenssl())('tokens of openssl ts -reply', () => {
  it.each(['sha1', 'sha256'])('verify here, with ESS certificate identifier by %s', (algorithm) =>
    withBench(async ({ put, get, run }) => {
      put('tsa.cnf', CONFIG.replace('ALG', algorithm));
      put('tsa.pem', toPem('CERTIFICATE', pki.tsa.certificate.raw));
      put('ca.pem', toPem('CERTIFICATE', pki.ca.certificate.raw));
      put('key.pem', privateKeyPem(pki.tsa.key));
      put('serial', '01\n');
      const imprint = { hashAlgorithm: 'SHA-256', hashedMessage: nodeDigest.hash('SHA-256', DATA) } as const;
      const nonce = nonceFrom(nodeRandom.bytes(16));
      put('q', encodeTimeStampReq({ messageImprint: imprint, nonce, certReq: true }));
      expect(run('openssl', 'ts', '-query', '-in', 'q', '-text').text).toContain('Hash Algorithm: sha256');
      expect(run('openssl', 'ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'q', '-out', 'r').code).toBe(0);
      const token = must(parseTimeStampResp(get('r'))).token!;
      const anchors = [pki.root.certificate];
      const stamp = must(
        verifyTimeStampToken({ token, imprint, nonce, anchors, verifier: nodeVerifier, digest: nodeDigest }),
      );
      expect(stamp).toMatchObject({ ordering: true, accuracy: { seconds: 1, millis: 500 }, policy: '1.2.3.4.1' });
      expect(Math.abs(stamp.genTimeMs - Date.now())).toBeLessThan(120_000);
    }),
  );
});
