import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasTool } from '../../../test/support/external-tools';
import { type HospitalPki, hospitalPki } from '../../../test/support/server-pki';
import { createHttpChannel } from './http-exchange';
import { pinOf, type TlsTrust } from './tls-trust';

const OTHER_PIN = `sha256/${'A'.repeat(43)}=`;
let pki: HospitalPki;
let server: Server;
let url: URL;

beforeAll(async () => {
  if (!hasTool('openssl', 'version')) return;
  pki = hospitalPki();
  server = createServer({ cert: pki.server.certificate, key: pki.server.key }, (_, response) => response.end('{}'));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});
afterAll(() => new Promise((done) => (server === undefined ? done(undefined) : server.close(done))));

async function codes(trust: TlsTrust, times = 1, origin = url.origin): Promise<string[]> {
  const channel = createHttpChannel(trust, origin);
  const request = { method: 'GET', url, headers: { connection: 'close' }, timeoutMs: 5000, maxBytes: 1000 } as const;
  const seen: string[] = [];
  for (let time = 0; time < times; time++) {
    const reply = await channel.exchange(request);
    seen.push(reply.ok ? 'ok' : reply.error.code);
  }
  channel.close();
  return seen;
}

describe.skipIf(!hasTool('openssl', 'version'))('trust in the server', () => {
  it('a server that only the hospital’s root knows is believed with that root, and not without', async () => {
    expect(await codes({ ca: pki.root })).toEqual(['ok']);
    expect(await codes({})).toEqual(['SERVER_UNTRUSTED']);
    expect(await codes({ ca: pki.strangeRoot })).toEqual(['SERVER_UNTRUSTED']);
  });

  it('a pin of the server’s key or of its authority holds; another one refuses, on every connection', async () => {
    expect(await codes({ ca: pki.root, pins: [OTHER_PIN, pinOf(pki.server.der)] })).toEqual(['ok']);
    expect(await codes({ ca: pki.root, pins: [pinOf(pki.rootDer), OTHER_PIN] })).toEqual(['ok']);
    expect(await codes({ ca: pki.root, pins: [OTHER_PIN] }, 3)).toEqual(Array(3).fill('SERVER_PIN_MISMATCH'));
  });

  it('a pin that no longer holds is noticed by the next connection: no session is resumed past it', async () => {
    const pins = [pinOf(pki.server.der)];
    const channel = createHttpChannel({ ca: pki.root, pins }, url.origin);
    const request = { method: 'GET', url, headers: { connection: 'close' }, timeoutMs: 5000, maxBytes: 1000 } as const;
    expect(await channel.exchange(request)).toMatchObject({ ok: true });
    pins[0] = OTHER_PIN;
    expect(await channel.exchange(request)).toMatchObject({ error: { code: 'SERVER_PIN_MISMATCH' } });
    channel.close();
  });

  it('a pinned key under a root that is not trusted is refused: pins narrow trust, they give none', async () => {
    expect(await codes({ ca: pki.strangeRoot, pins: [pinOf(pki.server.der)] })).toEqual(['SERVER_UNTRUSTED']);
  });

  it('another name is refused', async () => {
    const named = createServer({ cert: pki.elsewhere.certificate, key: pki.elsewhere.key }, (_, end) => end.end('{}'));
    await new Promise<void>((done) => named.listen(0, '127.0.0.1', done));
    const before = url;
    url = new URL(`https://127.0.0.1:${(named.address() as AddressInfo).port}/`);
    expect(await codes({ ca: pki.root })).toEqual(['SERVER_UNTRUSTED']);
    url = before;
    await new Promise((done) => named.close(done));
  });

  it('what is set for the server is not asked of other hosts', async () => {
    expect(await codes({ ca: pki.root }, 1, 'https://server.example')).toEqual(['SERVER_UNTRUSTED']);
  });
});
