import type { StationStatus } from '../../src/contracts/api';
import { toHex } from '../../src/core/base';
import type { SigningKey } from '../../src/core/http-signature';
import { generateOneTimeSigner, nodeRandom } from '../../src/platform/node';
import type { Database } from '../../src/server/store';
import { type Caller, callServer } from './signing-server';

const WARDS = [
  ['外科一病区', '外一'],
  ['外科二病区', '外二'],
  ['骨科', '骨科'],
  ['妇产科', '妇产'],
  ['儿科', '儿科'],
  ['急诊', '急诊'],
  ['重症医学科', 'ICU'],
  ['心内科', '心内'],
  ['肿瘤科', '肿瘤'],
  ['介入导管室', '介入'],
  ['神经外科', '神外'],
  ['泌尿外科', '泌尿'],
  ['消化内科', '消化'],
  ['呼吸内科', '呼吸'],
  ['肾内科', '肾内'],
  ['血液科', '血液'],
  ['眼科', '眼科'],
  ['耳鼻喉科', '耳鼻喉'],
  ['口腔科', '口腔'],
  ['手术室', '手术'],
] as const;

export const WELL: StationStatus = {
  version: '0.1.0',
  pad: 'ready',
  fingerPad: 'ready',
  patientScreen: 'present',
  disk: 'ok',
  clockOffsetMs: 12,
  queue: 0,
  conformance: 96,
};

/** A station with a device key of its own that the store knows as enrolled; `expected`: one that nobody enrolled yet. */
export async function placeStations(
  database: Database,
  count: number,
  state: 'enrolled' | 'expected' = 'enrolled',
): Promise<Caller[]> {
  const made = Array.from({ length: count }, (_, n) => {
    const signer = generateOneTimeSigner();
    const key: SigningKey = { algorithm: 'ecdsa-p256-sha256', signer };
    const number = String(n + 1).padStart(3, '0');
    const [ward, short] = WARDS[n % WARDS.length] as (typeof WARDS)[number];
    const row = { id: `${state}-${number}`, name: `${short} ${number}`, ward, state };
    return { caller: { keyId: row.id, key }, row, publicKey: signer.publicKey };
  });
  await database.write((session) => {
    for (const { row, publicKey } of made)
      session.run(
        session.db.insertInto('stations').values({
          ...row,
          public_key: state === 'enrolled' ? publicKey : null,
          certificate: null,
          enrolled_at_ms: state === 'enrolled' ? Date.now() : null,
        }),
      );
  });
  return made.map(({ caller }) => caller);
}

/** What a kiosk says once a minute, signed with its key. Answers the HTTP status. */
export async function tellStatus(
  url: string,
  caller: Caller,
  status: Partial<StationStatus> = {},
  createdMs = Date.now(),
): Promise<number> {
  const body = { ...WELL, ...status };
  return (await callServer(url, caller, 'POST', `/v1/stations/${caller.keyId}/status`, { body, createdMs })).status;
}

/** Says that the update to `version` came up, or did not. */
export async function tellRelease(
  url: string,
  caller: Caller,
  outcome: 'healthy' | 'failed',
  version: string,
): Promise<number> {
  const body = { version, platform: 'win32-x64', outcome };
  const idempotencyKey = toHex(nodeRandom.bytes(16));
  return (await callServer(url, caller, 'POST', '/v1/releases/reports', { body, idempotencyKey })).status;
}
