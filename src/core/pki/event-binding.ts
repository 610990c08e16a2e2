import { asOctetString, asSmallInteger, der, fieldsOf, readDerOrThrow } from '../asn1';
import { attempt, Refusal, type Result } from '../base';

/**
 * Extension of an event certificate that ties it to one act. Registered to nobody: an arc of 2.25 is made from a
 * UUID (ITU-T X.667), here 41fc1a15-614f-4206-a5fd-c58b967a466c.
 */
export const EVENT_BINDING_OID = '2.25.87708807570927278935368550684770846316';

/** The four SHA-256 digests of one signer's act (docs/evidence-format.md). */
export interface EventBinding {
  /** D1: over the ByteRange of the prepared revision. */
  readonly documentDigest: Uint8Array;
  /** SHA-256 of the manifest. */
  readonly manifestDigest: Uint8Array;
  /** A: over document and encrypted evidence. */
  readonly bindingA: Uint8Array;
  /** B: over A and the clear evidence. */
  readonly bindingB: Uint8Array;
}

const VERSION = 1;
const SHA256_LENGTH = 32;

const sized = (digest: Uint8Array): Uint8Array => {
  if (digest.length !== SHA256_LENGTH) throw new Refusal('PKI_EVENT_BINDING_DAMAGED', 'digest is not 32 bytes');
  return digest;
};

/**
 * EventBinding ::= SEQUENCE { version INTEGER { v1(1) }, documentDigest, manifestDigest, bindingA, bindingB
 * OCTET STRING (SIZE(32)) }, all SHA-256. Throws a Refusal for a digest of another length.
 */
export const encodeEventBinding = (binding: EventBinding): Uint8Array =>
  der.sequence(
    der.integer(VERSION),
    der.octetString(sized(binding.documentDigest)),
    der.octetString(sized(binding.manifestDigest)),
    der.octetString(sized(binding.bindingA)),
    der.octetString(sized(binding.bindingB)),
  );

/** Reads the extension's value. Codes: PKI_EVENT_BINDING_DAMAGED, ASN1_*. */
export const decodeEventBinding = (bytes: Uint8Array): Result<EventBinding> =>
  attempt(() => {
    const fields = fieldsOf(readDerOrThrow(bytes, { maxBytes: 256, maxElements: 6 }), 'EventBinding');
    if (asSmallInteger(fields.next()) !== VERSION) throw new Refusal('PKI_EVENT_BINDING_DAMAGED', 'version');
    const next = (): Uint8Array => sized(asOctetString(fields.next()));
    const binding = { documentDigest: next(), manifestDigest: next(), bindingA: next(), bindingB: next() };
    fields.end();
    return binding;
  });
