import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Task } from '../../src/contracts/api';
import { concat } from '../../src/core/base';
import { sealAtServer } from '../support/kiosk-at-server';
import { makeTask, sampleForm } from '../support/server-acts';
import {
  type CallOptions,
  callServer,
  type EnrolledKiosk,
  type SigningServer,
  startSigningServer,
} from '../support/signing-server';

const form = sampleForm('surgery.pdf');
let hospital: SigningServer;
let kiosk: EnrolledKiosk;
beforeAll(async () => {
  hospital = await startSigningServer({ documentBytes: 4_000_000 });
  kiosk = await hospital.enrol();
});
afterAll(() => hospital.close());

const put = (taskId: string, body: Uint8Array, options: CallOptions = {}) =>
  callServer(hospital.url, kiosk.caller, 'PUT', `/v1/documents/${taskId}`, {
    body,
    type: 'application/pdf',
    ...options,
  });
const openTask = () => makeTask(hospital.url, hospital.his, form, kiosk.caller);
const taskOf = async (taskId: string) =>
  (await callServer(hospital.url, hospital.his, 'GET', `/v1/tasks/${taskId}`)).json as unknown as Task;

describe('a form that has to be written anew', () => {
  it('is written anew here too, from the bytes that the HIS sent, and has to be the same', async () => {
    const sample = sampleForm('special-treatment.pdf');
    const withJunk = (junk: string) => {
      const bytes = concat([Buffer.from(junk), sample.bytes]);
      return { ...sample, bytes, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
    };
    const asSent = withJunk('\ufeff');
    const slots = sample.signers.map(({ slot }) => slot);
    const taskId = await makeTask(hospital.url, hospital.his, asSent, kiosk.caller);
    const other = await sealAtServer(hospital.url, kiosk, taskId, withJunk('\n'), slots);
    expect((await put(taskId, other)).json.code).toBe('DOCUMENT_NOT_BOUND');
    const sealed = await sealAtServer(hospital.url, kiosk, taskId, asSent, slots);
    expect((await put(taskId, sealed)).json).toMatchObject({ taskId, size: sealed.length });
  });
});

describe('a sealed file', () => {
  let taskId: string;
  let sealed: Uint8Array;
  beforeAll(async () => {
    taskId = await openTask();
    sealed = await sealAtServer(hospital.url, kiosk, taskId, form, [0, 1]);
  });

  it('is refused when it is not whole, not valid, not of this task, or too large, and nothing is kept', async () => {
    const flipped = new Uint8Array(sealed);
    flipped[2000] = (flipped[2000] as number) ^ 1;
    const broken = new Uint8Array(sealed);
    broken[form.bytes.length + 4000] = (broken[form.bytes.length + 4000] as number) ^ 1;
    const otherTask = await openTask();
    const oneSigner = await sealAtServer(hospital.url, kiosk, otherTask, form, [0]);
    const sent = [
      await put(taskId, flipped),
      await put(taskId, broken),
      await put(taskId, form.bytes),
      await put(taskId, concat([sealed, Buffer.from('% appended')])),
      await put(otherTask, sealed),
      await put(otherTask, oneSigner),
      await put(taskId, sealed, { sentBody: flipped }),
      await put(taskId, concat([sealed, new Uint8Array(4_000_000)])),
      await put(taskId, sealed, { type: 'application/octet-stream' }),
    ];
    expect(sent.map(({ json }) => json.code)).toEqual([
      'DOCUMENT_NOT_BOUND',
      'DOCUMENT_NOT_VALID',
      'DOCUMENT_NOT_BOUND',
      'DOCUMENT_NOT_VALID',
      'DOCUMENT_NOT_BOUND',
      'DOCUMENT_INCOMPLETE',
      'SOURCE_DIGEST_MISMATCH',
      'API_TOO_LARGE',
      'API_MEDIA_TYPE',
    ]);
    expect((await taskOf(taskId)).state).toBe('claimed');
    expect(readdirSync(join(hospital.home, 'hospital/objects/incoming'))).toEqual([]);
  });

  it('is verified, kept and handed out as it came; a retry hears the same', async () => {
    const idempotencyKey = 'a'.repeat(32);
    const first = await put(taskId, sealed, { idempotencyKey });
    expect(first.json).toMatchObject({ taskId, size: sealed.length });
    expect((first.json['signatures'] as { slot: number }[]).map(({ slot }) => slot)).toEqual([0, 1]);
    const again = await put(taskId, sealed, { idempotencyKey });
    expect(Buffer.from(again.bytes)).toEqual(Buffer.from(first.bytes));
    expect((await put(taskId, sealed)).json.code).toBe('TASK_STATE_CONFLICT');
    const back = await callServer(hospital.url, hospital.his, 'GET', `/v1/documents/${taskId}`);
    // the hospital may have extended it meanwhile, behind its last byte
    expect(Buffer.from(back.bytes.subarray(0, sealed.length)).equals(Buffer.from(sealed))).toBe(true);
    const task = await taskOf(taskId);
    expect(task.state).toBe('sealed');
    expect(task.progress.map(({ state }) => state)).toEqual(['sealed', 'sealed']);
  });

  it('of a consent that was refused half way is kept too, and the refusal stays', async () => {
    const refusedTask = await openTask();
    const half = await sealAtServer(hospital.url, kiosk, refusedTask, form, [0]);
    const outcome = {
      outcome: 'refused',
      reason: 'signer-declined',
      slot: 1,
      atMs: Date.now(),
      chainHead: '0'.repeat(64),
      chainLength: 9,
    };
    await callServer(hospital.url, kiosk.caller, 'POST', `/v1/tasks/${refusedTask}/outcome`, { body: outcome });
    expect((await put(refusedTask, half)).status).toBe(200);
    const task = await taskOf(refusedTask);
    expect([task.state, task.sealed?.size]).toEqual(['refused', half.length]);
  });
});
