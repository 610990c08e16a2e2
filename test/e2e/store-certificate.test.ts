import { spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electronCommand } from '../../scripts/electron-runtime.mjs';
import { createHttpChannel } from '../../src/main/server-client';
import { pinOf } from '../../src/main/server-client/tls-trust';
import { type ChannelCase, sayings } from '../support/channel-cases';
import { canHaveStore, type MachineStore, machineStore } from '../support/machine-store';
import { type HospitalPki, hospitalPki } from '../support/server-pki';
import { canHaveOneDisplay, startDisplays, type VirtualDisplays } from '../support/virtual-displays';

const ROOT = join(import.meta.dirname, '..', '..');
const OTHER_PIN = `sha256/${'A'.repeat(43)}=`;
const STATION = { issuer: 'issuing', subject: 'station-1' };
const LIMIT_MS = 60_000;

/** Who asks, what they sent, and answers that a hostile or broken server would give. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('connection', 'close');
  if (request.url === '/redirect') response.writeHead(302, { location: '/' }).end();
  else if (request.url === '/short') {
    response.writeHead(200, { 'content-length': '100' }).write('abc');
    setTimeout(() => response.destroy(), 50);
  } else if (request.url === '/large') response.end('x'.repeat(5000));
  else if (request.url === '/never') return;
  else {
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
    });
    request.on('end', () => {
      const socket = request.socket as TLSSocket;
      const shown = socket.getPeerX509Certificate?.()?.fingerprint256 ?? 'nobody';
      response.setHeader('set-cookie', 'a=b; Path=/; Secure');
      response.setHeader('cache-control', 'max-age=3600');
      response.end(`${shown} ${size} ${request.headers.cookie ?? '-'} ${request.headers['x-of-the-kiosk']}`);
    });
  }
}

describe.skipIf(!canHaveOneDisplay() || !canHaveStore())(
  'TLS with a certificate of the system’s store (needs Xvfb, libnss3-tools, openssl)',
  () => {
    let work: string;
    let pki: HospitalPki;
    let store: MachineStore;
    let displays: VirtualDisplays;
    const servers: Server[] = [];
    const answers = new Map<string, string[]>();
    let cases: ChannelCase[];

    const serve = async (options: ServerOptions): Promise<string> => {
      const server = createServer(options, answer).listen(0, '127.0.0.1');
      servers.push(server);
      await once(server, 'listening');
      return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    };

    beforeAll(async () => {
      work = mkdtempSync(join(tmpdir(), 'inkwitness-store-'));
      [pki, store] = [hospitalPki(), machineStore(work)];
      displays = await startDisplays([{ width: 800, height: 600 }]);
      const of = ({ certificate, key }: HospitalPki['server']) => ({ cert: certificate, key });
      const [plain, elsewhere, expired, old, must] = await Promise.all([
        serve(of(pki.server)),
        serve(of(pki.elsewhere)),
        serve(of(pki.expired)),
        serve({ ...of(pki.server), maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }),
        serve({ ...of(pki.server), ca: store.root, requestCert: true, rejectUnauthorized: true }),
      ]);
      cases = casesFor({ plain, elsewhere, expired, old, must } as Record<string, string>);
      for (const [index, said] of (await inElectron()).entries()) answers.set((cases[index] as ChannelCase).name, said);
    });
    afterAll(async () => {
      await displays?.stop();
      for (const server of servers) server.close();
      rmSync(work, { recursive: true, force: true });
    });

    /** All cases over Chromium, in one start. */
    async function inElectron(): Promise<string[][]> {
      const folder = join(work, 'app');
      mkdirSync(folder);
      await build({
        absWorkingDir: ROOT,
        entryPoints: ['./test/support/store-carrier-child.ts'],
        outfile: join(folder, 'main.cjs'),
        bundle: true,
        platform: 'node',
        format: 'cjs',
        target: 'node18',
        external: ['electron'],
        logLevel: 'error',
      });
      writeFileSync(join(folder, 'package.json'), '{"name":"store-carrier","main":"main.cjs"}');
      writeFileSync(join(work, 'cases.json'), JSON.stringify(cases));
      const { command, args } = await electronCommand(folder);
      const inherited = Object.entries(process.env).filter(([name]) => !/^(NODE_|VITEST|ELECTRON_RUN)/.test(name));
      const child = spawn(command, [...args, '--no-sandbox'], {
        env: {
          ...(Object.fromEntries(inherited) as Record<string, string>),
          HOME: store.home,
          DISPLAY: displays.name,
          CHANNEL_CASES: join(work, 'cases.json'),
          CHANNEL_ANSWERS: join(work, 'answers.json'),
        },
        stdio: 'ignore',
      });
      const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
      await once(child, 'exit');
      clearTimeout(timer);
      return JSON.parse(readFileSync(join(work, 'answers.json'), 'utf8')) as string[][];
    }

    function casesFor(at: Record<string, string>): ChannelCase[] {
      const upload = { path: join(work, 'upload'), size: 3_000_000 };
      writeFileSync(upload.path, Buffer.alloc(upload.size));
      const trust = { ca: pki.root };
      const one = (
        name: string,
        url: string | undefined,
        says: string,
        more: Partial<ChannelCase> = {},
      ): ChannelCase => ({
        name,
        url: `${url}`,
        trust,
        wanted: STATION,
        says,
        ...more,
      });
      const fingerprint = (name: string) =>
        new X509Certificate(store.certificates[name]?.certificate ?? '').fingerprint256;
      const sha256 = (name: string) => fingerprint(name).replaceAll(':', '');
      const shows = (name: string) => `200 ${fingerprint(name)} 0 - 1`;
      const anew = (pin: string) => ({ trust: { ...trust, pins: [pin, OTHER_PIN] }, times: 3 });
      return [
        one('the hospital’s root, again and again without cookies and cache', `${at['plain']}/`, '200 nobody 0 - 1', {
          times: 3,
        }),
        one('another root', `${at['plain']}/`, 'SERVER_UNTRUSTED', { trust: { ca: pki.strangeRoot }, times: 3 }),
        one('no root but the system’s', `${at['plain']}/`, 'SERVER_UNTRUSTED', { trust: {} }),
        one('another name', `${at['elsewhere']}/`, 'SERVER_UNTRUSTED'),
        one('a certificate that has ended', `${at['expired']}/`, 'SERVER_UNTRUSTED'),
        one('a pin of the server', `${at['plain']}/`, '200 nobody 0 - 1', anew(pinOf(pki.server.der))),
        one('a pin of the root', `${at['plain']}/`, '200 nobody 0 - 1', anew(pinOf(pki.rootDer))),
        one(
          'a wrong pin, also where a session could be resumed',
          `${at['plain']}/`,
          'SERVER_PIN_MISMATCH',
          anew(OTHER_PIN),
        ),
        one('a pinned key under another root', `${at['plain']}/`, 'SERVER_UNTRUSTED', {
          trust: { ca: pki.strangeRoot, pins: [pinOf(pki.server.der), OTHER_PIN] },
        }),
        one('TLS 1.1', `${at['old']}/`, 'SERVER_AWAY'),
        one('a redirect is not followed', `${at['plain']}/redirect`, '302 '),
        one('an answer that is cut off', `${at['plain']}/short`, 'SERVER_AWAY'),
        one('an answer that is too large', `${at['plain']}/large`, 'SERVER_REPLY_TOO_LARGE'),
        one('an answer that never comes', `${at['plain']}/never`, 'SERVER_TIMEOUT', { limitMs: 500 }),
        one('a file is sent whole', `${at['plain']}/`, '200 nobody 3000000 - 1', { upload }),
        one('the right certificate, the renewed one of two', `${at['must']}/`, shows('station-1 renewed'), {
          times: 3,
        }),
        one('a certificate by its fingerprint', `${at['must']}/`, shows('nurse'), {
          wanted: { sha256: sha256('nurse') },
          onlyStore: true,
        }),
        one('none that is wanted', `${at['must']}/`, 'SERVER_CLIENT_CERTIFICATE none', {
          wanted: { issuer: 'issuing', subject: 'station-2' },
          onlyStore: true,
        }),
        one('one of a CA that the server does not ask for', `${at['must']}/`, 'SERVER_CLIENT_CERTIFICATE none', {
          wanted: { sha256: sha256('stranger') },
          onlyStore: true,
        }),
        one('several: never the first that fits', `${at['must']}/`, 'SERVER_CLIENT_CERTIFICATE several', {
          wanted: { issuer: 'issuing' },
          onlyStore: true,
        }),
      ];
    }

    it('every case says over Chromium what it must', () => {
      expect(Object.fromEntries(answers)).toEqual(
        Object.fromEntries(cases.map(({ name, says, times = 1 }) => [name, Array(times).fill(says)])),
      );
    });

    it('every case says the same over Node; a server that takes another certificate only says so', async () => {
      const must = cases.at(-1) as ChannelCase;
      const nobody = createHttpChannel({ ca: pki.root }, new URL(must.url).origin);
      expect(await sayings(nobody, must)).toEqual([
        expect.stringMatching(/^SERVER_CLIENT_CERTIFICATE ERR_SSL_TLSV13_ALERT/),
      ]);
      nobody.close();
      const { certificate, key } = store.certificates['station-1 renewed'] as MachineStore['certificates'][string];
      for (const each of cases.filter(({ onlyStore }) => onlyStore !== true)) {
        const channel = createHttpChannel({ ...each.trust, identity: { certificate, key } }, new URL(each.url).origin);
        const said = await sayings(channel, each);
        channel.close();
        expect(said, each.name).toEqual(Array(each.times ?? 1).fill(each.says));
      }
    });
  },
);
