import {
  type Asn1,
  asBoolean,
  asNamedBits,
  asNull,
  asOctetString,
  asOid,
  asSequence,
  asSmallInteger,
  der,
  fieldsOf,
  readDerOrThrow,
  TAG,
} from '../asn1';
import { must, Refusal } from '../base';
import { decodeEventBinding, EVENT_BINDING_OID, type EventBinding } from './event-binding';
import { EXTENSIONS, KEY_USAGE_BITS, type KeyUsage } from './oids';
import {
  decodeSignedDocumentBinding,
  SIGNED_DOCUMENT_BINDING_OID,
  type SignedDocumentBinding,
} from './signed-document-binding';

export interface Extension {
  readonly id: string;
  readonly critical: boolean;
  /** Content of extnValue: DER of the extension's own type. */
  readonly value: Uint8Array;
}

export interface BasicConstraints {
  readonly ca: boolean;
  readonly pathLength?: number;
}

/** The extensions that we understand, read. */
export interface KnownExtensions {
  readonly basicConstraints?: BasicConstraints;
  readonly keyUsage?: ReadonlySet<KeyUsage>;
  readonly extendedKeyUsage?: { readonly purposes: readonly string[]; readonly critical: boolean };
  readonly subjectKeyIdentifier?: Uint8Array;
  readonly authorityKeyIdentifier?: Uint8Array;
  /** RFC 9608: the certificate will never be revoked. */
  readonly noRevocationAvailable: boolean;
  readonly eventBinding?: EventBinding;
  /** Of a one signature certificate; one that cannot be read counts as absent: it is not critical, and still a draft's. */
  readonly signedDocumentBinding?: SignedDocumentBinding;
}

/** Critical ones outside this list stop a path. certificatePolicies: any policy is accepted (RFC 5280 6.1.1 (c)). */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  EXTENSIONS.subjectKeyIdentifier,
  EXTENSIONS.keyUsage,
  EXTENSIONS.subjectAltName,
  EXTENSIONS.basicConstraints,
  EXTENSIONS.certificatePolicies,
  EXTENSIONS.authorityKeyIdentifier,
  EXTENSIONS.extendedKeyUsage,
  EXTENSIONS.noRevAvail,
  EVENT_BINDING_OID,
]);
const MAX_EXTENSIONS = 64;

export const encodeExtension = (id: string, value: Uint8Array, critical = false): Uint8Array =>
  der.sequence(der.oid(id), critical ? der.boolean(true) : undefined, der.octetString(value));

const readExtension = (node: Asn1): Extension => {
  const fields = fieldsOf(node, 'Extension');
  const id = asOid(fields.next());
  const flag = fields.optional(TAG.boolean);
  const critical = flag !== undefined && asBoolean(flag);
  const value = asOctetString(fields.next());
  fields.end();
  return { id, critical, value };
};

/** Extensions of a certificate; an identifier may come once (RFC 5280 4.2). */
export const readExtensions = (node: Asn1): readonly Extension[] => {
  const members = asSequence(node);
  if (members.length === 0 || members.length > MAX_EXTENSIONS)
    throw new Refusal('PKI_CERTIFICATE_DAMAGED', 'extensions');
  const extensions = members.map(readExtension);
  if (new Set(extensions.map(({ id }) => id)).size !== extensions.length) {
    throw new Refusal('PKI_CERTIFICATE_DAMAGED', 'extension repeated');
  }
  return extensions;
};

export const unknownCriticalExtension = (extensions: readonly Extension[]): string | undefined =>
  extensions.find(({ id, critical }) => critical && !UNDERSTOOD.has(id))?.id;

const readBasicConstraints = (node: Asn1): BasicConstraints => {
  const fields = fieldsOf(node, 'BasicConstraints');
  const flag = fields.optional(TAG.boolean);
  const length = fields.optional(TAG.integer);
  fields.end();
  const ca = flag !== undefined && asBoolean(flag);
  if (length === undefined) return { ca };
  const pathLength = asSmallInteger(length);
  if (!ca || pathLength < 0) throw new Refusal('PKI_CERTIFICATE_DAMAGED', 'pathLenConstraint');
  return { ca, pathLength };
};

const KEY_USAGES = Object.keys(KEY_USAGE_BITS) as KeyUsage[];

const readKeyUsage = (node: Asn1): ReadonlySet<KeyUsage> => {
  const numbers = asNamedBits(node);
  if (numbers.length === 0) throw new Refusal('PKI_CERTIFICATE_DAMAGED', 'keyUsage without a bit');
  return new Set(KEY_USAGES.filter((usage) => numbers.includes(KEY_USAGE_BITS[usage])));
};

const readPurposes = (node: Asn1): readonly string[] => {
  const purposes = asSequence(node).map(asOid);
  if (purposes.length === 0) throw new Refusal('PKI_CERTIFICATE_DAMAGED', 'extKeyUsage without a purpose');
  return purposes;
};

const readAuthorityKeyIdentifier = (node: Asn1): Uint8Array | undefined =>
  fieldsOf(node, 'AuthorityKeyIdentifier').optionalContext(0)?.content;

/** Reads what we understand. Throws Refusals for damaged values of understood extensions. */
export const readKnownExtensions = (extensions: readonly Extension[]): KnownExtensions => {
  const find = (id: string): Extension | undefined => extensions.find((extension) => extension.id === id);
  const read = <T>(id: string, reader: (node: Asn1) => T): T | undefined => {
    const found = find(id);
    return found === undefined ? undefined : reader(readDerOrThrow(found.value, { maxElements: 256 }));
  };
  const basicConstraints = read(EXTENSIONS.basicConstraints, readBasicConstraints);
  const keyUsage = read(EXTENSIONS.keyUsage, readKeyUsage);
  const purposes = read(EXTENSIONS.extendedKeyUsage, readPurposes);
  const subjectKeyIdentifier = read(EXTENSIONS.subjectKeyIdentifier, asOctetString);
  const authorityKeyIdentifier = read(EXTENSIONS.authorityKeyIdentifier, readAuthorityKeyIdentifier);
  const noRevAvail = find(EXTENSIONS.noRevAvail);
  if (noRevAvail !== undefined) asNull(readDerOrThrow(noRevAvail.value));
  const binding = find(EVENT_BINDING_OID);
  const document = find(SIGNED_DOCUMENT_BINDING_OID);
  const signed = document && decodeSignedDocumentBinding(document.value);
  const critical = find(EXTENSIONS.extendedKeyUsage)?.critical === true;
  return {
    noRevocationAvailable: noRevAvail !== undefined,
    ...(basicConstraints && { basicConstraints }),
    ...(keyUsage && { keyUsage }),
    ...(purposes && { extendedKeyUsage: { purposes, critical } }),
    ...(subjectKeyIdentifier && { subjectKeyIdentifier }),
    ...(authorityKeyIdentifier && { authorityKeyIdentifier }),
    ...(binding && { eventBinding: must(decodeEventBinding(binding.value)) }),
    ...(signed?.ok && { signedDocumentBinding: signed.value }),
  };
};
