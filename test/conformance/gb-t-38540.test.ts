import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Asn1, asOid, der, isUniversal, readDer, TAG } from '../../src/core/asn1';
import { concat, must } from '../../src/core/base';
import { buildSignedAttributes, buildSignedData, CONTENT_TYPES, signatureTimeStampAttribute } from '../../src/core/cms';
import { checkEvidence } from '../../src/core/evidence';
import { type Certificate, fromPem, parseCertificate, toPem, verifyPath } from '../../src/core/pki';
import { parseSealSignature } from '../../src/core/ses';
import { buildTimeStampToken, timeStampingKey } from '../../src/core/tsp';
import { type SignatureReport, type ValidationReport, validatePdf } from '../../src/core/validation';
import { bufferAccess, nodeDigest, nodeRandom, nodeVerifier } from '../../src/platform/node';
import { webDigest, webInflate, webVerifier } from '../../src/platform/web';
import { hasTool, runTool } from '../support/external-tools';
import { flipped } from '../support/forged-cms';
import { encodeImprint } from '../support/message-imprint';
import { samplePdf } from '../support/sample-pdf';
import { withFields } from '../support/seal-act';
import { SEAL_NAME, SEAL_PNG, type SealInput, sealSignature, signForeign } from '../support/seal-writer';
import { type Sm2Party, sm2Party, sm2Signer } from '../support/sm2-pki';
import { validate } from '../support/validate';

const NOW_MS = Date.now();
const DAY_MS = 86_400_000;

interface Parties {
  readonly root: Sm2Party;
  readonly ca: Sm2Party;
  readonly signer: Sm2Party;
  readonly maker: Sm2Party;
  readonly tsa: Sm2Party;
}
let parties: Parties;
let prepared: Uint8Array;

beforeAll(async () => {
  const root = await sm2Party({ commonName: '示例 SM2 根', role: 'ca', nowMs: NOW_MS });
  const ca = await sm2Party({ commonName: '示例 SM2 签发', role: 'ca', nowMs: NOW_MS }, root);
  const leaf = (commonName: string, role: 'signer' | 'time-stamping') =>
    sm2Party({ commonName, role, nowMs: NOW_MS }, ca);
  const [signer, maker] = [await leaf('王医生', 'signer'), await leaf('示例印章制作中心', 'signer')];
  parties = { root, ca, signer, maker, tsa: await leaf('示例时间戳', 'time-stamping') };
  prepared = await withFields(await samplePdf(), ['s1']);
});

/** The issuing authority is given, as seals carry no chain. */
const anchors = (): Certificate[] => [parties.ca.certificate];
const sealInput = (change: Partial<SealInput> = {}): SealInput => ({
  maker: parties.maker,
  signer: parties.signer,
  nowMs: NOW_MS,
  ...change,
});

const sealedFile = (change: Partial<SealInput> = {}, subFilter = 'GM.sm2seal'): Promise<Uint8Array> =>
  signForeign(prepared, 's1', subFilter, (digest) => sealSignature(sealInput(change), digest));

const judged = async (file: Uint8Array, trusted: readonly Certificate[] = anchors()): Promise<SignatureReport> =>
  (await validate(file, trusted, NOW_MS)).signatures[0] as SignatureReport;

const gist = ({ verdict, subIndication, reasons }: SignatureReport): unknown[] => [
  verdict,
  subIndication,
  reasons.find((reason) => reason.indication === verdict)?.code ?? null,
];
const PASSED = ['TOTAL-PASSED', null, null];

const stamped = (data: Uint8Array): Promise<Uint8Array> =>
  buildTimeStampToken(
    {
      policy: '1.2.3.4',
      imprintDer: encodeImprint('SM3', nodeDigest.hash('SM3', data)),
      serialNumber: Uint8Array.of(0x40, ...nodeRandom.bytes(8)),
      genTimeMs: NOW_MS - 1000,
      certReq: true,
    },
    timeStampingKey(parties.tsa.certificate, [parties.ca.certificate], parties.tsa.signer, nodeDigest),
  );

describe('electronic seals', () => {
  it('of GB/T 38540 are good under a trusted SM2 authority, and tell of themselves', async () => {
    const report = await judged(await sealedFile());
    expect(gist(report)).toEqual(PASSED);
    expect(report).toMatchObject({
      level: 'not-baseline',
      signer: '王医生',
      timeSource: 'claimed',
      seal: {
        standard: 'GB/T 38540',
        id: '33010000000001',
        name: '示例医院公章',
        maker: '示例印章制作中心',
        vendor: 'SEALMAKER',
        validTo: `${new Date(NOW_MS + 300 * DAY_MS).toISOString().slice(0, 19)}.000Z`,
        picture: { format: 'PNG', widthMm: 42, heightMm: 40 },
      },
    });
    expect(report.seal?.picture.dataUrl).toBe(`data:image/png;base64,${Buffer.from(SEAL_PNG).toString('base64')}`);
  });

  it('of GM/T 0031-2014 are good, too', async () => {
    const report = await judged(await sealedFile({ older: true }));
    expect(gist(report)).toEqual(PASSED);
    expect(report.seal).toMatchObject({ standard: 'GM/T 0031', name: '示例医院公章' });
  });

  it('may list digests instead of certificates, and stand under any SubFilter', async () => {
    for (const subFilter of ['GM.sm2seal', 'adbe.pkcs7.detached', 'Whatever'])
      expect(gist(await judged(await sealedFile({ digestList: true }, subFilter)))).toEqual(PASSED);
  });

  it('with an SM2 time-stamp have a proven time', async () => {
    const report = await judged(await sealedFile({ timeStamp: stamped }));
    expect(gist(report)).toEqual(PASSED);
    expect(report).toMatchObject({ timeSource: 'time-stamp', timeStampAuthority: '示例时间戳' });
    const other = await judged(await sealedFile({ timeStamp: (signature) => stamped(flipped(signature, 9)) }));
    expect(gist(other)).toEqual(['INDETERMINATE', 'SIG_CONSTRAINTS_FAILURE', 'VALIDATION_TIME_STAMP_IMPRINT']);
  });

  it('of an authority that nobody trusts cannot be decided', async () => {
    const report = await judged(await sealedFile(), []);
    expect(gist(report)).toEqual(['INDETERMINATE', 'NO_CERTIFICATE_CHAIN_FOUND', 'VALIDATION_SEAL_MAKER']);
    expect(report.reasons.map(({ code }) => code)).toContain('VALIDATION_NO_CHAIN');
  });

  it('are judged the same in a browser', async () => {
    const ports = { digest: webDigest, verifier: webVerifier, inflate: webInflate, checkEvidence };
    for (const file of [await sealedFile(), await sealedFile({ signature: (value) => flipped(value, 20) })]) {
      const options = { ...ports, anchors: anchors(), nowMs: NOW_MS };
      const report: ValidationReport = must(await validatePdf(bufferAccess(file), options));
      expect(report).toEqual(await validate(file, anchors(), NOW_MS));
    }
  });
});

describe('electronic seals that are not what they say', () => {
  const renamed = (info: Uint8Array): Uint8Array => {
    const at = Buffer.from(info).indexOf(SEAL_NAME);
    return flipped(info, at);
  };
  const cases: readonly [string, () => Partial<SealInput> | Promise<Partial<SealInput>>, readonly (string | null)[]][] =
    [
      [
        'a changed signature value',
        () => ({ signature: (value) => flipped(value, 20) }),
        ['TOTAL-FAILED', 'SIG_CRYPTO_FAILURE', 'VALIDATION_SIGNATURE'],
      ],
      [
        'a signature under another user identifier',
        async () => {
          const signer = await sm2Party(
            { commonName: '王医生', role: 'signer', nowMs: NOW_MS, signer: sm2Signer('ALICE123@YAHOO.COM') },
            parties.ca,
          );
          return { signer };
        },
        ['TOTAL-FAILED', 'SIG_CRYPTO_FAILURE', 'VALIDATION_SIGNATURE'],
      ],
      [
        'a seal that was changed after its maker signed it',
        () => ({ afterMaker: renamed }),
        ['TOTAL-FAILED', 'SIG_CRYPTO_FAILURE', 'VALIDATION_SEAL'],
      ],
      [
        'the same of GM/T 0031',
        () => ({ afterMaker: renamed, older: true }),
        ['TOTAL-FAILED', 'SIG_CRYPTO_FAILURE', 'VALIDATION_SEAL'],
      ],
      [
        'a signer whom the seal was not made for',
        () => ({ listed: [parties.maker.certificate.raw] }),
        ['INDETERMINATE', 'SIG_CONSTRAINTS_FAILURE', 'VALIDATION_SEAL_SIGNER'],
      ],
      [
        'the same by digest',
        () => ({ listed: [parties.maker.certificate.raw], digestList: true }),
        ['INDETERMINATE', 'SIG_CONSTRAINTS_FAILURE', 'VALIDATION_SEAL_SIGNER'],
      ],
      [
        'a maker of another authority',
        async () => ({ maker: await sm2Party({ commonName: '街边刻章', role: 'signer', nowMs: NOW_MS }) }),
        ['INDETERMINATE', 'NO_CERTIFICATE_CHAIN_FOUND', 'VALIDATION_SEAL_MAKER'],
      ],
      [
        'a seal whose time is over',
        () => ({ validToMs: NOW_MS - 3_600_000 }),
        ['INDETERMINATE', 'OUT_OF_BOUNDS_NO_POE', 'VALIDATION_SEAL_PERIOD'],
      ],
      [
        'a signer whose certificate has ended',
        async () => ({
          signer: await sm2Party(
            { commonName: '王医生', role: 'signer', nowMs: NOW_MS, notAfterMs: NOW_MS - 3_600_000 },
            parties.ca,
          ),
        }),
        ['INDETERMINATE', 'OUT_OF_BOUNDS_NO_POE', 'VALIDATION_EXPIRED'],
      ],
    ];
  it.each(cases)('%s', async (_, change, expected) => {
    expect(gist(await judged(await sealedFile(await change())))).toEqual(expected);
  });

  it('a document changed by one bit', async () => {
    expect(gist(await judged(flipped(await sealedFile(), 30)))).toEqual([
      'TOTAL-FAILED',
      'HASH_FAILURE',
      'VALIDATION_HASH',
    ]);
  });

  it('bytes behind the seal, and a seal cut short', async () => {
    const extra = (digest: Uint8Array) =>
      sealSignature(sealInput(), digest).then((seal) => concat([seal, Uint8Array.of(1)]));
    const short = (digest: Uint8Array) => sealSignature(sealInput(), digest).then((seal) => seal.subarray(0, -40));
    for (const contents of [extra, short])
      expect(gist(await judged(await signForeign(prepared, 's1', 'GM.sm2seal', contents))).slice(0, 1)).not.toEqual([
        'TOTAL-PASSED',
      ]);
  });

  it('random, cut and changed seals are read or refused with a code, never more', async () => {
    const seals = [
      await sealSignature(sealInput(), new Uint8Array(32)),
      await sealSignature(sealInput({ older: true }), new Uint8Array(32)),
    ];
    expect(seals.map((one) => parseSealSignature(one).ok)).toEqual([true, true]);
    const whole = fc.constantFrom(...seals);
    fc.assert(
      fc.property(whole, fc.nat(), fc.nat(255), fc.nat(), (seal, at, byte, cut) => {
        const changed = seal.slice(0, 1 + (cut % seal.length));
        changed[at % changed.length] = byte;
        const read = parseSealSignature(changed);
        expect(read.ok || /^(SES|ASN1)_/.test(read.error.code)).toBe(true);
      }),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.uint8Array(), (bytes) => !parseSealSignature(bytes).ok));
  });
});

describe('CMS with SM2 and SM3', () => {
  const GM_DATA = '1.2.156.10197.6.1.4.2.1';
  const GM_TYPES = new Map([
    [CONTENT_TYPES.data as string, GM_DATA],
    [CONTENT_TYPES.signedData, '1.2.156.10197.6.1.4.2.2'],
  ]);
  /** The same structure with the content types of GM/T 0010. */
  const renamed = (node: Asn1): Uint8Array => {
    if (isUniversal(node, TAG.oid)) return der.oid(GM_TYPES.get(asOid(node)) ?? asOid(node));
    return node.constructed ? der.ofContent(node.raw[0] as number, concat(node.children.map(renamed))) : node.raw;
  };
  const gm = (encoded: Uint8Array): Uint8Array => renamed(must(readDer(encoded)));

  const cms = async (digest: Uint8Array, withStamp = false, contentType?: string): Promise<Uint8Array> => {
    const { certificate, signer } = parties.signer;
    const signedAttributes = buildSignedAttributes({
      ...(contentType && { contentType }),
      messageDigest: digest,
      signingCertificate: certificate,
      digest: nodeDigest,
    });
    const signature = await signer.sign(signedAttributes);
    return buildSignedData({
      signedAttributes,
      signature,
      signatureAlgorithm: 'sm2-SM3',
      signingCertificate: certificate,
      certificates: [certificate.raw, parties.ca.certificate.raw],
      ...(withStamp && { unsignedAttributes: [signatureTimeStampAttribute(await stamped(signature))] }),
    });
  };
  it('is a PAdES signature of level B-B, and with an SM2 time-stamp B-T', async () => {
    const root = [parties.root.certificate];
    const basic = await judged(await signForeign(prepared, 's1', 'ETSI.CAdES.detached', (d) => cms(d)), root);
    expect([gist(basic), basic.level]).toEqual([PASSED, 'B-B']);
    const timed = await judged(await signForeign(prepared, 's1', 'ETSI.CAdES.detached', (d) => cms(d, true)), root);
    expect([gist(timed), timed.level, timed.timeStampAuthority]).toEqual([PASSED, 'B-T', '示例时间戳']);
  });

  it('may use the content types of GM/T 0010, under a SubFilter of its own', async () => {
    for (const subFilter of ['adbe.pkcs7.detached', 'GM.PKCS7']) {
      const file = await signForeign(prepared, 's1', subFilter, async (d) => gm(await cms(d, false, GM_DATA)));
      expect(gist(await judged(file, [parties.root.certificate]))).toEqual(PASSED);
    }
  });

  it('is not trusted without an anchor, and not good when changed', async () => {
    const file = await signForeign(prepared, 's1', 'ETSI.CAdES.detached', (d) => cms(d));
    expect(gist(await judged(file, []))).toEqual([
      'INDETERMINATE',
      'NO_CERTIFICATE_CHAIN_FOUND',
      'VALIDATION_NO_CHAIN',
    ]);
    expect(gist(await judged(flipped(file, 30)))).toEqual(['TOTAL-FAILED', 'HASH_FAILURE', 'VALIDATION_HASH']);
    const other = await signForeign(prepared, 's1', 'ETSI.CAdES.detached', async (d) => {
      const encoded = await cms(d);
      return flipped(encoded, encoded.length - 1);
    });
    expect(gist(await judged(other))).toEqual(['TOTAL-FAILED', 'SIG_CRYPTO_FAILURE', 'VALIDATION_SIGNATURE']);
  });
});

describe.skipIf(!hasTool('openssl', 'version'))('openssl says the same', () => {
  const ID = 'distid:1234567812345678';
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sm2-'));
    return () => rmSync(folder, { recursive: true });
  });
  const at = (name: string): string => join(folder, name);
  const write = (name: string, content: Uint8Array | string): string => {
    writeFileSync(at(name), content);
    return at(name);
  };
  const openssl = (...args: string[]) => runTool('openssl', args);
  const pem = ({ certificate }: Sm2Party): string => toPem('CERTIFICATE', certificate.raw);

  it('of the certificates of these tests, link by link', () => {
    const [root, ca, leaf] = [
      write('root.pem', pem(parties.root)),
      write('ca.pem', pem(parties.ca)),
      write('leaf.pem', pem(parties.signer)),
    ];
    const verify = ['verify', '-vfyopt', ID, '-partial_chain', '-CAfile'];
    expect(openssl(...verify, root, ca).output).toContain('ca.pem: OK');
    expect(openssl(...verify, ca, leaf).output).toContain('leaf.pem: OK');
  });

  it('of the value of a seal', async () => {
    const signed = must(parseSealSignature(await sealSignature(sealInput(), new Uint8Array(32))));
    const key = write('key.pem', toPem('PUBLIC KEY', parties.signer.signer.publicKey));
    const value = write('value', signed.signature);
    const verify = (tbs: string) =>
      openssl(
        ...['pkeyutl', '-verify', '-pubin', '-inkey', key, '-rawin', '-in', tbs, '-sigfile', value],
        ...['-digest', 'sm3', '-pkeyopt', ID],
      ).output;
    expect(verify(write('tbs', signed.tbs))).toContain('Signature Verified Successfully');
    expect(verify(write('other', flipped(signed.tbs, 50)))).toContain('Signature Verification Failure');
  });

  it('of a chain and a signature that it made itself', () => {
    const subject = (cn: string): string => `/C=CN/O=OpenSSL/CN=${cn}`;
    for (const name of ['r', 'l']) openssl('ecparam', '-name', 'SM2', '-genkey', '-noout', '-out', at(`${name}.key`));
    const sign = ['-sm3', '-sigopt', ID];
    openssl('req', '-new', '-x509', '-key', at('r.key'), '-subj', subject('root'), ...sign, '-out', at('r.crt'));
    openssl('req', '-new', '-key', at('l.key'), '-subj', subject('leaf'), ...sign, '-out', at('l.csr'));
    const issue = ['x509', '-req', '-in', at('l.csr'), '-CA', at('r.crt'), '-CAkey', at('r.key'), '-CAcreateserial'];
    openssl(...issue, ...sign, '-vfyopt', ID, '-days', '30', '-out', at('l.crt'));
    const [root, leaf] = ['r.crt', 'l.crt'].map((name) =>
      must(parseCertificate(fromPem(readFileSync(at(name), 'utf8'))[0]?.der as Uint8Array)),
    ) as [Certificate, Certificate];
    const path = verifyPath({
      leaf,
      intermediates: [],
      anchors: [root],
      atMs: Date.now() + 60_000,
      verifier: nodeVerifier,
      purpose: 'document-signing',
    });
    expect(must(path).certificates).toHaveLength(2);
    const data = write('data', 'what was signed');
    const signing = ['pkeyutl', '-sign', '-inkey', at('l.key'), '-rawin', '-in', data, '-digest', 'sm3'];
    openssl(...signing, '-pkeyopt', ID, '-out', at('good'));
    openssl(...signing, '-pkeyopt', 'distid:somebody', '-out', at('bad'));
    const verified = ['good', 'bad'].map((name) =>
      nodeVerifier.verify('sm2-SM3', leaf.publicKey.raw, readFileSync(data), readFileSync(at(name))),
    );
    expect(verified).toEqual([true, false]);
  });
});
