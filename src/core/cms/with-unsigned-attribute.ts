import { type Asn1, asExplicit, asSequence, asSet, der, isContext, readDer } from '../asn1';
import { attempt, must, Refusal, type Result } from '../base';

const MAX_BYTES = 4 * 1024 * 1024;

/** SignerInfo with the attribute among its [1] unsignedAttrs; everything else byte for byte as it was (RFC 5652 5.3). */
function signerWith(signer: Asn1, attribute: Uint8Array): Uint8Array {
  const members = asSequence(signer);
  const last = members.at(-1);
  const isUnsigned = last !== undefined && isContext(last, 1);
  const before = isUnsigned ? last.children.map(({ raw }) => raw) : [];
  const kept = (isUnsigned ? members.slice(0, -1) : members).map(({ raw }) => raw);
  return der.sequence(...kept, der.implicitSetOf(1, [...before, attribute]));
}

/**
 * A signature with one more unsigned attribute, as a time-stamp that came later: signature value, signed attributes and
 * certificates stay as they are. `cms` is the DER of a ContentInfo with one signer; bytes behind it (the padding of a
 * /Contents) are dropped. CMS_NO_SIGNER for other than one signer, ASN1_*.
 */
export const withUnsignedAttribute = (cms: Uint8Array, attribute: Uint8Array): Result<Uint8Array> =>
  attempt(() => {
    const contentInfo = asSequence(must(readDer(cms, { maxBytes: MAX_BYTES, allowTrailing: true })));
    const [type, wrapped] = contentInfo;
    if (type === undefined || wrapped === undefined) throw new Refusal('CMS_DAMAGED', 'ContentInfo');
    const members = asSequence(asExplicit(wrapped));
    const signers = members.at(-1);
    const [signer, second] = signers === undefined ? [] : asSet(signers);
    if (signer === undefined || second !== undefined) throw new Refusal('CMS_NO_SIGNER');
    const kept = members.slice(0, -1).map(({ raw }) => raw);
    const signedData = der.sequence(...kept, der.setOf([signerWith(signer, attribute)]));
    return der.sequence(type.raw, der.explicit(0, signedData));
  });
