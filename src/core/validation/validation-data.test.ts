import { expect, it } from 'vitest';
import { generatePrivateKey, nodeDigest, signerFromKeyObject } from '../../platform/node';
import { buildCertificateList, encodeName, keyIdentifier } from '../pki';
import { listsOf } from './validation-data';

it('reads lists up to 16 MiB of them together, and passes over the rest', async () => {
  const signer = signerFromKeyObject(generatePrivateKey('P-256'));
  const name = encodeName([{ type: 'commonName', value: 'CA' }]);
  const issuer = { name, signer, keyId: keyIdentifier(signer.publicKey, nodeDigest) };
  const list = await buildCertificateList({ thisUpdateMs: 0, nextUpdateMs: 1000, number: 1, revoked: [] }, issuer);
  const junk = new Uint8Array(8 * 1024 * 1024);
  expect(listsOf([list, junk, list], 0)).toHaveLength(2);
  expect(listsOf([junk, list, junk, list], 0)).toHaveLength(1);
});
