import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Task, type WebhookEvent, webhookEvent } from '../../src/contracts/api';
import { startServer, testHome } from '../support/bedside';
import { sealAtServer } from '../support/kiosk-at-server';
import { onePage, tablePdf } from '../support/pdf-by-hand';
import { makeTask, type SampleForm, sampleForm } from '../support/server-acts';
import { callServer, type EnrolledKiosk, enrolAt, hisOf } from '../support/signing-server';

/** The data of an inline image hold what ends an image for one reader, and not for another, so that one of them sees a line more. */
function confusingForm(): SampleForm {
  const image = 'BI /W 40 /H 1 /BPC 8 /CS /G ID x EI \x01\x02\x03';
  const bytes = tablePdf({
    objects: onePage(
      `BT /F1 12 Tf 50 700 Td (I agree to A) Tj ET ${image} BT /F1 12 Tf 50 600 Td (and to B) Tj ET EI Q`,
    ),
  });
  const [signer] = sampleForm('surgery.pdf').signers;
  const anchor = { kind: 'rect', page: 1, x: 100, y: 300, width: 200, height: 60 } as const;
  return {
    ...sampleForm('surgery.pdf'),
    signers: [{ ...signer!, anchor }],
    bytes,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

const home = testHome();
const heard: WebhookEvent[] = [];
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    heard.push(webhookEvent.parse(JSON.parse(Buffer.concat(chunks).toString('utf8'))));
    response.writeHead(204).end();
  });
});

let server: Awaited<ReturnType<typeof startServer>>;
let kiosk: EnrolledKiosk;

/** The embedded hospital's application gets a URL, as an operator writes it into config.json. */
async function startListening(): Promise<void> {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const path = join(home.path, 'hospital', 'config.json');
  const config = JSON.parse(readFileSync(path, 'utf8')) as { applications: { webhookUrl?: string }[] };
  config.applications[0]!.webhookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  writeFileSync(path, JSON.stringify(config));
}

beforeAll(async () => {
  server = await startServer(home.path);
  await server.kill();
  await startListening();
  server = await startServer(home.path);
  const { enrolCode } = JSON.parse(readFileSync(join(home.path, 'kiosk/settings.json'), 'utf8')) as {
    enrolCode: string;
  };
  kiosk = await enrolAt(server.url, enrolCode);
}, 120_000);
afterAll(async () => {
  await server.kill();
  receiver.close();
  home.remove();
});

const put = (taskId: string, body: Uint8Array) =>
  callServer(server.url, kiosk.caller, 'PUT', `/v1/documents/${taskId}`, {
    body,
    type: 'application/pdf',
    idempotencyKey: `deliver-${createHash('sha256').update(body).digest('hex').slice(0, 48)}`,
  });
const taskOf = async (taskId: string) =>
  (await callServer(server.url, hisOf(home.path), 'GET', `/v1/tasks/${taskId}`)).json as unknown as Task;
const inquiry = () => join(home.path, 'hospital', 'inquiry');

describe('a form that two readers see differently', () => {
  let taskId: string;
  let sealed: Uint8Array;
  let sha256: string;

  it('is not sealed: it is kept for inquiry, and the HIS hears why', async () => {
    const form = confusingForm();
    taskId = await makeTask(server.url, hisOf(home.path), form, kiosk.caller);
    sealed = await sealAtServer(server.url, kiosk, taskId, form, [0]);
    sha256 = createHash('sha256').update(sealed).digest('hex');
    const answer = await put(taskId, sealed);
    expect([answer.status, answer.json.code]).toEqual([422, 'SECOND_READER_DISAGREES']);
    expect(readdirSync(inquiry()).sort()).toEqual([`${sha256}.json`, `${sha256}.pdf`]);
    expect(Buffer.from(sealed).equals(readFileSync(join(inquiry(), `${sha256}.pdf`)))).toBe(true);
    expect(readdirSync(inquiry()).map((name) => statSync(join(inquiry(), name)).mode & 0o777)).toEqual([0o600, 0o600]);
    const reason = JSON.parse(readFileSync(join(inquiry(), `${sha256}.json`), 'utf8')) as object;
    expect(reason).toMatchObject({ code: 'SECOND_READER_DISAGREES', what: 'letters: page 1', taskId, sha256 });
    const task = await taskOf(taskId);
    expect([task.state, task.sealed, task.inquiry?.what]).toEqual(['claimed', undefined, 'letters: page 1']);
    await vi.waitFor(() => expect(heard.map(({ type }) => type)).toContain('task.inquiry'), 10_000);
    expect(heard.find(({ type }) => type === 'task.inquiry')?.inquiry?.what).toBe('letters: page 1');
    const document = await callServer(server.url, hisOf(home.path), 'GET', `/v1/documents/${taskId}`);
    expect(document.status).toBe(404);
    const metrics = await (await fetch(new URL('/metrics', server.url))).text();
    expect(metrics).toContain('inkwitness_inquiries_open 1');
  });

  it('comes to the same end when it is sent again after kill -9, and the HIS hears it once', async () => {
    await server.kill();
    server = await startServer(home.path);
    expect((await put(taskId, sealed)).json.code).toBe('SECOND_READER_DISAGREES');
    expect(readdirSync(inquiry()).sort()).toEqual([`${sha256}.json`, `${sha256}.pdf`]);
    expect((await taskOf(taskId)).inquiry?.sha256).toBe(sha256);
    expect(heard.filter(({ type }) => type === 'task.inquiry')).toHaveLength(1);
  });
});

describe('a sound form', () => {
  it('is sealed by the same server, also when it was killed while the second reader was at work', async () => {
    const form = sampleForm('surgery.pdf');
    const taskId = await makeTask(server.url, hisOf(home.path), form, kiosk.caller);
    const sealed = await sealAtServer(server.url, kiosk, taskId, form, [0, 1]);
    const first = put(taskId, sealed).catch(() => undefined);
    await vi.waitFor(() => expect(readdirSync(join(home.path, 'hospital/objects/incoming'))).toHaveLength(1), 10_000);
    await server.kill();
    await first;
    server = await startServer(home.path);
    expect((await taskOf(taskId)).state).toBe('claimed');
    expect((await put(taskId, sealed)).status).toBe(200);
    const task = await taskOf(taskId);
    expect([task.state, task.inquiry]).toEqual(['sealed', undefined]);
    expect(readdirSync(join(home.path, 'hospital/objects/incoming'))).toEqual([]);
  });
});
