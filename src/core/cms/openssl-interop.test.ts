import { describe, expect, it } from 'vitest';
import { type Bench, hasOpenssl, withBench } from '../../../test/support/judges';
import {
  loadPrivateKeyPem,
  nodeDigest,
  nodeEnvelopeCrypto,
  nodeVerifier,
  recipientKeyFromKeyObject,
} from '../../platform/node';
import { latin1, must } from '../base';
import { fromPem, parseCertificate } from '../pki';
import { decryptAuthEnveloped, parseSignedData, verifySigner } from './index';

const CONTENT = latin1('made by somebody else\n');
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

const selfSigned = ({ run }: Bench, newKey: readonly string[]): void => {
  const done = run(
    'openssl',
    'req',
    '-x509',
    ...newKey,
    '-nodes',
    '-keyout',
    'key.pem',
    '-out',
    'cert.pem',
    '-subj',
    '/CN=x',
  );
  expect(done.code).toBe(0);
};
const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
const RSA = ['-newkey', 'rsa:2048'];
const OAEP = ['-keyopt', 'rsa_padding_mode:oaep', '-keyopt', 'rsa_oaep_md:sha256'];
const ECDH = ['-keyopt', 'ecdh_kdf_md:sha256', '-aes256-wrap'];
const PSS = ['-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_pss_saltlen:32'];

describe.skipIf(!hasOpenssl())('what openssl makes', () => {
  it.each([
    ['P-256', EC, []],
    ['RSA', RSA, []],
    ['RSA-PSS', RSA, PSS],
  ])('cms -sign -cades with %s verifies here', (_, newKey, options) =>
    withBench((bench) => {
      selfSigned(bench, newKey);
      bench.put('content', CONTENT);
      const sign = [
        'cms',
        '-sign',
        '-cades',
        '-binary',
        '-md',
        'sha256',
        '-in',
        'content',
        '-outform',
        'DER',
        '-out',
        'sig',
      ];
      expect(bench.run('openssl', ...sign, '-signer', 'cert.pem', '-inkey', 'key.pem', ...options).code).toBe(0);
      const signedData = must(parseSignedData(bench.get('sig')));
      const signerInfo = signedData.signerInfos[0]!;
      expect(signerInfo.signedAttributes?.signingTimeMs).toBeGreaterThan(0);
      const contentDigest = nodeDigest.hash('SHA-256', CONTENT);
      const verdict = verifySigner({
        signedData,
        signerInfo,
        contentDigest,
        verifier: nodeVerifier,
        digest: nodeDigest,
      });
      expect(verdict.ok ? 'ok' : verdict.error.code).toBe('ok');
    }),
  );

  it.each([
    ['RSA-OAEP', RSA, OAEP],
    ['ECDH', EC, ECDH],
  ])('cms -encrypt -aes-256-gcm to %s opens here', (_, newKey, options) =>
    withBench(async (bench) => {
      selfSigned(bench, newKey);
      bench.put('content', CONTENT);
      const encrypt = [
        'cms',
        '-encrypt',
        '-binary',
        '-aes-256-gcm',
        '-in',
        'content',
        '-outform',
        'DER',
        '-out',
        'env',
      ];
      expect(bench.run('openssl', ...encrypt, '-recip', 'cert.pem', ...options).code).toBe(0);
      const certificate = must(parseCertificate(fromPem(text(bench.get('cert.pem')))[0]!.der));
      const key = recipientKeyFromKeyObject(must(loadPrivateKeyPem(text(bench.get('key.pem')))));
      const opened = await decryptAuthEnveloped(bench.get('env'), { certificate, key }, nodeEnvelopeCrypto);
      expect(text(must(opened))).toBe(text(CONTENT));
    }),
  );
});
