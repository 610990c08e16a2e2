import type { ErrorBody, StationsOverview } from '../../contracts/api';

const TIMEOUT_MS = 10_000;

/** What the server says; `away`: nothing that can be read. */
export type Said<T> =
  | { readonly kind: 'here'; readonly value: T }
  | { readonly kind: 'refused'; readonly error: ErrorBody }
  | { readonly kind: 'away' };

async function ask<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<Said<T>> {
  try {
    const reply = await fetch(path, {
      method,
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const value: unknown = await reply.json();
    return reply.ok ? { kind: 'here', value: value as T } : { kind: 'refused', error: value as ErrorBody };
  } catch {
    return { kind: 'away' };
  }
}

/** The doors of the server that this page uses; the browser shows the session's cookie by itself. */
export const serverDoor = {
  stations: () => ask<StationsOverview>('GET', '/v1/stations'),
  signIn: (name: string, password: string) => ask<unknown>('POST', '/v1/operator-sessions', { name, password }),
  signOut: () => ask<unknown>('POST', '/v1/operator-sessions/end'),
};
