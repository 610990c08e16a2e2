import { err, ok, type Result } from '../../core/base';
import { createHttpChannel, type HttpChannel } from './http-exchange';
import type { TlsTrust } from './tls-trust';

/** Which certificate of the system's store this kiosk shows to its server: everything that is said must fit. */
export interface WantedCertificate {
  /** Common names. */
  readonly issuer?: string | undefined;
  readonly subject?: string | undefined;
  /** Of the certificate, hex. */
  readonly sha256?: string | undefined;
}

/** A certificate of the store as it can be asked for; its key stays there. */
export interface StoredCertificate {
  readonly issuer: string;
  readonly subject: string;
  /** Hex, lower case. */
  readonly sha256: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

/**
 * The one certificate that is wanted. A renewed one lies beside the one before for a while: of several of one subject and
 * one issuer the one that ends last is meant.
 * @returns SERVER_CLIENT_CERTIFICATE with `none` or `several`: never the first that fits
 */
export function chooseCertificate<T extends StoredCertificate>(
  store: readonly T[],
  { issuer, subject, sha256 }: WantedCertificate,
  nowMs: number,
): Result<T> {
  const fits = store
    .filter((one) => issuer === undefined || one.issuer === issuer)
    .filter((one) => subject === undefined || one.subject === subject)
    .filter((one) => sha256 === undefined || one.sha256 === sha256.toLowerCase())
    .filter(({ fromMs, untilMs }) => fromMs <= nowMs && nowMs <= untilMs)
    .sort((one, other) => other.untilMs - one.untilMs);
  const [last] = fits;
  if (last === undefined) return err('SERVER_CLIENT_CERTIFICATE', 'none');
  const isOnePerson = fits.every((one) => one.subject === last.subject && one.issuer === last.issuer);
  return isOnePerson ? ok(last) : err('SERVER_CLIENT_CERTIFICATE', 'several');
}

/** Port to a TLS whose keys lie in the system's store; the shell has it, Node's own TLS cannot reach them. */
export type StoreCarrier = (trust: TlsTrust, origin: string, wanted: WantedCertificate) => HttpChannel;

/** For programs that cannot reach the store: the server is not asked as somebody else. */
export const channelOfNobody: StoreCarrier = (_trust, origin) => {
  const others = createHttpChannel({}, origin);
  return {
    exchange: async (request) =>
      request.url.origin === origin ? err('SERVER_CLIENT_CERTIFICATE', 'not here') : others.exchange(request),
    close: () => others.close(),
  };
};
