import { der } from '../../src/core/asn1';
import { HASHES } from '../../src/core/pki';

/** MessageImprint (RFC 3161 2.4.1) over SHA-256. */
export const encodeSha256Imprint = (imprint: Uint8Array): Uint8Array =>
  der.sequence(der.sequence(der.oid(HASHES['SHA-256']), der.nul()), der.octetString(imprint));
