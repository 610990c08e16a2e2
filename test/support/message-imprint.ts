import { der } from '../../src/core/asn1';
import { HASHES } from '../../src/core/pki';

/** MessageImprint (RFC 3161 2.4.1). */
export const encodeImprint = (hash: keyof typeof HASHES, imprint: Uint8Array): Uint8Array =>
  der.sequence(der.sequence(der.oid(HASHES[hash]), der.nul()), der.octetString(imprint));

/** MessageImprint over SHA-256. */
export const encodeSha256Imprint = (imprint: Uint8Array): Uint8Array => encodeImprint('SHA-256', imprint);
