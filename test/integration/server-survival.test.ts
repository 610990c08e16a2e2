import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Task, TaskList } from '../../src/contracts/api';
import { toHex } from '../../src/core/base';
import { nodeRandom } from '../../src/platform/node';
import { PROGRAMS } from '../support/programs';
import { certificateRequest, sampleForm, taskFor } from '../support/server-acts';
import { callServer, type EnrolledKiosk, enrolAt, hisOf, type Reply } from '../support/signing-server';

let home: string;
let child: ChildProcess;
let url: string;

async function start(...options: string[]): Promise<void> {
  const args = [PROGRAMS.server, '--home', home, '--port', '0', ...options];
  child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
  url = (JSON.parse(line) as { listening: string }).listening;
}
async function kill(signal: NodeJS.Signals): Promise<number | null> {
  const ended = once(child, 'exit');
  child.kill(signal);
  return ((await ended) as [number | null])[0];
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'inkwitness-kill-'));
  await start();
}, 60_000);
afterAll(async () => {
  await kill('SIGKILL');
  rmSync(home, { recursive: true, force: true });
});

const settings = () =>
  JSON.parse(readFileSync(join(home, 'kiosk/settings.json'), 'utf8')) as { serverUrl: string; enrolCode: string };

describe('the server process', () => {
  let kiosk: EnrolledKiosk;

  it('starts with a hospital, a worklist of samples, and a code for the kiosk', async () => {
    expect(settings().serverUrl).toBe(url);
    kiosk = await enrolAt(url, settings().enrolCode);
    await expect(enrolAt(url, settings().enrolCode)).rejects.toThrow('ENROL_CODE_INVALID');
    const list = (await callServer(url, kiosk.caller, 'GET', '/v1/stations/station-1/tasks'))
      .json as unknown as TaskList;
    expect(list.tasks).toHaveLength(12);
    expect(list.tasks.every((task) => task.state === 'waiting')).toBe(true);
  });

  it('loses nothing that it acknowledged when it is killed in the middle of work, three times', async () => {
    const form = sampleForm('surgery.pdf');
    for (let round = 0; round < 3; round++) {
      const list = (await callServer(url, kiosk.caller, 'GET', '/v1/stations/station-1/tasks'))
        .json as unknown as TaskList;
      const taskId = list.tasks.find((task) => task.state === 'waiting')!.taskId;
      await callServer(url, kiosk.caller, 'POST', `/v1/tasks/${taskId}/claim`);
      const his = hisOf(home);
      const done: Reply[] = [];
      const retries: (() => Promise<Reply>)[] = [];
      const keep = (work: () => Promise<Reply>) => {
        retries.push(work);
        return work().then(
          (reply) => done.push(reply),
          () => {},
        );
      };
      const work: Promise<unknown>[] = [];
      for (let i = 0; i < 40; i++) {
        const idempotencyKey = toHex(nodeRandom.bytes(16));
        const capacity = list.tasks.find((task) => task.taskId === taskId)!.signers[0]!.capacity;
        const request = certificateRequest(taskId, { signer: { name: '测试', capacity } });
        const issue = () =>
          callServer(url, kiosk.caller, 'POST', '/v1/event-certificates', { body: request, idempotencyKey });
        const create = () => callServer(url, his, 'POST', '/v1/tasks', { body: taskFor(form), idempotencyKey });
        work.push(keep(i % 4 === 0 && i < 40 ? issue : create));
      }
      while (done.length < 6 + 3 * round) await new Promise((resolve) => setTimeout(resolve, 2));
      await kill('SIGKILL');
      await Promise.all(work);
      const acknowledged = done.filter((reply) => reply.status === 201);
      expect(acknowledged.length).toBeGreaterThan(0);
      await start('--no-samples');
      for (const reply of acknowledged) {
        if (reply.json['serial'] === undefined) {
          const task = await callServer(url, his, 'GET', `/v1/tasks/${reply.json['taskId']}`);
          expect(task.json['state']).toBe('awaiting-source');
        }
      }
      const replies = await Promise.all(retries.map((retry) => retry()));
      // every retry is answered, and those acknowledged before with the very same bytes
      expect(replies.every((reply) => reply.status === 201)).toBe(true);
      const texts = new Set(replies.map((reply) => Buffer.from(reply.bytes).toString('utf8')));
      for (const reply of acknowledged) expect(texts.has(Buffer.from(reply.bytes).toString('utf8'))).toBe(true);
      const task = (await callServer(url, kiosk.caller, 'GET', `/v1/tasks/${taskId}`)).json as unknown as Task;
      expect(task.progress[0]?.state).toBe('certified');
    }
  }, 120_000);

  it('takes no nonce of a write again after it was killed', async () => {
    const options = { body: taskFor(sampleForm('surgery.pdf')), nonce: toHex(nodeRandom.bytes(16)) };
    expect((await callServer(url, hisOf(home), 'POST', '/v1/tasks', options)).status).toBe(201);
    await kill('SIGKILL');
    await start('--no-samples');
    expect((await callServer(url, hisOf(home), 'POST', '/v1/tasks', options)).json.code).toBe('AUTH_REPLAYED');
  });

  it('stops cleanly when asked, and does not make its samples again', async () => {
    expect(await kill('SIGTERM')).toBe(0);
    await start();
    expect(settings().serverUrl).toBe(url);
    const list = (await callServer(url, kiosk.caller, 'GET', '/v1/stations/station-1/tasks'))
      .json as unknown as TaskList;
    expect(list.tasks.filter((task) => task.businessId.startsWith('SAMPLE-'))).toHaveLength(12);
  });
});
