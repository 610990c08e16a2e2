import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleVerifyPage } from '../../scripts/bundle-verify-page.mjs';
import { callServer, type SigningServer, startSigningServer } from '../support/signing-server';

describe('GET /verify', () => {
  let server: SigningServer;
  beforeAll(async () => {
    const outFile = 'dist/web/verify.html';
    mkdirSync('dist/web', { recursive: true });
    if (!existsSync(outFile)) await bundleVerifyPage({ root: process.cwd(), outFile });
    server = await startSigningServer();
  });
  afterAll(() => server?.close());

  it('gives the page out with the root of this hospital in it', async () => {
    const reply = await callServer(server.url, undefined, 'GET', '/verify');
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const text = Buffer.from(reply.bytes).toString('utf8');
    const [, anchors] = /id="anchors">(.*?)<\/script>/.exec(text) ?? [];
    const root = readFileSync(join(server.home, 'hospital/pki/root.pem'), 'utf8');
    expect((JSON.parse(anchors ?? '""') as string).trim()).toBe(root.trim());
  });
});
