import { describe, expect, it } from 'vitest';
import { channelOfNobody, chooseCertificate } from './store-certificate';

const NOW = 1_000;
const of = (subject: string, more: object = {}) => ({
  issuer: 'Issuing CA',
  subject,
  sha256: 'aa',
  fromMs: 0,
  untilMs: 2_000,
  ...more,
});
const own = of('station-1');

describe('certificate of the system’s store', () => {
  it('must fit everything that is said, and be valid now', () => {
    const store = [own, of('station-2'), of('station-1', { issuer: 'Another' })];
    expect(chooseCertificate(store, { issuer: 'Issuing CA', subject: 'station-1' }, NOW)).toEqual({
      ok: true,
      value: own,
    });
    for (const wanted of [{ subject: 'station' }, { issuer: 'Issuing CA', sha256: 'bb' }, { issuer: 'issuing ca' }])
      expect(chooseCertificate(store, wanted, NOW)).toMatchObject({ error: { detail: 'none' } });
    for (const dates of [{ untilMs: NOW - 1 }, { fromMs: NOW + 1 }])
      expect(chooseCertificate([of('x', dates)], { issuer: 'Issuing CA' }, NOW)).toMatchObject({
        error: { detail: 'none' },
      });
    expect(chooseCertificate([own], { sha256: 'AA' }, NOW)).toEqual({ ok: true, value: own });
  });

  it('is the newest of one subject, and none of several', () => {
    const renewed = of('station-1', { untilMs: 9_000 });
    expect(chooseCertificate([own, renewed], { issuer: 'Issuing CA' }, NOW)).toEqual({ ok: true, value: renewed });
    expect(chooseCertificate([own, renewed, of('nurse')], { issuer: 'Issuing CA' }, NOW)).toMatchObject({
      error: { code: 'SERVER_CLIENT_CERTIFICATE', detail: 'several' },
    });
  });

  it('a program that cannot reach the store does not ask the server as somebody else', async () => {
    const channel = channelOfNobody({}, 'https://127.0.0.1:9', {});
    const request = { method: 'GET', headers: {}, timeoutMs: 1000, maxBytes: 10 } as const;
    const at = (url: string) => channel.exchange({ ...request, url: new URL(url) });
    expect(await at('https://127.0.0.1:9/x')).toMatchObject({ error: { code: 'SERVER_CLIENT_CERTIFICATE' } });
    expect(await at('http://127.0.0.1:9/x')).toMatchObject({ error: { code: 'SERVER_AWAY' } });
    channel.close();
  });
});
