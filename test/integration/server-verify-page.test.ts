import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleVerifyPage } from '../../scripts/bundle-verify-page.mjs';
import type { VerificationLink } from '../../src/contracts/api';
import { nodeClock } from '../../src/platform/node';
import { sealAtServer } from '../support/kiosk-at-server';
import { makeTask, sampleForm } from '../support/server-acts';
import { type Caller, callServer, type SigningServer, startSigningServer } from '../support/signing-server';

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

describe('an archived document', () => {
  const form = sampleForm('transfusion.pdf');
  let server: SigningServer;
  let taskId: string;
  let early: string;
  let aheadMs = 0;
  const get = (path: string, by: Caller | 'nobody' = server.his) =>
    callServer(server.url, by === 'nobody' ? undefined : by, 'GET', path);

  beforeAll(async () => {
    server = await startSigningServer({ clock: { ...nodeClock, nowMs: () => nodeClock.nowMs() + aheadMs } });
    const kiosk = await server.enrol();
    early = await makeTask(server.url, server.his, form);
    taskId = await makeTask(server.url, server.his, form, kiosk.caller);
    const sealed = await sealAtServer(server.url, kiosk, taskId, form, [0, 1]);
    const options = { body: sealed, type: 'application/pdf' };
    const reply = await callServer(server.url, kiosk.caller, 'PUT', `/v1/documents/${taskId}`, options);
    expect(reply.status).toBe(200);
  });
  afterAll(() => server?.close());

  it('is reported on as a PDF, in both languages, to who may read it', async () => {
    for (const [language, title] of [
      ['zh', '电子签名核对报告'],
      ['en', 'Report on electronic signatures'],
    ] as const) {
      const { status, headers, bytes } = await get(`/v1/documents/${taskId}/report?language=${language}`);
      expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf']);
      const pdf = await PDFDocument.load(bytes);
      expect(pdf.getTitle()).toBe(title);
      const [attached] = pdf.getAttachments();
      const etsi = JSON.parse(Buffer.from(attached?.data ?? []).toString('utf8'));
      const said = etsi.SignatureValidationReport.map(
        (one: { SignatureValidationStatus: { MainIndication: string } }) =>
          one.SignatureValidationStatus.MainIndication,
      );
      expect(new Set(said)).toEqual(new Set(['urn:etsi:019102:mainindication:total-passed']));
    }
    expect((await get(`/v1/documents/${taskId}/report`, 'nobody')).status).toBe(401);
    expect((await get(`/v1/documents/${early}/report`)).status).toBe(404);
    expect((await get(`/v1/documents/${taskId}/report?language=fr`)).status).toBe(400);
  });

  it('is shown in the verifier page behind a link that somebody with a key asked for, and for 15 minutes', async () => {
    const link = (await get(`/v1/documents/${taskId}/verification`)).json as unknown as VerificationLink;
    const file = link.path.replace('/document?', '/document.pdf?');
    const page = await get(link.path, 'nobody');
    const html = Buffer.from(page.bytes).toString('utf8');
    expect(page.status).toBe(200);
    expect(html).toContain("default-src 'none'; connect-src 'self'");
    expect(html).toContain(`"url":"${file}"`);
    // the server may extend the file between two looks
    const before = await get(`/v1/documents/${taskId}`);
    const shown = await get(file, 'nobody');
    const after = await get(`/v1/documents/${taskId}`);
    expect([before, after].some(({ bytes }) => Buffer.from(shown.bytes).equals(Buffer.from(bytes)))).toBe(true);
    expect([shown.headers.get('cache-control'), page.headers.get('cache-control')]).toEqual(['no-store', 'no-store']);

    expect((await get(`/v1/documents/${taskId}/verification`, 'nobody')).status).toBe(401);
    expect((await get(`/v1/documents/${early}/verification`)).status).toBe(404);
    const forged = link.path.replace(/\.[^.]*\./, (claims) => `${claims.slice(0, -3)}AA.`);
    for (const path of [forged, '/verify/document', forged.replace('/document?', '/document.pdf?')])
      expect((await get(path, 'nobody')).status).toBeGreaterThanOrEqual(400);
    aheadMs = link.expiresAtMs + 1000 - Date.now();
    for (const path of [link.path, file]) expect((await get(path, 'nobody')).json.code).toBe('TICKET_INVALID');
    aheadMs = 0;
  });

  it('leaves the public page without any network', async () => {
    const html = Buffer.from((await get('/verify', 'nobody')).bytes).toString('utf8');
    expect(html).not.toContain('connect-src');
    expect(html).toContain('id="opened">null<');
  });
});
