import type { Socket } from 'node:net';
import { type DetailedPeerCertificate, TLSSocket } from 'node:tls';
import type { FastifyRequest } from 'fastify';
import { type ApiErrorCode, type Caller, ENROLMENT_KEY_ID } from '../../contracts/api';
import { equal, fromBase64, toHex } from '../../core/base';
import { type VerificationKey, type VerifiedRequest, verifyRequest } from '../../core/http-signature';
import { fromPem } from '../../core/pki';
import { readP256Key } from '../ca';
import type { ServerContext } from '../context';
import { prepared, type StationRow } from '../store';
import { refuse } from './api-error';
import type { NonceMemory } from './nonce-memory';
import { admitOperator } from './operator-door';

/** Who made a request, proven by its signature. */
export interface Identity {
  readonly kind: 'kiosk' | 'application' | 'enrolling';
  /** Station id, application id, or digest of the enrolling key. */
  readonly id: string;
  /** `kind:id`, for records. */
  readonly caller: string;
  readonly nonce: string;
  readonly nonceUntilMs: number;
  /** SHA-256 that the body must have; a streamed body is compared at its end. */
  readonly contentDigest: Uint8Array | undefined;
}

declare module 'fastify' {
  interface FastifyRequest {
    identity: Identity | undefined;
    /** Bytes of a JSON body as they came. */
    rawBody: Buffer | undefined;
  }
}

/** Refusals of RFC 9421 verification in the words of the contract; all others are AUTH_SIGNATURE_INVALID. */
const CODES: Readonly<Record<string, ApiErrorCode>> = {
  HTTPSIG_MISSING: 'AUTH_SIGNATURE_MISSING',
  HTTPSIG_UNKNOWN_KEY: 'AUTH_KEY_UNKNOWN',
  HTTPSIG_EXPIRED: 'AUTH_CLOCK_SKEW',
  HTTPSIG_REPLAYED: 'AUTH_REPLAYED',
};

const NONCE_LIFE_MS = 600_000;
/** Certificates of a client's path. */
const MAX_PATH = 10;

interface KnownKey {
  readonly kind: Identity['kind'];
  readonly id: string;
  readonly key: VerificationKey;
}

const ecdsa = (publicKey: Uint8Array): VerificationKey => ({ algorithm: 'ecdsa-p256-sha256', publicKey });

const stationKey = prepared<{ id: string }, Pick<StationRow, 'state' | 'public_key'>>((db, value) =>
  db.selectFrom('stations').select(['state', 'public_key']).where('id', '=', value('id')),
);

/** Station or application of a keyid, unless it is frozen. */
function knownKey({ database }: ServerContext, keyId: string, caller: Caller): KnownKey | undefined {
  const { db } = database;
  if (caller !== 'application') {
    const station = database.first(stationKey.bind(db, { id: keyId }));
    if (station?.state === 'enrolled' && station.public_key !== null)
      return { kind: 'kiosk', id: keyId, key: ecdsa(station.public_key) };
  }
  if (caller === 'kiosk') return undefined;
  const application = database.first(db.selectFrom('applications').select(['state', 'secret']).where('id', '=', keyId));
  if (application?.state !== 'active') return undefined;
  return { kind: 'application', id: keyId, key: { algorithm: 'hmac-sha256', secret: application.secret } };
}

/** The key that an enrolling kiosk brings in its body: it proves that it has the private half. */
function enrollingKey(context: ServerContext, keyId: string, body: unknown): KnownKey | undefined {
  if (keyId !== ENROLMENT_KEY_ID || typeof body !== 'object' || body === null || !('publicKey' in body))
    return undefined;
  const text = body.publicKey;
  const publicKey = typeof text === 'string' ? readP256Key(fromBase64(text)) : undefined;
  if (publicKey === undefined) throw refuse('ENROL_KEY_UNUSABLE');
  return { kind: 'enrolling', id: toHex(context.digest.hash('SHA-256', publicKey)), key: ecdsa(publicKey) };
}

/** Whether the path of the connection's certificate, which the handshake has judged, ends at one of these roots (PEM). */
function leadsTo(roots: readonly string[], socket: TLSSocket): boolean {
  const known = new Set(roots.flatMap((pem) => fromPem(pem).map(({ der }) => toHex(der))));
  let at: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  for (let left = MAX_PATH; at?.raw !== undefined && left > 0; left--) {
    if (known.has(toHex(at.raw))) return true;
    at = at.issuerCertificate === at ? undefined : at.issuerCertificate;
  }
  return false;
}

/**
 * Mutual TLS: the connection's certificate leads to our root and is of the key that signed, or leads to the root of the
 * machines' own certificates. True where none is asked for.
 */
function showsKey({ hospital }: ServerContext, socket: Socket, key: VerificationKey): boolean {
  const { stationRoots = [], machineRoots = [] } = hospital.tls ?? {};
  if (stationRoots.length === 0) return true;
  if (!(socket instanceof TLSSocket) || !socket.authorized || key.algorithm !== 'ecdsa-p256-sha256') return false;
  if (machineRoots.length > 0 && leadsTo(machineRoots, socket)) return true;
  const shown = socket.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' });
  return shown !== undefined && equal(new Uint8Array(shown), key.publicKey);
}

const callerOf = ({ kind, id }: KnownKey): string => `${kind}:${id}`;

const identityOf = (known: KnownKey, verified: VerifiedRequest): Identity => ({
  kind: known.kind,
  id: known.id,
  caller: callerOf(known),
  nonce: verified.nonce,
  nonceUntilMs: verified.createdMs + NONCE_LIFE_MS,
  contentDigest: verified.contentDigest,
});

/** preValidation hook: lets only signed requests of `caller` through, or of an operator who is signed in, and notes who it is. */
export const authenticate =
  (context: ServerContext, nonces: NonceMemory, caller: Exclude<Caller, 'none'>) =>
  async (request: FastifyRequest): Promise<void> => {
    if (caller === 'operator') return admitOperator(context, request);
    let known: KnownKey | undefined;
    const { method, url, headers, rawBody } = request;
    const message = { method, url, headers, ...(rawBody === undefined ? {} : { body: rawBody }) };
    const verified = await verifyRequest(message, {
      digest: context.digest,
      verifier: context.requestVerifier,
      nowMs: context.clock.nowMs(),
      keyOf: (keyId) => {
        known = caller === 'enrolling' ? enrollingKey(context, keyId, request.body) : knownKey(context, keyId, caller);
        return known?.key;
      },
      rememberNonce: (_keyId, nonce, untilMs) =>
        known !== undefined && nonces.remember(callerOf(known), nonce, untilMs),
    });
    if (!verified.ok || known === undefined) {
      const code = verified.ok ? 'HTTPSIG_UNKNOWN_KEY' : verified.error.code;
      throw refuse(CODES[code] ?? 'AUTH_SIGNATURE_INVALID', { cause: code });
    }
    const streamed = rawBody === undefined && headers['content-type'] !== undefined;
    if (streamed && verified.value.contentDigest === undefined)
      throw refuse('AUTH_SIGNATURE_INVALID', { cause: 'HTTPSIG_DIGEST_MISSING' });
    if (known.kind === 'kiosk' && !showsKey(context, request.raw.socket, known.key))
      throw refuse('AUTH_CERTIFICATE_MISSING');
    request.identity = identityOf(known, verified.value);
  };

/** The identity of a request behind `authenticate`. */
export function identified(request: FastifyRequest): Identity {
  if (request.identity === undefined) throw new Error('route without authentication');
  return request.identity;
}
