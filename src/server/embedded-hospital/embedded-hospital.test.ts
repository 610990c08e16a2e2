import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must, toBase64, toHex } from '../../core/base';
import { boundAttributesOf } from '../../core/cms';
import { parseCertificate, verifyPath } from '../../core/pki';
import { generateOneTimeSigner, nodeClock, nodeDigest, nodeRandom, nodeVerifier } from '../../platform/node';
import { EventCertificateAuthority } from '../ca';
import { openEmbeddedHospital } from './embedded-hospital';

const CONFIG = {
  version: 1,
  id: 'hospital-1',
  name: '示范医院',
  policyId: 'inkwitness-evidence-1',
  timeStampPolicy: '2.25.1',
  certificateLifetimeYears: 10,
  stations: [],
  applications: [],
};

let folder: string;
const found = (more: object) => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ ...CONFIG, ...more }));
  return openEmbeddedHospital(folder);
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iw-hospital-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the keys of a hospital', () => {
  it('are P-256 unless it says otherwise', async () => {
    const { root, issuingCa, timeStampUnit } = await found({});
    expect([root, issuingCa, timeStampUnit].map(({ signer }) => signer.algorithm)).toEqual(
      Array(3).fill('ecdsa-SHA256'),
    );
  });

  it('are of the kinds chosen at foundation, and stay', async () => {
    const keys = { root: 'P-384', ca: 'RSA-2048', tsa: 'P-384' };
    const first = await found({ keys });
    const all = [first.root, first.issuingCa, first.timeStampUnit];
    expect(all.map(({ signer }) => signer.algorithm)).toEqual(['ecdsa-SHA384', 'rsa-pkcs1-SHA256', 'ecdsa-SHA384']);
    const again = await found({ keys: { root: 'P-256', ca: 'P-256', tsa: 'P-256' } });
    expect(again.issuingCa.certificate.raw).toEqual(first.issuingCa.certificate.raw);
  });

  it('are those that the hospital brings, where it brings some', async () => {
    const brought = await found({ keys: { root: 'P-256', ca: 'P-384', tsa: 'P-256' } });
    rmSync(join(folder, 'pki', 'tsa.pem'));
    rmSync(join(folder, 'custodians'), { recursive: true });
    const { issuingCa, timeStampUnit } = await found({});
    expect(issuingCa.certificate.raw).toEqual(brought.issuingCa.certificate.raw);
    expect(timeStampUnit.certificate.raw).not.toEqual(brought.timeStampUnit.certificate.raw);
    expect(timeStampUnit.certificate.issuer.raw).toEqual(brought.root.certificate.subject.raw);
  });

  it('are refused when nobody can verify them', async () => {
    await expect(found({ keys: { root: 'RSA-1024', ca: 'P-256', tsa: 'P-256' } })).rejects.toThrow();
  });
});

describe('event certificates', () => {
  const issued = async (crlUrl: string | undefined) => {
    const { root, issuingCa } = await found({ keys: { root: 'P-256', ca: 'RSA-2048', tsa: 'P-256' } });
    const authority = new EventCertificateAuthority({
      certificate: issuingCa.certificate,
      signer: issuingCa.signer,
      organisation: '示范医院',
      lifetimeYears: 10,
      crlUrl,
      clock: nodeClock,
      digest: nodeDigest,
      random: nodeRandom,
    });
    const hex = () => toHex(nodeRandom.bytes(32));
    const request = {
      publicKey: toBase64(generateOneTimeSigner().publicKey),
      documentDigest: hex(),
      manifestDigest: hex(),
      bindingA: hex(),
      bindingB: hex(),
      signer: { name: '张三', capacity: 'patient' },
    };
    const { certificate } = must(await authority.issue(request as Parameters<typeof authority.issue>[0]));
    const leaf = must(parseCertificate(certificate));
    const path = verifyPath({
      leaf,
      intermediates: [issuingCa.certificate],
      anchors: [root.certificate],
      atMs: Date.now(),
      verifier: nodeVerifier,
      purpose: 'document-signing',
    });
    const bound = nodeDigest.hash('SHA-256', boundAttributesOf(Buffer.from(request.documentDigest, 'hex')));
    expect(path.ok).toBe(true);
    expect(leaf.signedDocumentBinding).toMatchObject({ dataTbsHash: bound, bindingType: 'cades' });
    return leaf;
  };

  it('are bound to the document, and point to a list where there is one', async () => {
    const leaf = await issued('http://127.0.0.1:1/crl');
    expect(leaf.noRevocationAvailable).toBe(false);
    expect(leaf.notAfterMs).toBeLessThan(Date.now() + 11 * 366 * 86_400_000);
  });

  it('never end and are never revoked where there is none', async () => {
    const leaf = await issued(undefined);
    expect(leaf.noRevocationAvailable).toBe(true);
    expect(new Date(leaf.notAfterMs).toISOString()).toBe('9999-12-31T23:59:59.000Z');
  });
});
