import { fetch } from 'undici';
import type { Clock, Digest, Random } from '../../core/base';
import { toHex } from '../../core/base';
import { signRequest } from '../../core/http-signature';
import type { Post } from './dispatcher';
import { allowedTarget } from './target';

/** A receiver has this long to take an event. */
const TIMEOUT_MS = 10_000;

/** keyid under which the server signs towards an application; the secret is the application's own. */
const SERVER_KEY_ID = 'inkwitness-server';

export interface WebhookPorts {
  readonly clock: Clock;
  readonly digest: Digest;
  readonly random: Random;
}

/** Posts events to the registered URL, signed with the application's secret (hmac-sha256). No redirects are followed. */
export const webhookPost =
  ({ clock, digest, random }: WebhookPorts): Post =>
  async ({ event, application }, signal) => {
    const url = application.webhook_url;
    if (url === null || !allowedTarget(url)) return false;
    const body = Buffer.from(event.body);
    const headers = { 'content-type': 'application/json', 'idempotency-key': event.event_id };
    try {
      const signature = await signRequest(
        { method: 'POST', url, headers, body },
        {
          keyId: SERVER_KEY_ID,
          key: { algorithm: 'hmac-sha256', secret: application.secret },
          createdMs: clock.nowMs(),
          nonce: toHex(random.bytes(16)),
          digest,
        },
      );
      const response = await fetch(url, {
        method: 'POST',
        headers: { ...headers, ...signature },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      return response.status >= 200 && response.status < 300;
    } catch {
      return false;
    }
  };
