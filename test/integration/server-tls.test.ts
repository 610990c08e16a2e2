import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../src/core/base';
import { createDeviceHost, type DeviceHost } from '../../src/main/device-host';
import { createServerClient, deviceKey, readEnrolment } from '../../src/main/server-client';
import { createKiosk, type Kiosk } from '../../src/main/session-runner';
import { requestSigner } from '../../src/main/session-runner/connection';
import { nodeClock, nodeDigest, nodeRandom } from '../../src/platform/node';
import { openEmbeddedHospital } from '../../src/server/embedded-hospital';
import { type ServerProcess, startServer, testHome, until } from '../support/bedside';
import { hasTool } from '../support/external-tools';
import { type HospitalPki, hospitalPki } from '../support/server-pki';

const home = testHome();
const kioskFolder = join(home.path, 'kiosk');
let pki: HospitalPki;
let server: ServerProcess;
let deviceHost: DeviceHost;
let kiosk: Kiosk;

/** What a hospital's IT does: certificate and key below the hospital's folder, their names in its configuration. */
async function dressServer(): Promise<void> {
  const hospital = join(home.path, 'hospital');
  await openEmbeddedHospital(hospital);
  mkdirSync(join(hospital, 'tls'));
  writeFileSync(join(hospital, 'tls', 'server.pem'), pki.server.certificate);
  writeFileSync(join(hospital, 'tls', 'server.key.pem'), pki.server.key, { mode: 0o600 });
  writeFileSync(join(hospital, 'tls', 'machines.pem'), pki.root);
  const config = JSON.parse(readFileSync(join(hospital, 'config.json'), 'utf8'));
  const tls = {
    certificate: 'tls/server.pem',
    key: 'tls/server.key.pem',
    kiosks: 'certificate',
    kioskCa: 'tls/machines.pem',
  };
  writeFileSync(join(hospital, 'config.json'), JSON.stringify({ ...config, tls }));
}

/** The enrolled kiosk's requests over a connection that shows `identity`. */
async function tasksWith(identity?: { key: string; certificate: string }) {
  const { signer } = must(await deviceKey(kioskFolder));
  const stationId = must(await readEnrolment(kioskFolder))?.stationId ?? '';
  const client = createServerClient({
    baseUrl: server.url,
    stationId,
    random: nodeRandom,
    digest: nodeDigest,
    signer: requestSigner(stationId, signer, nodeClock),
    trust: { ca: pki.root, ...(identity === undefined ? {} : { identity }) },
  });
  const answer = await client.tasks();
  client.close();
  return answer.ok ? 'ok' : answer.error.code;
}

describe.skipIf(!hasTool('openssl', 'version'))('mutual TLS between kiosk and server', () => {
  beforeAll(async () => {
    pki = hospitalPki();
    await dressServer();
    server = await startServer(home.path);
    deviceHost = createDeviceHost({ serialPorts: [], autoDetect: false });
  });
  afterAll(async () => {
    await kiosk?.close();
    await deviceHost?.close();
    await server?.kill();
    home.remove();
  });

  it('a kiosk that does not know the hospital’s root sends nothing, and says why', async () => {
    expect(server.url).toMatch(/^https:/);
    kiosk = await createKiosk({ home: home.path, deviceHost, version: 'test', pollMs: 300 });
    const { health, notice } = await until(kiosk, 'a refusal', (now) => now.notice !== undefined);
    expect({ server: health.server, code: notice?.code }).toEqual({ server: 'never', code: 'SERVER_UNTRUSTED' });
    await kiosk.close();
  });

  it('with the root in its settings it is enrolled, and shows the certificate of its key from then on', async () => {
    const path = join(kioskFolder, 'settings.json');
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), serverCa: pki.root }));
    kiosk = await createKiosk({ home: home.path, deviceHost, version: 'test', pollMs: 300 });
    const { health } = await until(kiosk, 'enrolment', (now) => now.worklistState === 'ready');
    expect(health.server).toBe('reachable');
  });

  it('right signatures over a connection without that certificate, or with another one, are refused', async () => {
    const strange = { key: pki.elsewhere.key, certificate: pki.elsewhere.certificate };
    expect(await tasksWith()).toBe('AUTH_CERTIFICATE_MISSING');
    expect(await tasksWith(strange)).toBe('AUTH_CERTIFICATE_MISSING');
    const enrolment = must(await readEnrolment(kioskFolder));
    const certificate = [enrolment?.certificate, ...(enrolment?.trust.chain ?? [])]
      .map((der) => `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`)
      .join('');
    expect(await tasksWith({ key: must(await deviceKey(kioskFolder)).pem, certificate })).toBe('ok');
  });

  it('the certificate of the machine, of the CA that the hospital named, stands in for that of the key', async () => {
    expect(await tasksWith(pki.machine)).toBe('ok');
  });
});
