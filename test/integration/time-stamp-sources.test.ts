import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { must } from '../../src/core/base';
import { fromPem, parseCertificate } from '../../src/core/pki';
import { askSources, readTimeStampToken, type SourceFailure, type TimeStampSource } from '../../src/core/tsp';
import { nodeClock, nodeDigest, nodeRandom, nodeVerifier } from '../../src/platform/node';
import { fetchBounded } from '../../src/server/tsa';
import { hasOpenssl } from '../support/judges';
import { type Manner, opensslServer, ownUnitServer, type TimeStampServer } from '../support/time-stamp-server';

const folder = mkdtempSync(join(tmpdir(), 'inkwitness-sources-'));
const IMPRINT = nodeDigest.hash('SHA-256', Uint8Array.of(1, 2, 3));
let first: TimeStampServer;
let second: TimeStampServer;
beforeAll(async () => {
  first = await ownUnitServer();
  second = hasOpenssl() ? await opensslServer(folder) : await ownUnitServer();
});
afterAll(async () => {
  await first.close();
  await second.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  first.manner = 'good';
  second.manner = 'good';
});

const sourceOf = (name: string, { url, rootPem }: TimeStampServer): TimeStampSource => ({
  name,
  anchors: fromPem(rootPem).map(({ der }) => must(parseCertificate(der))),
  ask: (query) => fetchBounded(url, { timeoutMs: 400, query }),
});

async function ask(sources: readonly TimeStampSource[], more: { maxTokenBytes?: number } = {}) {
  const failures: SourceFailure[] = [];
  const ports = { clock: nodeClock, digest: nodeDigest, random: nodeRandom, verifier: nodeVerifier };
  const onFailure = (failure: SourceFailure): void => void failures.push(failure);
  const answer = await askSources(IMPRINT, { sources, ...ports, onFailure, ...more });
  return { answer, failures };
}
const both = () => [sourceOf('first', first), sourceOf('second', second)];

describe('sources that are asked in order', () => {
  it('the first one that is good is the only one asked', async () => {
    const before = second.asked();
    const { answer, failures } = await ask(both());
    expect([must(answer).source, failures, second.asked() - before]).toEqual(['first', [], 0]);
    expect(must(readTimeStampToken(must(answer).token)).messageImprint.hashedMessage).toEqual(IMPRINT);
  });

  it.each<[Manner, string]>([
    ['away', 'TIME_SOURCE_AWAY'],
    ['silent', 'TIME_SOURCE_AWAY'],
    ['html', 'TSP_RESPONSE_DAMAGED'],
    ['empty', 'TSP_RESPONSE_DAMAGED'],
    ['rejects', 'TSP_NOT_GRANTED'],
    ['wrong-imprint', 'TSP_IMPRINT_MISMATCH'],
    ['wrong-time', 'TSP_TIME_OFF'],
  ])('one that is %s is dropped with %s and the next one asked', async (manner, code) => {
    first.manner = manner;
    const { answer, failures } = await ask(both());
    expect(failures).toEqual([{ source: 'first', code }]);
    expect(must(answer).source).toBe('second');
  });

  it('an old answer is dropped: its nonce is of another question', async () => {
    first.manner = 'old-nonce';
    expect((await ask(both())).failures).toEqual([]);
    const { answer, failures } = await ask(both());
    expect(failures).toEqual([{ source: 'first', code: 'TSP_NONCE_MISMATCH' }]);
    expect(must(answer).source).toBe('second');
  });

  it('roots of one source do not speak for another', async () => {
    const stranger = { ...sourceOf('first', first), anchors: sourceOf('second', second).anchors };
    expect((await ask([stranger])).failures).toEqual([{ source: 'first', code: 'TSP_CERTIFICATE_REFUSED' }]);
  });

  it('a token that does not fit is dropped, and with nobody left there is no time', async () => {
    const { answer, failures } = await ask(both(), { maxTokenBytes: 64 });
    expect(failures.map(({ code }) => code)).toEqual(['TSP_TOKEN_TOO_LARGE', 'TSP_TOKEN_TOO_LARGE']);
    expect(answer).toMatchObject({ ok: false, error: { code: 'TSP_NO_SOURCE' } });
  });
});
