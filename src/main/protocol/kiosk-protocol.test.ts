import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RandomAccess } from '../../core/base';
import { kioskProtocol } from './kiosk-protocol';

const bytes = Uint8Array.from({ length: 700_000 }, (_, index) => index % 251);
const source: RandomAccess = {
  size: bytes.length,
  read: async (offset, length) => bytes.slice(offset, offset + length),
};

const PAGE = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-x'">
<script type="application/json" id="anchors">""</script><script type="application/json" id="opened">null</script>`;
const verifier = { path: '', anchors: () => 'PEM </script>' };
let folder: string;
let handle: (request: Request) => Promise<Response>;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'protocol-')));
  mkdirSync(join(folder, 'renderer', 'pdf'), { recursive: true });
  writeFileSync(join(folder, 'secret.js'), 'secret');
  writeFileSync(join(folder, 'sbom.json'), '<script>{}</script>');
  writeFileSync(join(folder, 'verifier.html'), PAGE);
  verifier.path = join(folder, 'verifier.html');
  writeFileSync(join(folder, 'renderer', 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'renderer', 'pdf', 'worker.mjs'), 'export {}');
  writeFileSync(join(folder, 'renderer', 'notes.txt'), 'x');
  symlinkSync(join(folder, 'secret.js'), join(folder, 'renderer', 'link.js'));
  handle = kioskProtocol({
    rendererRoot: join(folder, 'renderer'),
    verifier,
    paper: (name) => (name === 'sbom' ? join(folder, 'sbom.json') : undefined),
    documentSource: (key) => (key === 'rev-1.abc' ? source : undefined),
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The URL as Chromium hands it over: not normalized by us. */
const get = (path: string, init: RequestInit = {}) => {
  const request = new Request('app://kiosk/', init);
  Object.defineProperty(request, 'url', { value: path.includes('://') ? path : `app://kiosk${path}` });
  return handle(request);
};

describe('files of the renderer', () => {
  it('carry type, policy and nosniff', async () => {
    const page = await get('/index.html?window=bench');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("require-trusted-types-for 'script'");
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await get('/pdf/worker.mjs')).headers.get('content-type')).toContain('text/javascript');
    expect((await get('/')).status).toBe(200);
  });

  it.each([
    ['/..%2fsecret.js', 403],
    ['/pdf/..%2f..%2fsecret.js', 403],
    ['/%2e%2e%5csecret.js', 403],
    ['/pdf%00.js', 403],
    ['/%ff.js', 403],
    ['/notes.txt', 404],
    ['/pdf', 404],
    ['/missing.js', 404],
    ['app://other/index.html', 404],
  ])('%s is answered %i', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });

  it('a link out of the folder is answered 403', async () => {
    // wine makes links that nobody can follow
    const isFollowed = existsSync(join(folder, 'renderer', 'link.js'));
    expect((await get('/link.js')).status).toBe(isFollowed ? 403 : 404);
  });

  it('only GET and HEAD', async () => {
    expect((await get('/index.html', { method: 'POST', body: 'x' })).status).toBe(405);
  });
});

describe('papers', () => {
  it('are text that nothing runs, and only those that there are', async () => {
    const answer = await get('/papers/sbom');
    expect(await answer.text()).toBe('<script>{}</script>');
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await get('/papers/licence')).status).toBe(404);
    expect((await get('/papers/..%2fsecret.js')).status).toBe(403);
  });
});

describe('documents', () => {
  it('whole, piece by piece', async () => {
    const answer = await get('/document/rev-1.abc');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('a range', async () => {
    const answer = await get('/document/rev-1.abc', { headers: { range: 'bytes=300000-699999' } });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe('bytes 300000-699999/700000');
    expect(answer.headers.get('content-length')).toBe('400000');
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes.subarray(300_000))).toBe(true);
  });

  it('beyond the end is 416, HEAD has no body, an unknown or odd key is 404 or refused', async () => {
    expect((await get('/document/rev-1.abc', { headers: { range: 'bytes=700000-' } })).status).toBe(416);
    const head = await get('/document/rev-1.abc', { method: 'HEAD' });
    expect([head.headers.get('content-length'), head.body]).toEqual(['700000', null]);
    expect((await get('/document/rev-2')).status).toBe(404);
    expect((await get('/document/..%2f..%2fetc%2fpasswd')).status).toBe(403);
  });

  it('the verifier page comes with one document and the roots, may ask for nothing else, and lets no file in or out', async () => {
    const answer = await get('/verifier/rev-1.abc');
    const text = await answer.text();
    expect(answer.headers.get('content-security-policy')).toBe("frame-ancestors 'none'");
    expect(text).toContain("default-src 'none'; connect-src 'self'; script-src 'sha256-x'");
    expect(text).toContain('{"url":"/document/rev-1.abc","name":"rev-1.abc.pdf","closed":true}');
    expect(text).toContain('"PEM \\u003c/script>"');
    expect((await get('/verifier/rev-2')).status).toBe(404);
    expect((await get('/verifier/..%2frev-1.abc')).status).toBe(403);
  });

  it('a source that became shorter breaks the answer', async () => {
    const short = kioskProtocol({
      rendererRoot: folder,
      verifier,
      paper: () => undefined,
      documentSource: () => ({ size: 10, read: async () => new Uint8Array() }),
    });
    await expect((await short(new Request('app://kiosk/document/x'))).arrayBuffer()).rejects.toThrow();
  });
});
