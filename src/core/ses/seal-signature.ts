import {
  type Asn1,
  asBitStringBytes,
  asExplicit,
  asOctetString,
  asSmallInteger,
  asTime,
  type Fields,
  fieldsOf,
  isUniversal,
  readDer,
  readDerOrThrow,
  TAG,
} from '../asn1';
import { attempt, Refusal, type Result, type SignatureAlgorithm } from '../base';
import { readTimeStampToken } from '../tsp';
import { boundedText, damaged, type ElectronicSeal, readAlgorithm, readSeal } from './electronic-seal';

/** SES_Signature: a seal put on a document. Nothing of it is verified by reading. */
export interface SealSignature {
  /** Bytes of the input that it takes. */
  readonly consumed: number;
  readonly seal: ElectronicSeal;
  /** TBS_Sign, DER: what the signature covers. */
  readonly tbs: Uint8Array;
  /** When the seal was put on the document, as its signer says. */
  readonly claimedTimeMs: number | undefined;
  /** Digest of the document, by the hash of the signature algorithm. */
  readonly dataHash: Uint8Array;
  /** DER of the signer's certificate. */
  readonly certificate: Uint8Array;
  /** undefined: not accepted. */
  readonly signatureAlgorithm: SignatureAlgorithm | undefined;
  readonly signature: Uint8Array;
  /** Time-stamp token over the signature value (GB/T 38540 only). */
  readonly timeStamp?: Uint8Array;
}

/** A seal's picture is the largest part; more elements than this have only lists of many thousand certificates. */
const LIMITS = { maxBytes: 4 * 1024 * 1024, maxDepth: 16, maxElements: 4096, allowTrailing: true } as const;

/** GM/T 0031: a time, or a time-stamp made before the signature; neither proves when the signature existed. */
const timeInBits = (bits: Uint8Array): number | undefined => {
  const plain = attempt(() => asTime(readDerOrThrow(bits, { maxElements: 1 })));
  if (plain.ok) return plain.value;
  const token = readTimeStampToken(bits);
  return token.ok ? token.value.genTimeMs : undefined;
};

/** TBS_Sign up to propertyInfo, the same in both standards but for the type of the time. */
const readToSign = (fields: Fields) => {
  asSmallInteger(fields.next());
  const seal = readSeal(fields.next());
  const time = fields.next();
  const claimedTimeMs = isUniversal(time, TAG.bitString) ? timeInBits(asBitStringBytes(time)) : asTime(time);
  const dataHash = asBitStringBytes(fields.next());
  boundedText(fields.next());
  return { seal, claimedTimeMs, dataHash };
};

/** SES_Signature of GB/T 38540 7.1.2: TBS_Sign, certificate, algorithm, value, time-stamp. */
const readCurrent = (root: Asn1) => {
  const fields = fieldsOf(root, 'SES_Signature');
  const toSign = fields.next();
  const [cert, algorithm, signature] = [fields.next(), fields.next(), fields.next()];
  const stamp = fields.optionalContext(0);
  fields.end();
  return {
    tbs: toSign.raw,
    ...readToSign(fieldsOf(toSign, 'TBS_Sign')),
    certificate: asOctetString(cert),
    signatureAlgorithm: readAlgorithm(algorithm),
    signature: asBitStringBytes(signature),
    ...(stamp && { timeStamp: asBitStringBytes(asExplicit(stamp)) }),
  };
};

/** SES_Signature of GM/T 0031 6.2.1: certificate and algorithm stand inside TBS_Sign. */
const readOlder = (root: Asn1) => {
  const [toSign, signature] = root.children as readonly [Asn1, Asn1];
  const fields = fieldsOf(toSign, 'TBS_Sign');
  const common = readToSign(fields);
  const [cert, algorithm] = [fields.next(), fields.next()];
  fields.end();
  return {
    tbs: toSign.raw,
    ...common,
    certificate: asOctetString(cert),
    signatureAlgorithm: readAlgorithm(algorithm),
    signature: asBitStringBytes(signature),
  };
};

/** Whether bytes have the shape of a SES_Signature: a CMS begins with an identifier where this has a TBS_Sign. */
export const isSealShaped = (bytes: Uint8Array): boolean => {
  const root = readDer(bytes, LIMITS);
  const [toSign] = root.ok ? root.value.children : [];
  const [version, seal] = toSign?.children ?? [];
  return version !== undefined && isUniversal(version, TAG.integer) && seal?.constructed === true;
};

/**
 * Reads a SES_Signature of GB/T 38540-2020 or GM/T 0031-2014, DER, at most 4 MiB, as it stands in the /Contents of a PDF
 * signature; what follows it is ignored. Codes: SES_DAMAGED, ASN1_*.
 */
export const parseSealSignature = (bytes: Uint8Array): Result<SealSignature> =>
  attempt(() => {
    const root = readDerOrThrow(bytes, LIMITS);
    const count = root.children.length;
    if (!isUniversal(root, TAG.sequence) || (count !== 2 && count !== 4 && count !== 5)) throw damaged('SES_Signature');
    const read = count === 2 ? readOlder(root) : readCurrent(root);
    if (read.dataHash.length > 64 || read.signature.length > 1024) throw new Refusal('SES_DAMAGED', 'sizes');
    return { consumed: root.raw.length, ...read };
  });
