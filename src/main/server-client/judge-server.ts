import { X509Certificate } from 'node:crypto';
import { checkServerIdentity } from 'node:tls';
import { err, ok, type Result } from '../../core/base';
import { type Certificate, fromPem, parseCertificate, verifyPath } from '../../core/pki';
import { nodeVerifier } from '../../platform/node';
import { pinOf, type TlsTrust } from './tls-trust';

/** What a server showed in a handshake that is not Node's. */
export interface ShownByServer {
  readonly host: string;
  /** DER, leaf first. Where the system's store decides: the path that it found. */
  readonly chain: readonly Uint8Array[];
  /** Whether the system's store trusts the path and the name. */
  readonly isTrustedBySystem: boolean;
}

const certificates = (ders: readonly Uint8Array[]): Certificate[] =>
  ders.flatMap((der) => {
    const parsed = parseCertificate(der);
    return parsed.ok ? [parsed.value] : [];
  });

/** The path up to a root of `ca`, as RFC 5280 6.1 has it, for the name by Node's own rules (RFC 6125). */
function pathByCa(ca: string, { host, chain }: ShownByServer, nowMs: number): Result<readonly Certificate[]> {
  const [leaf, ...intermediates] = certificates(chain);
  if (leaf === undefined) return err('SERVER_UNTRUSTED', 'no certificate');
  const path = verifyPath({
    leaf,
    intermediates,
    anchors: certificates(fromPem(ca).map(({ der }) => der)),
    atMs: nowMs,
    verifier: nodeVerifier,
    purpose: 'server-authentication',
  });
  if (!path.ok) return err('SERVER_UNTRUSTED', path.error.code);
  const problem = checkServerIdentity(host, new X509Certificate(leaf.raw).toLegacyObject());
  return problem === undefined ? ok(path.value.certificates) : err('SERVER_UNTRUSTED', 'ERR_TLS_CERT_ALTNAME_INVALID');
}

/**
 * Judges a server as Node's TLS would by `tlsOptions`: path to a root of the settings or of the system, name, pins.
 * @returns until when the verdict holds, the end of the certificate that ends first; SERVER_UNTRUSTED, SERVER_PIN_MISMATCH
 */
export function judgeServer(trust: TlsTrust, shown: ShownByServer, nowMs: number): Result<number> {
  const path = trust.ca === undefined ? ok(certificates(shown.chain)) : pathByCa(trust.ca, shown, nowMs);
  if (!path.ok) return path;
  if (path.value.length === 0 || (trust.ca === undefined && !shown.isTrustedBySystem))
    return err('SERVER_UNTRUSTED', 'system');
  const { pins } = trust;
  if (pins !== undefined && !path.value.some(({ raw }) => pins.includes(pinOf(raw)))) return err('SERVER_PIN_MISMATCH');
  return ok(Math.min(...path.value.map(({ notAfterMs }) => notAfterMs)));
}
