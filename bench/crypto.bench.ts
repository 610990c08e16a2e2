import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { buildCertificate, CERTIFICATE_TEMPLATES } from '../src/core/pki';
import { createTimeStampAuthority, encodeTimeStampReq, nonceFrom, timeStampingKey } from '../src/core/tsp';
import { generatePrivateKey, nodeClock, nodeDigest, nodeRandom, signerFromKeyObject } from '../src/platform/node';
import { createTestPki, issuerOf, PORTS, type TestPki, testBinding, testName } from '../test/support/test-pki';
import { type Figure, median, ratio } from './figure';

const ROUND_MS = 250;
const ROUNDS = 3;
type Work = () => Promise<unknown> | unknown;

/** CPU time of the whole process, all threads: a rate per core that a busy machine does not change. */
const cpuUs = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** Times a second of one core that `work` can be done, in one round. */
const rate = async (work: Work): Promise<number> => {
  const start = cpuUs();
  let done = 0;
  let elapsedUs = 0;
  while (elapsedUs < ROUND_MS * 1000) {
    for (let i = 0; i < 10; i++) await work();
    done += 10;
    elapsedUs = cpuUs() - start;
  }
  return (done * 1e6) / elapsedUs;
};

/** Median rates; the works take turns, so that a busy machine disturbs all alike. */
const rates = async (works: readonly Work[]): Promise<number[]> => {
  for (const work of works) await rate(work);
  const seen: number[][] = works.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, work] of works.entries()) seen[index]?.push(await rate(work));
  }
  return seen.map(median);
};

/** The same curve for pkijs, which signs by WebCrypto. */
const EC = { name: 'ECDSA', namedCurve: 'P-256' };
const webKeys = async (): Promise<CryptoKeyPair> =>
  (await crypto.subtle.generateKey(EC, true, ['sign', 'verify'])) as CryptoKeyPair;

const pkijsExtension = (extnID: string, value: asn1js.BaseBlock, critical = false): pkijs.Extension =>
  new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });

const pkijsName = (name: pkijs.RelativeDistinguishedNames): void => {
  for (const value of ['CN', '示例医院', '王小明']) {
    name.typesAndValues.push(
      new pkijs.AttributeTypeAndValue({ type: '2.5.4.3', value: new asn1js.Utf8String({ value }) }),
    );
  }
};

/** An event certificate of the same content by pkijs. */
const pkijsCertificate = async (subjectKey: CryptoKey, issuerKey: CryptoKey): Promise<ArrayBuffer> => {
  const certificate = new pkijs.Certificate({ version: 2 });
  certificate.serialNumber = new asn1js.Integer({ valueHex: nodeRandom.bytes(16).buffer as ArrayBuffer });
  pkijsName(certificate.issuer);
  pkijsName(certificate.subject);
  certificate.notBefore.value = new Date();
  certificate.notAfter.value = new Date(Date.now() + CERTIFICATE_TEMPLATES.event.lifetimeDays * 86_400_000);
  await certificate.subjectPublicKeyInfo.importKey(subjectKey);
  const digests = Array.from({ length: 4 }, () => new asn1js.OctetString({ valueHex: new ArrayBuffer(32) }));
  certificate.extensions = [
    pkijsExtension('2.5.29.15', new asn1js.BitString({ valueHex: Uint8Array.of(0xc0).buffer, unusedBits: 6 }), true),
    new pkijs.Extension({
      extnID: '2.5.29.37',
      extnValue: new pkijs.ExtKeyUsage({ keyPurposes: ['1.3.6.1.5.5.7.3.36'] }).toSchema().toBER(),
    }),
    pkijsExtension('2.5.29.56', new asn1js.Null()),
    pkijsExtension('2.5.29.14', new asn1js.OctetString({ valueHex: new ArrayBuffer(20) })),
    pkijsExtension(
      '2.5.29.35',
      new asn1js.Sequence({ value: [new asn1js.OctetString({ valueHex: new ArrayBuffer(20) })] }),
    ),
    pkijsExtension('1.2.3.4', new asn1js.Sequence({ value: digests })),
  ];
  await certificate.sign(issuerKey, 'SHA-256');
  return certificate.toSchema(true).toBER();
};

/** A time-stamp response of the same content by pkijs: request decoded, TSTInfo, SignedData signed, response encoded. */
const pkijsToken = async (request: ArrayBuffer, pki: TestPki, key: CryptoKey): Promise<ArrayBuffer> => {
  const query = pkijs.TimeStampReq.fromBER(request);
  const info = new pkijs.TSTInfo({ version: 1, policy: '1.2.3.4', messageImprint: query.messageImprint });
  info.serialNumber = new asn1js.Integer({ valueHex: nodeRandom.bytes(16).buffer as ArrayBuffer });
  info.genTime = new Date();
  info.accuracy = new pkijs.Accuracy({ seconds: 1 });
  if (query.nonce) info.nonce = query.nonce;
  const eContent = new asn1js.OctetString({ valueHex: info.toSchema().toBER() });
  const certificate = pkijs.Certificate.fromBER(new Uint8Array(pki.tsa.certificate.raw).buffer);
  const issuer = pkijs.Certificate.fromBER(new Uint8Array(pki.ca.certificate.raw).buffer);
  const digest = await crypto.subtle.digest('SHA-256', eContent.valueBlock.valueHexView as BufferSource);
  const sid = new pkijs.IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber });
  const attributes = [
    new pkijs.Attribute({
      type: '1.2.840.113549.1.9.3',
      values: [new asn1js.ObjectIdentifier({ value: '1.2.840.113549.1.9.16.1.4' })],
    }),
    new pkijs.Attribute({ type: '1.2.840.113549.1.9.4', values: [new asn1js.OctetString({ valueHex: digest })] }),
  ];
  const signed = new pkijs.SignedData({
    version: 3,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: '1.2.840.113549.1.9.16.1.4', eContent }),
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid,
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
      }),
    ],
    certificates: [certificate, issuer],
  });
  await signed.sign(key, 0, 'SHA-256');
  const token = new pkijs.ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: signed.toSchema(true) });
  const status = new pkijs.PKIStatusInfo({ status: 0 });
  return new pkijs.TimeStampResp({ status, timeStampToken: token }).toSchema().toBER();
};

const AIM_PER_SECOND = 5000;

const figureOf = (name: string, [value, floor, peer]: readonly number[]): Figure => {
  const [own, signing, other] = [value ?? 0, floor ?? 0, peer ?? 0].map(Math.round) as [number, number, number];
  const ratioToFloor = ratio(own, signing);
  return {
    name,
    value: own,
    unit: '/s',
    floor: signing,
    peer: other,
    ratioToFloor,
    ratioToPeer: ratio(own, other),
    aim: `at least ${AIM_PER_SECOND}/s per core`,
    met: own >= AIM_PER_SECOND,
  };
};

/** In process, per second of CPU. Floor: the one P-256 signature that each holds, by the same calls; peer: pkijs over WebCrypto. */
export const figures = async (): Promise<Figure[]> => {
  const pki = await createTestPki();
  const keys = await webKeys();
  const { publicKey } = signerFromKeyObject(generatePrivateKey('P-256'));
  const issuer = issuerOf(pki.ca);
  const subject = testName('王小明');
  const certificate = () =>
    buildCertificate(
      { template: 'event', subject, publicKey, notBeforeMs: nodeClock.nowMs(), eventBinding: testBinding() },
      issuer,
      PORTS,
    );
  const messageImprint = { hashAlgorithm: 'SHA-256', hashedMessage: nodeDigest.hash('SHA-256', publicKey) } as const;
  const request = encodeTimeStampReq({ messageImprint, nonce: nonceFrom(nodeRandom.bytes(16)), certReq: true });
  const authority = createTimeStampAuthority({
    key: timeStampingKey(pki.tsa.certificate, [pki.ca.certificate], pki.tsa.signer, nodeDigest),
    policy: '1.2.3.4',
    accuracy: { seconds: 1 },
    clock: nodeClock,
    random: nodeRandom,
  });
  const bytes = await certificate();
  const signing = () => pki.ca.signer.sign(bytes);
  const query = new Uint8Array(request).buffer;
  const certificates = await rates([certificate, signing, () => pkijsCertificate(keys.publicKey, keys.privateKey)]);
  const tokens = await rates([() => authority.answer(request), signing, () => pkijsToken(query, pki, keys.privateKey)]);
  return [
    figureOf('event certificates, in process (floor: one P-256 signature)', certificates),
    figureOf('time-stamp tokens, in process (floor: one P-256 signature)', tokens),
  ];
};
