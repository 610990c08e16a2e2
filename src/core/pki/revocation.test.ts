import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasOpenssl, withBench } from '../../../test/support/judges';
import {
  ATTIME,
  createTestPki,
  issuerOf,
  NOW_MS,
  type TestIdentity,
  type TestPki,
} from '../../../test/support/test-pki';
import { nodeDigest, nodeVerifier } from '../../platform/node';
import { must } from '../base';
import { buildCertificateList } from './build-certificate-list';
import { parseCertificateList } from './certificate-list';
import { buildOcspResponse, parseOcspResponse } from './ocsp-response';
import { toPem } from './pem';
import { revocationStatus } from './revocation-status';

const DAY_MS = 86_400_000;
const PORTS = { verifier: nodeVerifier, digest: nodeDigest };
let pki: TestPki;
beforeAll(async () => {
  pki = await createTestPki();
});

const times = (atMs: number) => ({ thisUpdateMs: atMs, nextUpdateMs: atMs + 7 * DAY_MS });
const list = (by: TestIdentity, revokedAtMs?: number, atMs = NOW_MS, serialNumber = pki.tsa.certificate.serialNumber) =>
  buildCertificateList(
    { ...times(atMs), number: 7, revoked: revokedAtMs === undefined ? [] : [{ serialNumber, revokedAtMs }] },
    issuerOf(by),
  );
const answer = (revokedAtMs?: number) =>
  buildOcspResponse(
    {
      certificate: pki.tsa.certificate,
      issuer: pki.ca.certificate,
      ...times(NOW_MS),
      ...(revokedAtMs !== undefined && { revokedAtMs }),
    },
    pki.ca.signer,
    nodeDigest,
  );
const statusBy = (evidence: Uint8Array, atMs: number, existedAtMs = NOW_MS) => {
  const crl = parseCertificateList(evidence);
  const one = crl.ok ? { crl: crl.value, existedAtMs } : { ocsp: must(parseOcspResponse(evidence)), existedAtMs };
  return revocationStatus(pki.tsa.certificate, pki.ca.certificate, [one], atMs, PORTS);
};

describe.each([
  ['a CRL', (revokedAtMs?: number) => list(pki.ca, revokedAtMs)],
  ['an OCSP response', answer],
])('%s', (_kind, make) => {
  it('says good, for its time and before, and nothing when it is too old', async () => {
    const good = await make();
    expect(statusBy(good, NOW_MS - DAY_MS)).toEqual({ status: 'good' });
    expect(statusBy(good, NOW_MS + DAY_MS)).toEqual({ status: 'good' });
    expect(statusBy(good, NOW_MS + 8 * DAY_MS)).toEqual({ status: 'unknown' });
  });

  it('says revoked from the date of revocation on', async () => {
    const revoked = await make(NOW_MS - 60_000);
    expect(statusBy(revoked, NOW_MS)).toEqual({ status: 'revoked', revokedAtMs: NOW_MS - 60_000 });
    expect(statusBy(revoked, NOW_MS - 60_000).status).toBe('revoked');
    expect(statusBy(revoked, NOW_MS - 61_000)).toEqual({ status: 'good' });
  });

  it('is passed over when its signature is not the issuer’s, or it came up when the key was worth nothing', async () => {
    const good = await make();
    const forged = new Uint8Array(good);
    forged[forged.length - 1] = (forged[forged.length - 1] as number) ^ 1;
    expect(statusBy(forged, NOW_MS)).toEqual({ status: 'unknown' });
    expect(statusBy(good, NOW_MS, pki.ca.certificate.notAfterMs + 1000)).toEqual({ status: 'unknown' });
    expect(statusBy(good, NOW_MS, NOW_MS - 1000)).toEqual({ status: 'unknown' });
  });

  it('is read within bounds: damaged bytes give a code', async () => {
    const good = await make();
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = new Uint8Array(good);
        bytes[at] = (bytes[at] as number) ^ change;
        for (const parse of [parseCertificateList, parseOcspResponse]) {
          parse(bytes);
          expect(parse(bytes.subarray(0, at)).ok).toBe(false);
        }
      }),
      { numRuns: 100 },
    );
  });
});

it('a list of another authority says nothing', async () => {
  expect(statusBy(await list(pki.root, NOW_MS - 60_000), NOW_MS)).toEqual({ status: 'unknown' });
});

it('a response about another certificate says nothing', async () => {
  const about = { certificate: pki.ca.certificate, issuer: pki.root.certificate, ...times(NOW_MS) };
  const other = await buildOcspResponse(about, pki.ca.signer, nodeDigest);
  expect(statusBy(other, NOW_MS)).toEqual({ status: 'unknown' });
});

it.skipIf(!hasOpenssl())('openssl ocsp and verify -crl_check_all agree', () =>
  withBench(async ({ put, run }) => {
    put('root.pem', toPem('CERTIFICATE', pki.root.certificate.raw));
    put('ca.pem', toPem('CERTIFICATE', pki.ca.certificate.raw));
    put('tsa.pem', toPem('CERTIFICATE', pki.tsa.certificate.raw));
    for (const revokedAtMs of [undefined, NOW_MS - 60_000]) {
      put('r.der', await answer(revokedAtMs));
      const asked = ['-respin', 'r.der', '-issuer', 'ca.pem', '-cert', 'tsa.pem', '-no_nonce', '-CAfile', 'root.pem'];
      const said = run(
        'openssl',
        'ocsp',
        ...asked,
        '-verify_other',
        'ca.pem',
        ...ATTIME,
        '-validity_period',
        '999999999',
      );
      expect(said.text).toContain('Response verify OK');
      expect(said.text).toContain(revokedAtMs === undefined ? 'tsa.pem: good' : 'tsa.pem: revoked');
      const lists = [await list(pki.root), await list(pki.ca, revokedAtMs)];
      put('crls.pem', lists.map((der) => toPem('X509 CRL', der)).join(''));
      const trust = ['-CAfile', 'root.pem', '-untrusted', 'ca.pem', '-CRLfile', 'crls.pem'];
      const checked = run('openssl', 'verify', '-crl_check_all', ...ATTIME, ...trust, 'tsa.pem');
      expect(checked.code === 0, checked.text).toBe(revokedAtMs === undefined);
    }
  }),
);
