import { der } from '../asn1';
import { signatureAlgorithmIdentifier } from './algorithms';
import type { CertificateIssuer } from './build-certificate';
import { encodeExtension } from './extensions';
import { EXTENSIONS } from './oids';

export interface RevokedCertificate {
  /** Content octets of the serial number. */
  readonly serialNumber: Uint8Array;
  readonly revokedAtMs: number;
}

export interface CertificateListRequest {
  readonly thisUpdateMs: number;
  readonly nextUpdateMs: number;
  /** cRLNumber: grows with each list of one issuer (RFC 5280 5.2.3). */
  readonly number: number;
  readonly revoked: readonly RevokedCertificate[];
}

const entryOf = (entry: RevokedCertificate): Uint8Array =>
  der.sequence(der.integerBytes(entry.serialNumber), der.time(entry.revokedAtMs));

/** A version 2 CertificateList (RFC 5280 5.1), DER, with authorityKeyIdentifier and cRLNumber. */
export const buildCertificateList = async (
  request: CertificateListRequest,
  issuer: CertificateIssuer,
): Promise<Uint8Array> => {
  const algorithm = signatureAlgorithmIdentifier(issuer.signer.algorithm);
  const tbs = der.sequence(
    der.integer(1),
    algorithm,
    issuer.name,
    der.time(request.thisUpdateMs),
    der.time(request.nextUpdateMs),
    // RFC 5280 5.1.2.6: absent, not empty, when nothing is revoked.
    request.revoked.length === 0 ? undefined : der.sequence(...request.revoked.map(entryOf)),
    der.explicit(
      0,
      der.sequence(
        encodeExtension(EXTENSIONS.authorityKeyIdentifier, der.sequence(der.implicitPrimitive(0, issuer.keyId))),
        encodeExtension(EXTENSIONS.cRLNumber, der.integer(request.number)),
      ),
    ),
  );
  return der.sequence(tbs, algorithm, der.bitString(await issuer.signer.sign(tbs)));
};
