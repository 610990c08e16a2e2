import { der } from '../../src/core/asn1';
import { concat, must } from '../../src/core/base';
import {
  ATTRIBUTES,
  buildSignedData,
  CONTENT_TYPES,
  encodeAttribute,
  signatureTimeStampAttribute,
  signingCertificateV2Attribute,
} from '../../src/core/cms';
import {
  type Certificate,
  EXTENSIONS,
  encodeExtension,
  KEY_PURPOSES,
  parseCertificate,
  signatureAlgorithmIdentifier,
} from '../../src/core/pki';
import { type TimeStampingKey, timeStampingKey } from '../../src/core/tsp';
import { nodeDigest } from '../../src/platform/node';
import { type DemoHospital, stamp } from './demo-hospital';
import type { CmsInput } from './seal-act';

/** Where a hand-made signature departs from an honest one. */
export interface Forgery {
  /** The signed attributes as a list; the honest ones are given. */
  readonly attributes?: (honest: Uint8Array[], input: CmsInput) => Uint8Array[];
  /** Keeps the order of the list instead of DER's. */
  readonly unsorted?: boolean;
  /** What the time-stamp is over; the signature value when left out; none when null. */
  readonly stamped?: ((signature: Uint8Array) => Uint8Array) | null;
  readonly stampedBy?: (hospital: DemoHospital) => Promise<TimeStampingKey>;
  /** Changes the signature value after signing and stamping. */
  readonly signature?: (signature: Uint8Array) => Uint8Array;
}

/** SET OF in the order given, as a careless signer writes it. */
const unsortedSet = (members: readonly Uint8Array[]): Uint8Array => der.withIdentifier(0x31, der.sequence(...members));

async function tokens(signature: Uint8Array, forgery: Forgery, hospital: DemoHospital): Promise<Uint8Array[]> {
  if (forgery.stamped === null) return [];
  const data = forgery.stamped?.(signature) ?? signature;
  const token = await stamp(hospital, nodeDigest.hash('SHA-256', data), await forgery.stampedBy?.(hospital));
  return [signatureTimeStampAttribute(token)];
}

/** A CMS for {@link sealAct} with one thing wrong. */
export const forgedCms =
  (forgery: Forgery) =>
  async (input: CmsInput): Promise<Uint8Array> => {
    const certificate = must(parseCertificate(input.certificate));
    const honest = [
      encodeAttribute(ATTRIBUTES.contentType, der.oid(CONTENT_TYPES.data)),
      encodeAttribute(ATTRIBUTES.messageDigest, der.octetString(input.documentDigest)),
      signingCertificateV2Attribute(certificate, nodeDigest),
    ];
    const attributes = forgery.attributes?.(honest, input) ?? honest;
    const signedAttributes = forgery.unsorted ? unsortedSet(attributes) : der.setOf(attributes);
    const signature = await input.signer.sign(signedAttributes);
    const unsignedAttributes = await tokens(signature, forgery, input.hospital);
    return buildSignedData({
      signedAttributes,
      signature: forgery.signature?.(signature) ?? signature,
      signatureAlgorithm: input.signer.algorithm,
      signingCertificate: certificate,
      certificates: [certificate.raw, input.hospital.ca.certificate.raw],
      unsignedAttributes,
    });
  };

/** A time-stamp authority whose purpose is not marked critical, which RFC 3161 2.3 demands. */
export async function carelessTsa({ tsa, ca }: DemoHospital): Promise<TimeStampingKey> {
  const honest = tsa.certificate;
  const algorithm = signatureAlgorithmIdentifier(ca.signer.algorithm);
  const purpose = encodeExtension(EXTENSIONS.extendedKeyUsage, der.sequence(der.oid(KEY_PURPOSES.timeStamping)), false);
  const tbs = der.sequence(
    der.explicit(0, der.integer(2)),
    der.integerBytes(honest.serialNumber),
    algorithm,
    ca.certificate.subject.raw,
    der.sequence(der.time(honest.notBeforeMs), der.time(honest.notAfterMs)),
    honest.subject.raw,
    tsa.signer.publicKey,
    der.explicit(3, der.sequence(purpose)),
  );
  const raw = der.sequence(tbs, algorithm, der.bitString(await ca.signer.sign(tbs)));
  const certificate: Certificate = must(parseCertificate(raw));
  return timeStampingKey(certificate, [ca.certificate], tsa.signer, nodeDigest);
}

export const signingTimeAttribute = (ms: number): Uint8Array =>
  encodeAttribute(ATTRIBUTES.signingTime, der.utcTime(ms));

export const flipped = (bytes: Uint8Array, at: number): Uint8Array =>
  concat([bytes.subarray(0, at), Uint8Array.of((bytes[at] as number) ^ 1), bytes.subarray(at + 1)]);
