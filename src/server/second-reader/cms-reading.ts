import { createHash } from 'node:crypto';
import { fromBER, type OctetString } from 'asn1js';
import {
  type Certificate,
  ContentInfo,
  getCrypto,
  IssuerAndSerialNumber,
  SignedData,
  type SignerInfo,
  TSTInfo,
} from 'pkijs';
import type { SignatureState } from './types';

/** RFC 5652 11.1, 11.2; RFC 3161 2.4.2 and appendix A. */
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const TIME_STAMP_TOKEN = '1.2.840.113549.1.9.16.2.14';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
/** Digest algorithms by their names in node:crypto (RFC 5754, FIPS 180-4). */
const DIGESTS: Readonly<Record<string, { readonly node: string; readonly web: string }>> = {
  '2.16.840.1.101.3.4.2.1': { node: 'sha256', web: 'SHA-256' },
  '2.16.840.1.101.3.4.2.2': { node: 'sha384', web: 'SHA-384' },
  '2.16.840.1.101.3.4.2.3': { node: 'sha512', web: 'SHA-512' },
};

/** A digest of what is signed, by the name of node:crypto. */
export type ContentDigest = (algorithm: string) => Promise<Buffer>;

export interface CmsReading {
  readonly state: SignatureState;
  readonly certificate?: string;
  readonly serial?: string;
  readonly hasTimeStamp: boolean;
}

const sha256 = (bytes: Uint8Array | ArrayBuffer): string =>
  createHash('sha256').update(new Uint8Array(bytes)).digest('hex');

function parse(contents: Uint8Array): SignedData {
  const { offset, result } = fromBER(contents);
  if (offset < 0) throw new TypeError('no BER');
  return new SignedData({ schema: new ContentInfo({ schema: result }).content });
}

function certificateOf({ certificates = [] }: SignedData, { sid }: SignerInfo): Certificate | undefined {
  const candidates = certificates.filter((one): one is Certificate => 'serialNumber' in one);
  if (sid instanceof IssuerAndSerialNumber)
    return candidates.find((one) => one.issuer.isEqual(sid.issuer) && one.serialNumber.isEqual(sid.serialNumber));
  return undefined;
}

/** Digest, then value over the signed attributes, by the certificate that the signer names. */
async function verify(signed: SignedData, signer: SignerInfo, content: ContentDigest): Promise<SignatureState> {
  const algorithm = DIGESTS[signer.digestAlgorithm.algorithmId];
  const certificate = certificateOf(signed, signer);
  const { signedAttrs } = signer;
  if (algorithm === undefined || signedAttrs === undefined) return 'not-read';
  if (certificate === undefined) return 'certificate';
  const told = signedAttrs.attributes.find(({ type }) => type === MESSAGE_DIGEST)?.values[0] as OctetString | undefined;
  const digest = await content(algorithm.node);
  if (told === undefined || !digest.equals(Buffer.from(told.valueBlock.valueHexView))) return 'digest';
  const attributes = new Uint8Array(signedAttrs.encodedValue);
  // RFC 5652 5.4: signed as a SET, not as the [0] that stands in the file
  attributes[0] = 0x31;
  const genuine = await getCrypto(true)
    .verifyWithPublicKey(
      attributes,
      signer.signature,
      certificate.subjectPublicKeyInfo,
      signer.signatureAlgorithm,
      algorithm.web,
    )
    .catch(() => undefined);
  return genuine === undefined ? 'not-read' : genuine ? 'good' : 'signature';
}

/** The signed content of a time-stamp token; undefined when it is something else. */
function tstInfo({ encapContentInfo }: SignedData): Uint8Array | undefined {
  const { eContent, eContentType } = encapContentInfo;
  return eContentType === TST_INFO && eContent !== undefined ? new Uint8Array(eContent.getValue()) : undefined;
}

async function imprintMatches(info: Uint8Array, content: ContentDigest): Promise<boolean> {
  const { hashAlgorithm, hashedMessage } = TSTInfo.fromBER(info).messageImprint;
  const digest = await content(DIGESTS[hashAlgorithm.algorithmId]?.node ?? 'none');
  return digest.equals(Buffer.from(hashedMessage.valueBlock.valueHexView));
}

async function tokenState(token: SignedData, content: ContentDigest): Promise<SignatureState> {
  const info = tstInfo(token);
  const [signer] = token.signerInfos;
  if (info === undefined || signer === undefined || !(await imprintMatches(info, content))) return 'time-stamp';
  const over: ContentDigest = async (algorithm) => createHash(algorithm).update(info).digest();
  return (await verify(token, signer, over)) === 'good' ? 'good' : 'time-stamp';
}

function stampOf({ unsignedAttrs }: SignerInfo): Uint8Array | undefined {
  const value = unsignedAttrs?.attributes.find(({ type }) => type === TIME_STAMP_TOKEN)?.values[0] as
    | { toBER(): ArrayBuffer }
    | undefined;
  return value === undefined ? undefined : new Uint8Array(value.toBER());
}

async function read(contents: Uint8Array, content: ContentDigest): Promise<CmsReading> {
  const signed = parse(contents);
  const [signer] = signed.signerInfos;
  if (signer === undefined) return { state: 'not-read', hasTimeStamp: false };
  const certificate = certificateOf(signed, signer);
  const facts = certificate && {
    certificate: sha256(certificate.toSchema().toBER()),
    serial: Buffer.from(certificate.serialNumber.valueBlock.valueHexView).toString('hex'),
  };
  if (tstInfo(signed) !== undefined) return { state: await tokenState(signed, content), ...facts, hasTimeStamp: false };
  const stamp = stampOf(signer);
  const value = new Uint8Array(signer.signature.valueBlock.valueHexView);
  const imprint: ContentDigest = async (algorithm) => createHash(algorithm).update(value).digest();
  const own = await verify(signed, signer, content);
  const state = own === 'good' && stamp !== undefined ? await tokenState(parse(stamp), imprint) : own;
  return { state, ...facts, hasTimeStamp: stamp !== undefined };
}

/**
 * Reads a signature or a document time-stamp with pkijs: digest, signer's certificate, value, time-stamp. Paths and
 * revocation are not its business, and nothing is fetched. What it cannot read is `not-read`, never a throw.
 */
export const readCms = (contents: Uint8Array, content: ContentDigest): Promise<CmsReading> =>
  read(contents, content).catch(() => ({ state: 'not-read', hasTimeStamp: false }));
