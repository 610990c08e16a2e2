import { lookup } from 'node:dns/promises';
import { connect, isIP } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import { err, ok, type Result } from '../../core/base';
import { pathOf, pinOf, type TlsTrust, tlsOptions } from './tls-trust';

/** What a handshake told of the server. */
export interface Handshake {
  /** `sha256/…` of every key of the path, leaf first. */
  readonly pins: readonly string[];
  readonly endsMs: number;
  readonly protocol: string;
}

/** Brackets of an IPv6 address belong to the URL. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/** The first address of the server's name. SERVER_AWAY, detail ENOTFOUND and its kind, ETIMEDOUT. */
export async function resolveHost(url: URL, limitMs: number): Promise<Result<string>> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error(), { code: 'ETIMEDOUT' })), limitMs);
  });
  try {
    return ok((await Promise.race([lookup(hostOf(url)), limit])).address);
  } catch (error) {
    return err('SERVER_AWAY', (error as NodeJS.ErrnoException).code);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether a TCP connection can be made; it is closed at once. SERVER_AWAY, detail ECONNREFUSED, ETIMEDOUT and their kind. */
export const connectTo = (address: string, port: number, limitMs: number): Promise<Result<void>> =>
  new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: limitMs });
    const finish = (result: Result<void>) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => finish(ok(undefined)));
    socket.once('timeout', () => finish(err('SERVER_AWAY', 'ETIMEDOUT')));
    socket.once('error', (error) => finish(err('SERVER_AWAY', (error as NodeJS.ErrnoException).code)));
  });

/** A handshake judged by everything but the pins, which are a step of their own. SERVER_UNTRUSTED, detail OpenSSL's verdict. */
export const shakeHands = (url: URL, { pins: _, ...trust }: TlsTrust, limitMs: number): Promise<Result<Handshake>> =>
  new Promise((resolve) => {
    const host = hostOf(url);
    // An agent's options are the handshake's and a few that tls.connect does not read.
    const options = { ...tlsOptions(trust), host, port: Number(url.port || 443) } as ConnectionOptions;
    const socket = connectTls(isIP(host) === 0 ? { ...options, servername: host } : options);
    const finish = (result: Result<Handshake>) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(limitMs, () => finish(err('SERVER_UNTRUSTED', 'ETIMEDOUT')));
    socket.once('error', (error) => finish(err('SERVER_UNTRUSTED', (error as NodeJS.ErrnoException).code)));
    socket.once('secureConnect', () => {
      const leaf = socket.getPeerCertificate(true);
      const pins = pathOf(leaf).map(pinOf);
      finish(ok({ pins, endsMs: Date.parse(leaf.valid_to), protocol: socket.getProtocol() ?? '?' }));
    });
  });
