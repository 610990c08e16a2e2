import { err, ok, type Result } from '../../core/base';

/** Where a service on this machine listens. */
export interface ServiceAddress {
  readonly host: '127.0.0.1' | '[::1]';
  readonly port: number;
}

/**
 * `ws://127.0.0.1:PORT`, the same with `[::1]` or `localhost`, and nothing else: no other machine, no other protocol, no path,
 * no name to sign in with. `localhost` is taken for 127.0.0.1 whatever the system's list of hosts says. DEVICE_NOT_LOCAL.
 */
export function parseServiceAddress(text: string): Result<ServiceAddress> {
  const match = /^ws:\/\/(127\.0\.0\.1|\[::1\]|localhost):([1-9][0-9]{0,4})\/?$/.exec(text);
  const port = Number(match?.[2]);
  if (match === null || port > 65_535) return err('DEVICE_NOT_LOCAL', text.slice(0, 64));
  return ok({ host: match[1] === '[::1]' ? '[::1]' : '127.0.0.1', port });
}
