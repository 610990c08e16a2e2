import { der } from '../../src/core/asn1';
import { concat, fromLatin1, type HashAlgorithm, latin1, must, toHex } from '../../src/core/base';
import { ATTRIBUTES, CONTENT_TYPES, encodeAttribute, hashOf, signatureTimeStampAttribute } from '../../src/core/cms';
import { embedContents, prepareSignature } from '../../src/core/pdf';
import { hashAlgorithmIdentifier, signatureAlgorithmIdentifier } from '../../src/core/pki';
import { nodeDigest, nodeRandom } from '../../src/platform/node';
import type { Party } from './demo-hospital';
import { openBytes } from './seal-act';

/** A signature as other producers write it, in any of the older dresses, to be judged. */
export interface Dressing {
  readonly subFilter: string;
  readonly signingTimeMs: number;
  /** /Cert, the signer's first. */
  readonly certificates?: readonly Uint8Array[];
  /** From the bytes of the ByteRange to what stands in /Contents. */
  readonly contents: (bytes: Uint8Array) => Promise<Uint8Array> | Uint8Array;
}

const OURS = '/ETSI.CAdES.detached';

/** Signs an empty field of a file in a dress: our own revision, its words exchanged at the same length. */
export async function signDressed(file: Uint8Array, fieldName: string, dressing: Dressing): Promise<Uint8Array> {
  const cert = `/Cert[${(dressing.certificates ?? []).map((one) => `<${toHex(one)}>`).join('')}]`;
  const location = 'L'.repeat(Math.max(1, cert.length));
  const prepared = must(
    await prepareSignature(
      await openBytes(file),
      {
        fieldName,
        signingTimeMs: dressing.signingTimeMs,
        timeZoneMinutes: 0,
        location,
        contentsBytes: 16_384,
        appearance: { width: 100, height: 30, ops: [] },
      },
      { random: nodeRandom },
    ),
  );
  const written = fromLatin1(prepared.tail).match(/\/Location ?\([^)]*\)/)?.[0] as string;
  const text = fromLatin1(prepared.tail)
    .replace(OURS, `/${dressing.subFilter}`.padEnd(OURS.length))
    .replace(written, dressing.certificates ? cert.padEnd(written.length) : written);
  const tail = latin1(text);
  const [, length, second, rest] = prepared.byteRange;
  const whole = concat([file, tail]);
  const bytes = concat([whole.subarray(0, length), whole.subarray(second, second + rest)]);
  return concat([file, must(embedContents({ ...prepared, tail }, await dressing.contents(bytes)))]);
}

/** Where a CMS of {@link cmsBy} departs from the plain one. */
export interface CmsParts {
  /** The signed attributes, the honest two given; null: none, the value is over the content. */
  readonly attributes?: ((honest: readonly Uint8Array[]) => readonly Uint8Array[]) | null;
  /** Inside the SignedData; the digest in the attributes is over it then. */
  readonly encapsulated?: Uint8Array;
  readonly digestAlgorithm?: HashAlgorithm;
  readonly unsigned?: (signature: Uint8Array) => Promise<readonly Uint8Array[]> | readonly Uint8Array[];
  /** Time-stamp tokens over the signature value. */
  readonly stamp?: (signature: Uint8Array) => Promise<Uint8Array>;
  readonly certificates?: readonly Uint8Array[];
  readonly crls?: readonly Uint8Array[];
  /** The same signer twice. */
  readonly twice?: boolean;
}

/** A SignedData over `content`, put together freely. */
export async function cmsBy({ certificate, signer }: Party, content: Uint8Array, parts: CmsParts): Promise<Uint8Array> {
  const hash = parts.digestAlgorithm ?? hashOf(signer.algorithm);
  const signed = parts.encapsulated ?? content;
  const honest = [
    encodeAttribute(ATTRIBUTES.contentType, der.oid(CONTENT_TYPES.data)),
    encodeAttribute(ATTRIBUTES.messageDigest, der.octetString(nodeDigest.hash(hash, signed))),
  ];
  const attributes = parts.attributes === null ? undefined : der.setOf([...(parts.attributes?.(honest) ?? honest)]);
  const signature = await signer.sign(attributes ?? signed);
  const tokens = parts.stamp ? [signatureTimeStampAttribute(await parts.stamp(signature))] : [];
  const unsigned = [...tokens, ...((await parts.unsigned?.(signature)) ?? [])];
  const signerInfo = der.sequence(
    der.integer(1),
    der.sequence(certificate.issuer.raw, der.integerContent(certificate.serialNumber)),
    hashAlgorithmIdentifier(hash),
    attributes && der.withIdentifier(0xa0, attributes),
    signatureAlgorithmIdentifier(signer.algorithm),
    der.octetString(signature),
    unsigned.length === 0 ? undefined : der.implicitSetOf(1, unsigned),
  );
  const signedData = der.sequence(
    der.integer(1),
    der.setOf([hashAlgorithmIdentifier(hash)]),
    der.sequence(
      der.oid(CONTENT_TYPES.data),
      parts.encapsulated && der.explicit(0, der.octetString(parts.encapsulated)),
    ),
    der.implicitSetOf(0, parts.certificates ?? [certificate.raw]),
    parts.crls && der.implicitSetOf(1, parts.crls),
    der.setOf(parts.twice ? [signerInfo, signerInfo] : [signerInfo]),
  );
  return der.sequence(der.oid(CONTENT_TYPES.signedData), der.explicit(0, signedData));
}
