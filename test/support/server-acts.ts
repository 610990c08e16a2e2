import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  type CreateTaskInput,
  type EventCertificateRequest,
  signerSlot,
  type TaskReceipt,
} from '../../src/contracts/api';
import { toBase64 } from '../../src/core/base';
import { generateOneTimeSigner } from '../../src/platform/node';
import type { SampleDocument } from '../../src/server/sample-tasks';
import { type Caller, callServer } from './signing-server';

/** A sample form with its bytes. */
export interface SampleForm extends SampleDocument {
  readonly bytes: Uint8Array;
}

export function sampleForm(file: string): SampleForm {
  const folder = 'fixtures/documents';
  const all = JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')) as SampleDocument[];
  const entry = all.find((sample) => sample.file === file);
  if (entry === undefined) throw new Error(`no sample ${file}`);
  const signers = entry.signers.map((signer) => signerSlot.parse(signer));
  return { ...entry, signers, bytes: readFileSync(`${folder}/${file}`) };
}

export const taskFor = (form: SampleForm, more: Partial<CreateTaskInput> = {}): CreateTaskInput => ({
  stationId: 'station-1',
  businessId: 'HIS-1',
  patient: form.patient,
  form: form.form,
  signers: form.signers,
  document: { sha256: form.sha256, size: form.size },
  ...more,
});

/** A task with its PDF, as a HIS makes it; optionally claimed by a kiosk. */
export async function makeTask(url: string, his: Caller, form: SampleForm, kiosk?: Caller): Promise<string> {
  const made = await callServer(url, his, 'POST', '/v1/tasks', { body: taskFor(form) });
  const { taskId } = made.json as unknown as TaskReceipt;
  const put = await callServer(url, his, 'PUT', `/v1/tasks/${taskId}/source`, {
    body: form.bytes,
    type: 'application/pdf',
  });
  if (made.status !== 201 || put.status !== 200) throw new Error(`${made.json.code} ${put.json.code}`);
  if (kiosk !== undefined) await callServer(url, kiosk, 'POST', `/v1/tasks/${taskId}/claim`);
  return taskId;
}

const hex = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A certificate request with a fresh key. */
export const certificateRequest = (
  taskId: string,
  more: Partial<EventCertificateRequest> = {},
): EventCertificateRequest => ({
  taskId,
  slot: 0,
  publicKey: toBase64(generateOneTimeSigner().publicKey),
  signer: { name: '欧阳𬍛', capacity: 'patient' },
  documentDigest: hex('D1'),
  manifestDigest: hex('M'),
  bindingA: hex('A'),
  bindingB: hex('B'),
  ...more,
});
