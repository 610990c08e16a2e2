import { type Asn1, asSequence, isContext } from '../asn1';
import { attempt } from '../base';
import type { Attribute } from './attributes';
import { ATTRIBUTES } from './oids';
import type { SignedData } from './signed-data';

/** Validation data inside a SignedData, DER each, unverified. */
export interface CarriedData {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
}

/** More is a way to keep a reader busy. */
const MAX_ITEMS = 64;

/** SEQUENCE OF under an explicit tag, or nothing. */
const under = (value: Asn1, tag: number): Uint8Array[] => {
  const tagged = asSequence(value).find((member) => isContext(member, tag));
  return tagged?.children[0] === undefined ? [] : asSequence(tagged.children[0]).map(({ raw }) => raw);
};

const valuesOf = (attributes: readonly Attribute[], ...types: readonly string[]): Asn1[] =>
  attributes.filter(({ type }) => types.includes(type)).flatMap(({ values }) => values);

const readable = (read: () => Uint8Array[]): Uint8Array[] => {
  const result = attempt(read);
  return result.ok ? result.value : [];
};

/**
 * What a SignedData brings along to validate it: its crls (RFC 5652 5.1), adbe-revocationInfoArchival (ISO 32000-1
 * 12.8.3.3.2) and CAdES revocation-values and certificate-values (EN 319 122-1 5.4). The two revocation attributes have one
 * shape: [0] CRLs, [1] OCSP responses. Unreadable values are passed over.
 */
export const carriedData = (signedData: SignedData): CarriedData => {
  const attributes = signedData.signerInfos.flatMap(({ signedAttributes, unsignedAttributes }) => [
    ...(signedAttributes?.attributes ?? []),
    ...unsignedAttributes,
  ]);
  const revocation = valuesOf(attributes, ATTRIBUTES.revocationInfoArchival, ATTRIBUTES.revocationValues);
  const certificates = valuesOf(attributes, ATTRIBUTES.certificateValues);
  return {
    certificates: certificates
      .flatMap((value) => readable(() => asSequence(value).map(({ raw }) => raw)))
      .slice(0, MAX_ITEMS),
    crls: [...signedData.crls, ...revocation.flatMap((value) => readable(() => under(value, 0)))].slice(0, MAX_ITEMS),
    ocsps: revocation.flatMap((value) => readable(() => under(value, 1))).slice(0, MAX_ITEMS),
  };
};
