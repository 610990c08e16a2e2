import { fromBER } from 'asn1js';
import * as fc from 'fast-check';
import { ContentInfo, SignedData as PkijsSignedData } from 'pkijs';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasOpenssl, withBench } from '../../../test/support/judges';
import { ATTIME, createTestPki, type TestIdentity, type TestPki, testBinding } from '../../../test/support/test-pki';
import {
  nodeDigest,
  nodeEnvelopeCrypto,
  nodeVerifier,
  privateKeyPem,
  recipientKeyFromKeyObject,
} from '../../platform/node';
import { der, readDer } from '../asn1';
import { concat, latin1, must } from '../base';
import { toPem } from '../pki';
import {
  buildSignedAttributes,
  buildSignedData,
  decryptAuthEnveloped,
  encryptAuthEnveloped,
  envelopeRecipients,
  hashOf,
  parseSignedData,
  type SignedDataInput,
  signatureTimeStampAttribute,
  verifySigner,
} from './index';
import { unwrapKey, wrapKey } from './key-wrap';

const CONTENT = latin1('the bytes of a ByteRange\n');
const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));

let pki: TestPki;
let signers: TestIdentity[];
beforeAll(async () => {
  pki = await createTestPki();
  const event = { template: 'event', cn: '王小明', eventBinding: testBinding() } as const;
  signers = [await pki.issue('P-256', event), await pki.issue('P-384', event), await pki.issue('RSA-2048', event)];
});

const sign = (who: TestIdentity, over: Partial<SignedDataInput> = {}, attributes?: Uint8Array): Uint8Array => {
  const algorithm = who.signer.algorithm;
  const messageDigest = nodeDigest.hash(hashOf(algorithm), CONTENT);
  const signedAttributes =
    attributes ?? buildSignedAttributes({ messageDigest, signingCertificate: who.certificate, digest: nodeDigest });
  return buildSignedData({
    signedAttributes,
    signature: who.signer.sign(signedAttributes),
    signatureAlgorithm: algorithm,
    signingCertificate: who.certificate,
    certificates: [who.certificate.raw, pki.ca.certificate.raw],
    ...over,
  });
};

const verdict = (cms: Uint8Array, content = CONTENT): string => {
  const parsed = parseSignedData(cms, { allowTrailing: true });
  if (!parsed.ok) return parsed.error.code;
  const signerInfo = parsed.value.signerInfos[0]!;
  const contentDigest = nodeDigest.hash(signerInfo.digestAlgorithm ?? 'SHA-256', content);
  const result = verifySigner({
    signedData: parsed.value,
    signerInfo,
    contentDigest,
    verifier: nodeVerifier,
    digest: nodeDigest,
  });
  return result.ok ? 'ok' : result.error.code;
};

describe('SignedData', () => {
  it('verifies what it built, for each kind of key, and under zero padding', () => {
    for (const who of signers) {
      const cms = sign(who);
      expect(verdict(cms)).toBe('ok');
      const padded = new Uint8Array(16_384);
      padded.set(cms);
      expect(verdict(padded)).toBe('ok');
      expect(must(parseSignedData(padded, { allowTrailing: true })).raw.length).toBe(cms.length);
      expect(parseSignedData(padded)).toMatchObject({ error: { code: 'ASN1_TRAILING_BYTES' } });
    }
  });

  it('has sorted attributes, ESS version 2 without its default, no signing-time', () => {
    const info = must(parseSignedData(sign(signers[0]!))).signerInfos[0]!;
    const attributes = info.signedAttributes!;
    expect(attributes.sorted).toBe(true);
    expect(attributes.signingTimeMs).toBeUndefined();
    expect(attributes.attributes.map(({ type }) => type).sort()).toEqual([
      '1.2.840.113549.1.9.16.2.47',
      '1.2.840.113549.1.9.3',
      '1.2.840.113549.1.9.4',
    ]);
    expect(attributes.signingCertificate?.issuerSerial?.serialNumber).toEqual(signers[0]!.certificate.serialNumber);
  });

  it.skipIf(!hasOpenssl())('satisfies openssl cms -verify -cades', () =>
    withBench(({ put, run }) => {
      put('root.pem', toPem('CERTIFICATE', pki.root.certificate.raw));
      put('content.bin', CONTENT);
      put('other.bin', latin1('other'));
      const verify = [
        'cms',
        '-verify',
        ...ATTIME,
        '-cades',
        '-binary',
        '-inform',
        'DER',
        '-purpose',
        'any',
        '-CAfile',
        'root.pem',
      ];
      for (const who of signers) {
        put('sig.der', sign(who));
        const good = run('openssl', ...verify, '-in', 'sig.der', '-content', 'content.bin', '-out', 'out');
        expect(good.text).toContain('CAdES Verification successful');
        expect(run('openssl', ...verify, '-in', 'sig.der', '-content', 'other.bin', '-out', 'out').code).not.toBe(0);
      }
    }),
  );

  it('is verified by pkijs', async () => {
    for (const who of signers) {
      const info = new ContentInfo({ schema: fromBER(new Uint8Array(sign(who)).buffer).result });
      const data = new PkijsSignedData({ schema: info.content });
      expect(await data.verify({ signer: 0, data: new Uint8Array(CONTENT).buffer, checkChain: false })).toBe(true);
    }
  });

  it('names each fault', () => {
    const who = signers[0]!;
    const other = signers[1]!;
    const messageDigest = nodeDigest.hash('SHA-256', CONTENT);
    const attributesOf = (certificate = who.certificate) =>
      buildSignedAttributes({ messageDigest, signingCertificate: certificate, digest: nodeDigest });
    expect(verdict(sign(who), latin1('other'))).toBe('CMS_DIGEST_MISMATCH');
    expect(verdict(sign(who, {}, attributesOf(other.certificate)))).toBe('CMS_SIGNING_CERTIFICATE_MISMATCH');
    expect(verdict(sign(who, { certificates: [pki.ca.certificate.raw] }))).toBe('CMS_SIGNER_CERTIFICATE_MISSING');
    expect(verdict(sign(who, { signature: who.signer.sign(CONTENT) }))).toBe('CMS_SIGNATURE_INVALID');
    expect(verdict(sign(who, { encapsulated: { contentType: '1.2.3', content: CONTENT } }))).toBe(
      'CMS_CONTENT_TYPE_MISMATCH',
    );
    const attributes = attributesOf();
    const [first, ...rest] = fields(attributes);
    const shuffled = der.set(...rest, first!);
    expect(verdict(sign(who, {}, shuffled))).toBe('CMS_ATTRIBUTES_NOT_DER');
    const bare = der.setOf(fields(attributes).filter((part) => part.length < 60));
    expect(verdict(sign(who, {}, bare))).toBe('CMS_SIGNING_CERTIFICATE_MISMATCH');
  });

  it('reads indefinite lengths where it may', () => {
    for (const who of signers) {
      const padded = new Uint8Array(16_384);
      const ber = inIndefiniteLength(sign(who));
      padded.set(ber);
      expect(parseSignedData(padded, { allowTrailing: true })).toMatchObject({
        error: { code: 'ASN1_INDEFINITE_LENGTH' },
      });
      const parsed = must(parseSignedData(padded, { allowTrailing: true, allowBer: true }));
      expect(parsed.consumed).toBe(ber.length);
      expect(verdict(parsed.raw)).toBe('ok');
    }
  });

  it('says of a weak key that it is weak, not that the signature is wrong', async () => {
    const { raw, ...certificate } = signers[2]!.certificate;
    const cms = must(parseSignedData(sign(signers[2]!)));
    const weak = { ...certificate, raw, publicKey: { ...certificate.publicKey, bits: 1024 } };
    const input = { signedData: { ...cms, certificates: [] }, signerInfo: cms.signerInfos[0]!, certificates: [weak] };
    const contentDigest = nodeDigest.hash('SHA-256', CONTENT);
    const result = verifySigner({ ...input, contentDigest, verifier: nodeVerifier, digest: nodeDigest });
    expect(result).toMatchObject({ error: { code: 'CMS_WEAK_ALGORITHM' } });
  });

  it('leaves a Buffer of Node as it was', () => {
    const cms = sign(signers[0]!);
    const buffer = Buffer.from(cms);
    expect(verdict(buffer)).toBe('ok');
    expect(new Uint8Array(buffer)).toEqual(cms);
  });

  it('carries time-stamps as unsigned attributes', () => {
    const token = der.sequence(der.oid('1.2.3'));
    const cms = sign(signers[0]!, { unsignedAttributes: [signatureTimeStampAttribute(token)] });
    expect(verdict(cms)).toBe('ok');
    expect(must(parseSignedData(cms)).signerInfos[0]?.signatureTimeStamps).toEqual([token]);
  });

  it('answers changed and cut bytes with a code', () => {
    const cms = sign(signers[0]!);
    fc.assert(
      fc.property(fc.nat(cms.length - 1), fc.nat(255), fc.nat(cms.length), (at, value, length) => {
        const changed = cms.slice(0, length);
        if (at < length) changed[at] = value;
        expect(verdict(changed)).toMatch(/^(ok|(CMS|ASN1|PKI)_\w+)$/);
      }),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => !parseSignedData(bytes).ok));
  });
});

/** ContentInfo, its [0] and SignedData with indefinite lengths, as many producers write them. */
const inIndefiniteLength = (cms: Uint8Array): Uint8Array => {
  const open = (identifier: number) => new Uint8Array([identifier, 0x80]);
  const end = new Uint8Array(2);
  const info = must(readDer(cms));
  const signedData = info.children[1]!.children[0]!;
  return concat([open(0x30), info.children[0]!.raw, open(0xa0), open(0x30), signedData.content, end, end, end]);
};

/** Members of a SET, as encoded. */
const fields = (set: Uint8Array): Uint8Array[] => {
  const parts: Uint8Array[] = [];
  for (let at = (set[1] as number) < 0x80 ? 2 : 2 + ((set[1] as number) & 127); at < set.length; ) {
    const short = set[at + 1] as number;
    const length = short < 0x80 ? 2 + short : 3 + (set[at + 2] as number);
    parts.push(set.slice(at, at + length));
    at += length;
  }
  return parts;
};

describe('AES key wrap', () => {
  it('gives the vector of RFC 3394 4.6 and unwraps it', () => {
    const blocks = nodeEnvelopeCrypto.aesBlocks(
      hex('000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F'),
    );
    const key = hex('00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F');
    const wrapped = hex('28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21');
    expect(new Uint8Array(wrapKey(blocks, key))).toEqual(wrapped);
    expect(new Uint8Array(unwrapKey(blocks, wrapped) ?? [])).toEqual(key);
    expect(
      unwrapKey(
        blocks,
        wrapped.map((byte, i) => (i === 30 ? byte ^ 1 : byte)),
      ),
    ).toBeUndefined();
    expect(unwrapKey(blocks, wrapped.subarray(1))).toBeUndefined();
  });
});

describe('AuthEnvelopedData', () => {
  const payload = latin1('evidence '.repeat(5000));
  const recipients = () => pki.custodians.map(({ certificate }) => certificate);
  const open = (bytes: Uint8Array, { certificate, key }: TestIdentity) =>
    decryptAuthEnveloped(bytes, { certificate, key: recipientKeyFromKeyObject(key) }, nodeEnvelopeCrypto);

  it('opens for each custodian and for nobody else', async () => {
    const bytes = await encryptAuthEnveloped(payload, recipients(), nodeEnvelopeCrypto);
    for (const custodian of pki.custodians)
      expect(Buffer.from(must(await open(bytes, custodian)))).toEqual(Buffer.from(payload));
    expect(await open(bytes, signers[0]!)).toMatchObject({ error: { code: 'CMS_NOT_A_RECIPIENT' } });
    const wrongKey = { ...pki.custodians[0], key: signers[2]!.key };
    expect(await open(bytes, wrongKey)).toMatchObject({ ok: false });
  });

  it.skipIf(!hasOpenssl())('opens with openssl cms -decrypt for RSA, P-256 and P-384', () =>
    withBench(async ({ put, get, run }) => {
      const third = await pki.issue('P-384', { template: 'custodian', cn: '证据保管 3' });
      const all = [...pki.custodians, third];
      put(
        'e.p7m',
        await encryptAuthEnveloped(
          payload,
          all.map(({ certificate }) => certificate),
          nodeEnvelopeCrypto,
        ),
      );
      for (const { certificate, key } of all) {
        put('recipient.pem', toPem('CERTIFICATE', certificate.raw));
        put('key.pem', privateKeyPem(key));
        const arguments_ = [
          '-inform',
          'DER',
          '-in',
          'e.p7m',
          '-recip',
          'recipient.pem',
          '-inkey',
          'key.pem',
          '-out',
          'plain',
        ];
        expect(run('openssl', 'cms', '-decrypt', '-binary', ...arguments_)).toMatchObject({ code: 0 });
        expect(get('plain')).toEqual(Buffer.from(payload));
      }
    }),
  );

  it('gives nothing out when a byte was changed', async () => {
    const bytes = await encryptAuthEnveloped(latin1('short'), recipients(), nodeEnvelopeCrypto);
    for (const at of [bytes.length - 1, bytes.length - 20, 200]) {
      const changed = bytes.slice();
      changed[at] = (changed[at] as number) ^ 1;
      expect((await open(changed, pki.custodians[1])).ok).toBe(false);
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(bytes.length), async (at, length) => {
        const changed = bytes.slice(0, length);
        if (at < length) changed[at] = (changed[at] as number) ^ 0x55;
        const result = await open(changed, pki.custodians[1]);
        expect(result.ok ? 'the other recipient was changed' : result.error.code).toBeTruthy();
        if (length < bytes.length) expect(result.ok).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('tells its recipients without a key', async () => {
    const read = must(envelopeRecipients(await encryptAuthEnveloped(payload, recipients(), nodeEnvelopeCrypto)));
    const serials = read.map(({ serialNumber }) => Buffer.from(serialNumber).toString('hex')).sort();
    expect(serials).toEqual(
      recipients()
        .map(({ serialNumber }) => Buffer.from(serialNumber).toString('hex'))
        .sort(),
    );
  });

  it('refuses to encrypt to nobody', async () => {
    await expect(encryptAuthEnveloped(payload, [], nodeEnvelopeCrypto)).rejects.toThrow('CMS_UNSUITABLE_RECIPIENT');
  });
});
