import { createHash, X509Certificate } from 'node:crypto';
import type { AgentOptions } from 'node:https';
import { checkServerIdentity, type DetailedPeerCertificate, type PeerCertificate } from 'node:tls';

/** Whom the kiosk believes to be its server, and who it is itself to it. Nothing set: the system's store, nameless. */
export interface TlsTrust {
  /** PEM; in place of the system's store. */
  readonly ca?: string;
  /** `sha256/…` of a SubjectPublicKeyInfo (RFC 7469): one certificate of the server's path must have one of these. */
  readonly pins?: readonly string[];
  /** PEM of this kiosk's key and certificate with its path, for a server that asks (mutual TLS). */
  readonly identity?: { readonly key: string; readonly certificate: string };
}

/** RFC 7469 2.4 of a certificate in DER. */
export function pinOf(der: Uint8Array): string {
  const key = new X509Certificate(der).publicKey.export({ type: 'spki', format: 'der' });
  return `sha256/${createHash('sha256').update(key).digest('base64')}`;
}

/** The path as the handshake built it, leaf first; a root names itself as its issuer. */
export function pathOf(leaf: PeerCertificate): Uint8Array[] {
  const path: Uint8Array[] = [];
  let at = leaf as DetailedPeerCertificate | undefined;
  for (let left = 10; at?.raw !== undefined && left > 0; left--) {
    path.push(at.raw);
    at = at.issuerCertificate === at ? undefined : at.issuerCertificate;
  }
  return path;
}

/**
 * Options of an https agent. Node does not ask `checkServerIdentity` on a resumed session, so none is kept: every
 * connection is judged.
 */
export function tlsOptions({ ca, pins, identity }: TlsTrust): AgentOptions {
  return {
    maxCachedSessions: 0,
    minVersion: 'TLSv1.2',
    ...(ca === undefined ? {} : { ca }),
    ...(identity === undefined ? {} : { key: identity.key, cert: identity.certificate }),
    checkServerIdentity: (host, certificate) => {
      const problem = checkServerIdentity(host, certificate);
      if (problem !== undefined || pins === undefined) return problem;
      if (pathOf(certificate).some((der) => pins.includes(pinOf(der)))) return undefined;
      return Object.assign(new Error('no pinned key'), { code: 'PIN_MISMATCH' });
    },
  };
}

/** OpenSSL's verdicts on a path (X509_V_ERR_*) and Node's on a name, in Node's words. */
const UNTRUSTED =
  /^(?:UNABLE_TO_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|CERT_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|ERR_TLS_CERT_ALTNAME)/;

/** Alerts of a server that does not take this kiosk's certificate, or the lack of one (RFC 8446 6.2). */
const NOT_TAKEN =
  /ALERT_(?:CERTIFICATE_REQUIRED|BAD_CERTIFICATE|CERTIFICATE_(?:EXPIRED|REVOKED|UNKNOWN)|UNKNOWN_CA|UNSUPPORTED_CERTIFICATE)$/;

type TrustFailure = 'SERVER_UNTRUSTED' | 'SERVER_PIN_MISMATCH' | 'SERVER_CLIENT_CERTIFICATE';

/** The code for a connection that failed over trust; undefined where it failed over something else. */
export const trustFailure = (code: string | undefined): TrustFailure | undefined => {
  if (code === 'PIN_MISMATCH') return 'SERVER_PIN_MISMATCH';
  if (code !== undefined && NOT_TAKEN.test(code)) return 'SERVER_CLIENT_CERTIFICATE';
  return code !== undefined && UNTRUSTED.test(code) ? 'SERVER_UNTRUSTED' : undefined;
};
