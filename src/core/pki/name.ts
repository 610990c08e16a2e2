import { type Asn1, asOid, asSequence, asSet, asText, der, fieldsOf } from '../asn1';
import { equal, Refusal, toHex } from '../base';
import { ATTRIBUTE_TYPES } from './oids';

export type AttributeType = keyof typeof ATTRIBUTE_TYPES;

/** One attribute of a distinguished name to be written: each becomes an RDN of its own, in order. */
export interface NameAttribute {
  readonly type: AttributeType;
  readonly value: string;
}

/** A distinguished name as read. */
export interface Name {
  /** DER of the Name. */
  readonly raw: Uint8Array;
  /** Attribute types as dotted text, in order of appearance. */
  readonly attributes: readonly { readonly type: string; readonly value: string }[];
}

const MAX_ATTRIBUTES = 64;
/** PrintableString where RFC 5280 appendix A.1 asks for it, UTF8String elsewhere. */
const PRINTABLE: ReadonlySet<AttributeType> = new Set(['countryName', 'serialNumber']);
const PRINTABLE_TEXT = /^[A-Za-z0-9 '()+,\-./:=?]*$/;

const encodeValue = ({ type, value }: NameAttribute): Uint8Array => {
  if (!PRINTABLE.has(type)) return der.utf8String(value);
  if (!PRINTABLE_TEXT.test(value)) throw new Refusal('PKI_TEMPLATE_VIOLATED', `${type} is no PrintableString`);
  return der.printableString(value);
};

/** DER of a Name (RFC 5280 4.1.2.4). Throws a Refusal when countryName or serialNumber has other than printable characters. */
export const encodeName = (attributes: readonly NameAttribute[]): Uint8Array =>
  der.sequence(
    ...attributes.map((attribute) =>
      der.setOf([der.sequence(der.oid(ATTRIBUTE_TYPES[attribute.type]), encodeValue(attribute))]),
    ),
  );

/** Values of other types than text are kept as `#` and hex, the form of RFC 4514 2.4. */
const readValue = (node: Asn1): string =>
  node.tagClass === 'universal' && node.tag !== 28 && !node.constructed && node.tag >= 12
    ? asText(node)
    : `#${toHex(node.raw)}`;

export const readName = (node: Asn1): Name => {
  const attributes = asSequence(node).flatMap((rdn) =>
    asSet(rdn).map((attribute) => {
      const fields = fieldsOf(attribute, 'AttributeTypeAndValue');
      const type = asOid(fields.next());
      const value = readValue(fields.next());
      fields.end();
      return { type, value };
    }),
  );
  if (attributes.length > MAX_ATTRIBUTES) throw new Refusal('PKI_CERTIFICATE_DAMAGED', 'name of too many attributes');
  return { raw: node.raw, attributes };
};

/** First value of an attribute. */
export const nameValue = (name: Name, type: AttributeType): string | undefined =>
  name.attributes.find((attribute) => attribute.type === ATTRIBUTE_TYPES[type])?.value;

const folded = (value: string): string => value.trim().replace(/\s+/g, ' ').toLowerCase();

/** Name comparison of RFC 5280 7.1: same bytes, or the same attributes but for letter case, inner spaces and string type. */
export const sameName = (a: Name, b: Name): boolean =>
  equal(a.raw, b.raw) ||
  (a.attributes.length === b.attributes.length &&
    a.attributes.every((attribute, index) => {
      const other = b.attributes[index];
      return attribute.type === other?.type && folded(attribute.value) === folded(other.value);
    }));

/** Short names of RFC 4514 section 3. */
const SHORT: ReadonlyMap<string, string> = new Map([
  [ATTRIBUTE_TYPES.commonName, 'CN'],
  [ATTRIBUTE_TYPES.countryName, 'C'],
  [ATTRIBUTE_TYPES.localityName, 'L'],
  [ATTRIBUTE_TYPES.stateOrProvinceName, 'ST'],
  [ATTRIBUTE_TYPES.organizationName, 'O'],
  [ATTRIBUTE_TYPES.organizationalUnitName, 'OU'],
]);

/** For people and logs, in the manner of RFC 4514: last RDN first, special characters escaped. */
export const formatName = (name: Name): string =>
  [...name.attributes]
    .reverse()
    .map(({ type, value }) => `${SHORT.get(type) ?? type}=${value.replace(/[,+"\\<>;]/g, '\\$&')}`)
    .join(',');
