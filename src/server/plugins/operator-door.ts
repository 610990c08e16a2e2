import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OperatorSession } from '../../contracts/api';
import type { ServerContext } from '../context';
import { SESSION_LIFE_MS, sessionOf } from '../operators';
import { refuse } from './api-error';

declare module 'fastify' {
  interface FastifyRequest {
    operator: OperatorSession | undefined;
  }
}

/** RFC 6265bis 4.1.3.2: with this prefix a browser takes the cookie over TLS only, and from no other host. */
const SECURE_NAME = '__Host-inkwitness-operator';
/** On this machine, and behind nothing but plain HTTP. */
const PLAIN_NAME = 'inkwitness-operator';
/** The secret of a session, in either cookie. */
const COOKIE = new RegExp(`(?:^|;\\s*)(?:${SECURE_NAME}|${PLAIN_NAME})=([0-9a-f]{64})(?:;|$)`);

/** The secret that the browser shows; undefined without one. */
export const shownSecret = ({ headers }: FastifyRequest): string | undefined => COOKIE.exec(headers.cookie ?? '')?.[1];

/** Whether the browser is at https, be it through a proxy: it says so itself in Origin. */
const isSecure = ({ headers, protocol }: FastifyRequest): boolean =>
  protocol === 'https' || headers.origin?.startsWith('https://') === true;

/** Gives the browser the secret of its session, or takes it away (undefined). No script reads it, no other site's page sends it. */
export function setOperatorCookie(request: FastifyRequest, reply: FastifyReply, secret: string | undefined): void {
  const secure = isSecure(request);
  const parts = [
    `${secure ? SECURE_NAME : PLAIN_NAME}=${secret ?? ''}`,
    'Path=/',
    `Max-Age=${secret === undefined ? 0 : SESSION_LIFE_MS / 1000}`,
    'HttpOnly',
    'SameSite=Strict',
    ...(secure ? ['Secure'] : []),
  ];
  reply.header('set-cookie', parts.join('; '));
}

/**
 * preValidation hook of what a browser posts: only from a page of ours. Browsers say where a request comes from in
 * Sec-Fetch-Site (where they trust the connection), and always in Origin.
 */
export async function requireOwnOrigin({ headers }: FastifyRequest): Promise<void> {
  const site = headers['sec-fetch-site'];
  const { origin, host } = headers;
  const isOwn =
    site === undefined
      ? origin !== undefined && URL.canParse(origin) && new URL(origin).host === host
      : site === 'same-origin';
  if (!isOwn) throw refuse('AUTH_OTHER_ORIGIN');
}

/** Lets only a browser in whose operator is signed in, and notes who it is. */
export async function admitOperator(context: ServerContext, request: FastifyRequest): Promise<void> {
  const secret = shownSecret(request);
  const session = secret === undefined ? undefined : await sessionOf(context.database, context, secret);
  if (session === undefined) throw refuse('AUTH_SESSION_ENDED');
  request.operator = session;
}

/** The operator of a request behind `authenticate` with `operator`. */
export function signedIn(request: FastifyRequest): OperatorSession {
  if (request.operator === undefined) throw new Error('route without authentication');
  return request.operator;
}
