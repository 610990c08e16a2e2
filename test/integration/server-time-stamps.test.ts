import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { fetch } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTimeStampResp } from '../../src/core/tsp';
import { nodeClock } from '../../src/platform/node';
import { type SigningServer, startSigningServer } from '../support/signing-server';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl) console.warn('openssl is not installed: time-stamp cases are skipped');

let wallOffsetMs = 0;
let hospital: SigningServer;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inkwitness-tsa-'));
  const clock = { ...nodeClock, nowMs: () => nodeClock.nowMs() + wallOffsetMs };
  hospital = await startSigningServer({ clock });
});
afterAll(async () => {
  await hospital.close();
  rmSync(folder, { recursive: true });
});

const ask = async (query: Uint8Array, type = 'application/timestamp-query') => {
  const response = await fetch(`${hospital.url}/tsa`, {
    method: 'POST',
    body: query,
    headers: { 'content-type': type },
  });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    bytes: new Uint8Array(await response.arrayBuffer()),
  };
};
const query = (...args: string[]): Buffer => {
  writeFileSync(join(folder, 'data'), 'to be stamped');
  return execFileSync('openssl', ['ts', '-query', '-data', join(folder, 'data'), ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
};
const failure = (bytes: Uint8Array) => {
  const parsed = parseTimeStampResp(bytes);
  return parsed.ok ? parsed.value.failInfo : parsed.error.code;
};

describe.skipIf(!hasOpenssl)('RFC 3161 over HTTP', () => {
  it.each([['-sha256'], ['-sha384'], ['-sha512']])(
    'openssl accepts a token over %s, with and without certificates and nonce',
    async (hash) => {
      const root = join(hospital.home, 'hospital/pki/root.pem');
      const unit = join(hospital.home, 'hospital/pki/tsa.pem');
      for (const options of [['-cert'], [], ['-cert', '-no_nonce']]) {
        const tsq = query(hash, ...options);
        const answer = await ask(tsq);
        expect([answer.status, answer.type]).toEqual([200, 'application/timestamp-reply']);
        writeFileSync(join(folder, 'q.tsq'), tsq);
        writeFileSync(join(folder, 'r.tsr'), answer.bytes);
        const verify = [
          'ts',
          '-verify',
          '-queryfile',
          join(folder, 'q.tsq'),
          '-in',
          join(folder, 'r.tsr'),
          '-CAfile',
          root,
          '-untrusted',
          unit,
        ];
        const judged = spawnSync('openssl', verify, { encoding: 'utf8' });
        expect(judged.stdout + judged.stderr).toContain('Verification: OK');
      }
    },
  );

  it('never gives a serial number twice', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(query('-sha256', '-cert'))));
    const serials = answers.map(({ bytes }) => {
      writeFileSync(join(folder, 'r.tsr'), bytes);
      return /Serial number: (\S+)/.exec(
        execFileSync('openssl', ['ts', '-reply', '-in', join(folder, 'r.tsr'), '-text'], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        }),
      )?.[1];
    });
    expect(new Set(serials).size).toBe(50);
  });

  it('refuses in the words of RFC 3161 what it must not stamp', async () => {
    expect(failure((await ask(query('-sha1'))).bytes)).toBe('badAlg');
    expect(failure((await ask(query('-sha256', '-tspolicy', '1.2.3.4'))).bytes)).toBe('unacceptedPolicy');
    expect(failure((await ask(Buffer.from('not DER'))).bytes)).toBe('badDataFormat');
  });

  it('refuses in the words of HTTP what is no query', async () => {
    expect((await ask(query('-sha256'), 'application/octet-stream')).status).toBe(415);
    expect((await ask(query('-sha256'), 'application/json')).status).toBe(400);
    expect((await ask(new Uint8Array(5000))).status).toBe(413);
    expect((await fetch(`${hospital.url}/tsa`)).status).toBe(405);
    expect((await fetch(`${hospital.url}/tsa`, { method: 'POST' })).status).toBe(415);
  });

  it('answers any bytes with a rejection, and lives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (bytes) => {
        const { status, bytes: answer } = await ask(bytes);
        return status === 200 && typeof failure(answer) === 'string';
      }),
      { numRuns: 60 },
    );
    const good = query('-sha256');
    for (let cut = 1; cut < good.length; cut += 7)
      expect(failure((await ask(good.subarray(0, cut))).bytes)).toBe('badDataFormat');
  });

  it('does not stamp while the clock stands behind a time that was given out', async () => {
    wallOffsetMs = -3_600_000;
    expect(failure((await ask(query('-sha256'))).bytes)).toBe('timeNotAvailable');
    const health = await fetch(`${hospital.url}/healthz`);
    expect([health.status, ((await health.json()) as { checks: { clock: string } }).checks.clock]).toEqual([
      503,
      'failing',
    ]);
    wallOffsetMs = 0;
  });
});
