import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasTool } from '../../../test/support/external-tools';
import { type HospitalPki, hospitalPki, type ServerCertificate } from '../../../test/support/server-pki';
import type { Language } from '../../contracts/ipc';
import { err, ok } from '../../core/base';
import { nodeDigest, nodeRandom } from '../../platform/node';
import { createServerClient, type TlsTrust } from '../server-client';
import { EXAMINATIONS } from './examination-table';
import { inWords } from './in-words';
import type { SelfTestPorts } from './ports';
import { runSelfTest } from './run-self-test';

const HOUR_MS = 3_600_000;
/** RFC 7469 2.4. */
const pinOf = (der: Uint8Array): string => {
  const key = new X509Certificate(der).publicKey.export({ type: 'spki', format: 'der' });
  return `sha256/${createHash('sha256').update(key).digest('base64')}`;
};
const OTHER_PIN = `sha256/${'A'.repeat(43)}=`;
const STEPS = ['identity', 'name', 'tcp', 'tls', 'pin', 'api', 'clock', 'enrolment'];
/** The steps to the server as they stand in the table. */
const WAY = EXAMINATIONS.filter(({ id }) => STEPS.includes(id)).map(({ after, ...row }) =>
  row.id === 'identity' || after === undefined ? row : { ...row, after },
);

const folder = mkdtempSync(join(tmpdir(), 'inkwitness-look-at-server-'));
let pki: HospitalPki;
beforeAll(() => {
  if (hasTool('openssl', 'version')) pki = hospitalPki();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Scene {
  readonly shows?: ServerCertificate;
  readonly trust?: TlsTrust;
  readonly tls?: ServerOptions;
  /** How far the clock of the server is from this one. */
  readonly offsetMs?: number;
  /** What /healthz answers in place of "all is well": 503. */
  readonly unwell?: string;
}

/** What the signing server answers at the two doors of the self-test; kiosks show a certificate where one is asked for. */
async function serve({ shows = pki.server, tls = {}, offsetMs = 0, unwell }: Scene) {
  const server = createServer({ cert: shows.certificate, key: shows.key, ...tls }, (request, response) => {
    const isHealth = request.url === '/healthz';
    const isRefused = !isHealth && tls.requestCert === true && !(request.socket as TLSSocket).authorized;
    const checks = { store: 'ok', objects: 'ok', clock: 'ok' };
    const health = { status: 'ok', version: '1', apiVersions: [1], serverTimeMs: Date.now() + offsetMs, checks };
    const refusal = { code: 'AUTH_CERTIFICATE_MISSING', correlationId: '0123456789abcdef' };
    response.statusCode = isRefused ? 401 : isHealth && unwell !== undefined ? 503 : 200;
    if (isHealth && unwell !== undefined) return response.end(unwell);
    return response.end(
      JSON.stringify(isHealth ? health : isRefused ? refusal : { tasks: [], serverTimeMs: Date.now() }),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, close: () => new Promise((done) => server.close(done).closeAllConnections()) };
}

function portsTo(serverUrl: string, trust: TlsTrust): SelfTestPorts {
  const client = createServerClient({
    baseUrl: serverUrl,
    stationId: 'icu-3',
    random: nodeRandom,
    digest: nodeDigest,
    signer: async () => ({}),
    retry: { attempts: 1, firstMs: 0, longestMs: 0 },
    trust,
  });
  const way = { serverUrl, trust, client, stationId: 'icu-3', isStranger: false, timeSources: [] };
  return {
    folder,
    machine: { platform: 'linux', etc: folder },
    patientScreen: () => undefined,
    devices: async () => [],
    wayToServer: async () => ok({ ...way, close: () => client.close() }),
    captionFont: { fontFor: async () => err('FONT_MISSING') },
    program: { folder, files: [] },
    modules: [],
    command: async () => undefined,
    etc: folder,
    nowMs: () => Date.now(),
  };
}

/** The one step that fails, in both languages; every step before it is good and none after it is begun. */
async function troubleOf(scene: Scene) {
  const { url, close } = await serve(scene);
  const examined = await runSelfTest(portsTo(url, scene.trust ?? { ca: pki.root }), undefined, WAY);
  await close();
  const failed = examined.findIndex(({ findings }) => findings[0]?.verdict === 'failing');
  const verdicts = examined.map(({ findings }) => findings[0]?.verdict);
  if (failed === -1) return { verdicts: verdicts.join(' ') };
  expect(verdicts.slice(0, failed)).not.toContain('not-run');
  expect(new Set(verdicts.slice(failed + 1))).toEqual(new Set(failed === verdicts.length - 1 ? [] : ['not-run']));
  const words = (language: Language) => {
    const { says, toDo = '' } = inWords(examined, language)[failed]!;
    return `${says} / ${toDo}`;
  };
  const { examination, findings } = examined[failed]!;
  const { says, code } = findings[0]!;
  return { step: examination.id, says, code, zh: words('zh-CN'), en: words('en') };
}

describe.skipIf(!hasTool('openssl', 'version'))('the way to a server over TLS', () => {
  const trouble = (step: string, says: string, code: string | RegExp | undefined, zh: RegExp, en: RegExp) => ({
    step,
    says,
    code: code instanceof RegExp ? expect.stringMatching(code) : code,
    zh: expect.stringMatching(zh),
    en: expect.stringMatching(en),
  });

  it('a server of the hospital’s own root, pinned by its key or by the backup pin, is well to the end', async () => {
    const well = { verdicts: 'warning ok ok ok ok ok ok ok' };
    expect(await troubleOf({ trust: { ca: pki.root, pins: [pinOf(pki.server.der), OTHER_PIN] } })).toEqual(well);
    expect(await troubleOf({ trust: { ca: pki.root, pins: [OTHER_PIN, pinOf(pki.rootDer)] } })).toEqual(well);
    expect(await troubleOf({})).toEqual({ verdicts: 'warning ok ok ok not-applicable ok ok ok' });
  });

  it('a pin that no key of the path has is a trouble of its own, beside a certificate that is good', async () => {
    expect(await troubleOf({ trust: { ca: pki.root, pins: [OTHER_PIN, pinOf(pki.elsewhere.der)] } })).toEqual(
      trouble('pin', 'pin-differs', 'SERVER_PIN_MISMATCH', /不在设置的指纹中.*ServerPins/, /^No key .*ServerPins/),
    );
  });

  it('names what is wrong with a certificate: its time, its name, its issuer, its purpose', async () => {
    expect(await troubleOf({ shows: pki.expired })).toEqual(
      trouble('tls', 'tls-ended', 'CERT_HAS_EXPIRED', /已过期.*日期/, /has ended.*date of this machine/),
    );
    expect(await troubleOf({ shows: pki.early })).toEqual(
      trouble('tls', 'tls-not-yet', 'CERT_NOT_YET_VALID', /尚未生效.*日期和时间/, /not valid yet.*date and time/),
    );
    expect(await troubleOf({ shows: pki.elsewhere })).toEqual(
      trouble('tls', 'tls-name', 'ERR_TLS_CERT_ALTNAME_INVALID', /不是 127\.0\.0\.1 的/, /not for 127\.0\.0\.1/),
    );
    const issuer = [/签发者不受信任.*ServerCa.*中间证书/, /issuer .*ServerCa.*intermediate/] as const;
    for (const trust of [{}, { ca: pki.strangeRoot }])
      expect(await troubleOf({ trust })).toEqual(trouble('tls', 'tls-issuer', /^UNABLE_TO_/, ...issuer));
    expect(await troubleOf({ shows: pki.machine })).toEqual(
      trouble('tls', 'tls-purpose', 'INVALID_PURPOSE', /用途.*serverAuth/, /not for servers.*serverAuth/),
    );
  });

  it('mutual TLS without a certificate shows where the server judges it: handshake, first answer or first signed request', async () => {
    const asks = { requestCert: true, ca: pki.root };
    const missing = [/要求终端证书.*ClientCertificate/, /wants a certificate.*ClientCertificate/] as const;
    // our own server lets the handshake pass
    expect(await troubleOf({ tls: { ...asks, rejectUnauthorized: false } })).toEqual(
      trouble('enrolment', 'certificate-missing', 'AUTH_CERTIFICATE_MISSING', ...missing),
    );
    // a proxy does not: TLS 1.3 tells it after the client's handshake, TLS 1.2 within
    expect(await troubleOf({ tls: { ...asks, rejectUnauthorized: true, minVersion: 'TLSv1.3' } })).toEqual(
      trouble('api', 'certificate-missing', 'SERVER_CLIENT_CERTIFICATE', ...missing),
    );
    expect(await troubleOf({ tls: { ...asks, rejectUnauthorized: true, maxVersion: 'TLSv1.2' } })).toEqual(
      trouble('tls', 'tls-refused', /ALERT_HANDSHAKE_FAILURE$/, /双向 TLS/, /mutual TLS/),
    );
    const identity = { key: pki.machine.key, certificate: pki.machine.certificate };
    for (const rejectUnauthorized of [true, false])
      expect(await troubleOf({ tls: { ...asks, rejectUnauthorized }, trust: { ca: pki.root, identity } })).toEqual({
        verdicts: 'warning ok ok ok not-applicable ok ok ok',
      });
  });

  it('a clock that is far off is named before the server refuses requests over it', async () => {
    for (const offsetMs of [HOUR_MS, -HOUR_MS])
      expect(await troubleOf({ offsetMs })).toEqual(
        trouble(
          'clock',
          'clock-wrong',
          'CLOCK_WRONG',
          /相差 -?(3599|3600) 秒.*校准时钟/,
          /(3599|3600) seconds.*Set the clock/,
        ),
      );
    expect(await troubleOf({ offsetMs: 240_000 })).toHaveProperty('verdicts');
  });

  it('a server that is not well says what it is; a page with the same status is no answer', async () => {
    const checks = { store: 'failing', objects: 'ok', clock: 'failing' };
    const unwell = { status: 'failing', version: '1', apiVersions: [1], serverTimeMs: Date.now(), checks };
    expect(await troubleOf({ unwell: JSON.stringify(unwell) })).toEqual(
      trouble('api', 'server-unwell', undefined, /自检不通过：store, clock.*磁盘/, /not well: store, clock.*disk/),
    );
    expect(await troubleOf({ unwell: '<html>maintenance</html>' })).toEqual(
      trouble('api', 'api-away', 'SERVER_AWAY', /没有给出应答/, /gives no answer/),
    );
  });
});
