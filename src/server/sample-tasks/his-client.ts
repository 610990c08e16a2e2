import { fetch } from 'undici';
import {
  type CreateTaskInput,
  errorBody,
  type LaunchTicket,
  launchTicket,
  type TaskReceipt,
  taskReceipt,
} from '../../contracts/api';
import { toHex } from '../../core/base';
import { signRequest } from '../../core/http-signature';
import { nodeClock, nodeDigest, nodeRandom } from '../../platform/node';

export interface HisCredentials {
  readonly serverUrl: string;
  readonly applicationId: string;
  readonly secret: Uint8Array;
}

const TIMEOUT_MS = 30_000;

/** What a HIS does: makes tasks, sends forms, asks for launch tickets; over the real HTTP API. */
export class HisClient {
  constructor(private readonly credentials: HisCredentials) {}

  /** Sends a signed request and answers its JSON. Throws with the code of a refusal. */
  async send(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: Uint8Array,
    type?: string,
    key?: string,
  ): Promise<unknown> {
    const { serverUrl, applicationId, secret } = this.credentials;
    const headers: Record<string, string> = {};
    if (method !== 'GET') headers['idempotency-key'] = key ?? toHex(nodeRandom.bytes(16));
    if (type !== undefined) headers['content-type'] = type;
    const signature = await signRequest(
      { method, url: path, headers, ...(body === undefined ? {} : { body }) },
      {
        keyId: applicationId,
        key: { algorithm: 'hmac-sha256', secret },
        createdMs: nodeClock.nowMs(),
        nonce: toHex(nodeRandom.bytes(16)),
        digest: nodeDigest,
      },
    );
    const response = await fetch(new URL(path, serverUrl), {
      method,
      headers: { ...headers, ...signature },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(errorBody.parse(answer).code);
    return answer;
  }

  async createTask(task: CreateTaskInput, key?: string): Promise<TaskReceipt> {
    return taskReceipt.parse(
      await this.send('POST', '/v1/tasks', Buffer.from(JSON.stringify(task)), 'application/json', key),
    );
  }

  async putSource(taskId: string, pdf: Uint8Array): Promise<TaskReceipt> {
    return taskReceipt.parse(await this.send('PUT', `/v1/tasks/${taskId}/source`, pdf, 'application/pdf'));
  }

  async createLaunchTicket(taskId: string, staffId: string): Promise<LaunchTicket> {
    const body = Buffer.from(JSON.stringify({ taskId, staffId }));
    return launchTicket.parse(await this.send('POST', '/v1/launch-tickets', body, 'application/json'));
  }
}
