import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toHex } from '../../src/core/base';
import { signRequest } from '../../src/core/http-signature';
import { nodeClock, nodeDigest, nodeRandom } from '../../src/platform/node';
import { HisClient, type HisCredentials } from '../../src/server/sample-tasks';

/** The sample HIS of the embedded hospital, with what only tests and the demo ask of it. */
export interface SampleHis {
  /** The link that a click in the HIS opens. */
  launchUrl(taskId: string): Promise<string>;
  /** The sealed form as the server hands it out once it has extended it to B-LTA. */
  document(taskId: string): Promise<Uint8Array>;
}

/** Signs in as the sample application, with the secret that the embedded hospital keeps in its data folder. */
export function sampleHis(home: string, serverUrl: string): SampleHis {
  const applicationId = 'sample-his';
  const secret = readFileSync(join(home, 'hospital', 'applications', `${applicationId}.secret`), 'utf8').trim();
  const credentials: HisCredentials = { serverUrl, applicationId, secret: Buffer.from(secret, 'hex') };
  return {
    launchUrl: async (taskId) => (await new HisClient(credentials).createLaunchTicket(taskId, 'staff-1')).url,
    document: (taskId) => extendedDocument(credentials, `/v1/documents/${taskId}`),
  };
}

/** The extension follows the arrival within a moment; it is waited for, at most some seconds. */
async function extendedDocument(credentials: HisCredentials, path: string): Promise<Uint8Array> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await get(credentials, path);
    if (answer.headers.get('inkwitness-level') === 'B-LTA') return new Uint8Array(await answer.arrayBuffer());
    await answer.body?.cancel();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`GET ${path}: not extended`);
}

async function get({ serverUrl, applicationId, secret }: HisCredentials, path: string): Promise<Response> {
  const headers = await signRequest(
    { method: 'GET', url: path, headers: {} },
    {
      keyId: applicationId,
      key: { algorithm: 'hmac-sha256', secret },
      createdMs: nodeClock.nowMs(),
      nonce: toHex(nodeRandom.bytes(16)),
      digest: nodeDigest,
    },
  );
  const answer = await fetch(new URL(path, serverUrl), { headers: { ...headers } });
  if (!answer.ok) throw new Error(`GET ${path}: ${answer.status}`);
  return answer;
}
