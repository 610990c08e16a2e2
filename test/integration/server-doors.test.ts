import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enrolCodesVerb } from '../../src/cli/verbs/enrol-codes';
import {
  ENDPOINTS,
  enrolmentCode,
  type LaunchTicket,
  launchTicketClaims,
  type Task,
  type TaskList,
} from '../../src/contracts/api';
import { fromBase64, toBase64, toHex } from '../../src/core/base';
import { parseCertificate } from '../../src/core/pki';
import { handedCode } from '../../src/main/settings';
import { generateOneTimeSigner, nodeRandom } from '../../src/platform/node';
import { certificateRequest, makeTask, sampleForm, taskFor } from '../support/server-acts';
import {
  type Caller,
  type CallOptions,
  callServer,
  type EnrolledKiosk,
  enrolAt,
  type SigningServer,
  startSigningServer,
} from '../support/signing-server';

const form = sampleForm('surgery.pdf');
let hospital: SigningServer;
let kiosk: EnrolledKiosk;
beforeAll(async () => {
  hospital = await startSigningServer();
  kiosk = await hospital.enrol();
});
afterAll(() => hospital.close());

const call = (caller: Caller | undefined, method: string, path: string, options?: CallOptions) =>
  callServer(hospital.url, caller, method, path, options);
const his = () => hospital.his;
const tasksInStore = () =>
  hospital.server.context.database.rows(
    hospital.server.context.database.db.selectFrom('tasks').select(['id', 'revision']),
  );
const taskOf = async (taskId: string) => (await call(his(), 'GET', `/v1/tasks/${taskId}`)).json as unknown as Task;

describe('signed requests', () => {
  const post = (caller: Caller | undefined, options: CallOptions = {}) =>
    call(caller, 'POST', '/v1/tasks', { body: taskFor(form), ...options });

  it('lets nobody in without a right signature, and changes nothing', async () => {
    const before = tasksInStore();
    const wrong: Caller = { keyId: 'sample-his', key: { algorithm: 'hmac-sha256', secret: nodeRandom.bytes(32) } };
    const stranger: Caller = { ...his(), keyId: 'nobody' };
    const kioskKeyAsHis: Caller = { keyId: 'sample-his', key: kiosk.caller.key };
    const refused = [
      await post(undefined),
      await post(wrong),
      await post(stranger),
      await post(kioskKeyAsHis),
      await post(kiosk.caller),
      await post(his(), { createdMs: Date.now() - 301_000 }),
      await post(his(), { createdMs: Date.now() + 301_000 }),
      await post(his(), { sentBody: Buffer.from(JSON.stringify(taskFor(form, { businessId: 'changed' }))) }),
      await post(his(), { tamper: (headers) => ({ ...headers, 'idempotency-key': 'f'.repeat(32) }) }),
      await post(his(), { tamper: ({ 'content-digest': _digest, ...headers }) => headers }),
    ];
    expect(refused.map((reply) => [reply.status, reply.json.code])).toEqual([
      [401, 'AUTH_SIGNATURE_MISSING'],
      [401, 'AUTH_SIGNATURE_INVALID'],
      [401, 'AUTH_KEY_UNKNOWN'],
      [401, 'AUTH_SIGNATURE_INVALID'],
      [401, 'AUTH_KEY_UNKNOWN'],
      [401, 'AUTH_CLOCK_SKEW'],
      [401, 'AUTH_CLOCK_SKEW'],
      [401, 'AUTH_SIGNATURE_INVALID'],
      [401, 'AUTH_SIGNATURE_INVALID'],
      [401, 'AUTH_SIGNATURE_INVALID'],
    ]);
    expect(tasksInStore()).toEqual(before);
  });

  it('takes a nonce once', async () => {
    const nonce = toHex(nodeRandom.bytes(16));
    expect((await post(his(), { nonce })).status).toBe(201);
    expect((await post(his(), { nonce })).json.code).toBe('AUTH_REPLAYED');
  });

  it('answers a retry with the first answer, bit for bit, and does the work once', async () => {
    const options = { idempotencyKey: toHex(nodeRandom.bytes(16)) };
    const before = tasksInStore().length;
    const first = await post(his(), options);
    const second = await post(his(), options);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(Buffer.from(second.bytes)).toEqual(Buffer.from(first.bytes));
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    const other = await post(his(), { ...options, body: taskFor(form, { businessId: 'HIS-2' }) });
    expect([other.status, other.json.code]).toEqual([422, 'API_IDEMPOTENCY_KEY_REUSED']);
    expect(tasksInStore()).toHaveLength(before + 1);
  });

  it('of two retries at the same time only one does the work', async () => {
    const options = { idempotencyKey: toHex(nodeRandom.bytes(16)) };
    const before = tasksInStore().length;
    const replies = await Promise.all([post(his(), options), post(his(), options), post(his(), options)]);
    expect(replies.every((reply) => reply.status === 201 || reply.json.code === 'API_IDEMPOTENCY_IN_PROGRESS')).toBe(
      true,
    );
    expect(tasksInStore()).toHaveLength(before + 1);
  });
});

describe('bad input', () => {
  const bad: readonly (readonly [string, CallOptions, number, string])[] = [
    ['no JSON', { body: Buffer.from('{"a":') }, 400, 'API_BAD_JSON'],
    ['empty', { body: new Uint8Array() }, 400, 'API_BAD_JSON'],
    ['prototype', { body: Buffer.from('{"__proto__":{"x":1}}') }, 400, 'API_BAD_JSON'],
    ['a list', { body: [] }, 400, 'API_BAD_REQUEST'],
    ['unknown member', { body: { ...taskFor(form), colour: 'red' } }, 400, 'API_BAD_REQUEST'],
    ['no signers', { body: taskFor(form, { signers: [] }) }, 400, 'API_BAD_REQUEST'],
    ['unknown station', { body: taskFor(form, { stationId: 'nowhere' }) }, 400, 'API_BAD_REQUEST'],
    ['control characters', { body: taskFor(form, { businessId: 'a\nb' }) }, 400, 'API_BAD_REQUEST'],
    ['65 KB', { body: { ...taskFor(form), filler: 'x'.repeat(65_000) } }, 413, 'API_TOO_LARGE'],
    ['text', { body: Buffer.from('hello'), type: 'text/plain' }, 415, 'API_MEDIA_TYPE'],
    ['a form', { body: Buffer.from('a=b'), type: 'application/x-www-form-urlencoded' }, 415, 'API_MEDIA_TYPE'],
  ];
  it.each(bad)('%s gets a coded 4xx and changes nothing', async (_name, options, status, code) => {
    const before = tasksInStore();
    const reply = await call(his(), 'POST', '/v1/tasks', options);
    expect([reply.status, reply.json.code]).toEqual([status, code]);
    expect(reply.json['correlationId']).toMatch(/^[0-9a-f]{16}$/);
    expect(tasksInStore()).toEqual(before);
  });

  it('knows paths and methods', async () => {
    expect((await call(his(), 'GET', '/v1/nothing')).json.code).toBe('API_NOT_FOUND');
    const reply = await call(his(), 'PUT', '/v1/tasks');
    expect([reply.status, reply.json.code]).toEqual([405, 'API_METHOD_NOT_ALLOWED']);
    expect((await call(his(), 'GET', '/v1/tasks/..%2f..%2fetc')).status).toBe(400);
  });

  it('wants an Idempotency-Key for every write', async () => {
    const reply = await call(his(), 'POST', '/v1/tasks', { body: taskFor(form), idempotencyKey: 'short' });
    expect([reply.status, reply.json.code]).toEqual([400, 'API_IDEMPOTENCY_KEY_MISSING']);
  });
});

describe('the PDF of a task', () => {
  const create = async () => (await call(his(), 'POST', '/v1/tasks', { body: taskFor(form) })).json['taskId'] as string;
  const put = (taskId: string, body: Uint8Array, type = 'application/pdf', options: CallOptions = {}) =>
    call(his(), 'PUT', `/v1/tasks/${taskId}/source`, { body, type, ...options });

  it('arrives once, as announced, and comes out as it went in', async () => {
    const taskId = await create();
    const other = new Uint8Array(form.bytes);
    other[other.length - 1] = 0;
    expect((await put(taskId, other)).json.code).toBe('SOURCE_DIGEST_MISMATCH');
    expect((await put(taskId, form.bytes, 'application/pdf', { sentBody: other })).json.code).toBe(
      'SOURCE_DIGEST_MISMATCH',
    );
    expect((await put(taskId, form.bytes, 'image/png')).json.code).toBe('API_MEDIA_TYPE');
    expect((await taskOf(taskId)).state).toBe('awaiting-source');
    expect((await call(kiosk.caller, 'POST', `/v1/tasks/${taskId}/claim`)).json.code).toBe('SOURCE_MISSING');
    expect((await put(taskId, form.bytes)).json['state']).toBe('waiting');
    expect((await put(taskId, form.bytes)).json.code).toBe('TASK_STATE_CONFLICT');
    const back = await call(kiosk.caller, 'GET', `/v1/tasks/${taskId}/source`);
    expect(Buffer.from(back.bytes).equals(Buffer.from(form.bytes))).toBe(true);
  });

  it('is a PDF', async () => {
    const text = Buffer.from('<html>not a consent form at all</html>');
    const sha256 = toHex(hospital.server.context.digest.hash('SHA-256', text));
    const made = await call(his(), 'POST', '/v1/tasks', {
      body: taskFor(form, { document: { sha256, size: text.length } }),
    });
    expect((await put(made.json['taskId'] as string, text)).json.code).toBe('SOURCE_NOT_PDF');
  });

  it('survives a client that goes away in the middle', async () => {
    const taskId = await create();
    const { port } = new URL(hospital.url);
    const socket = createConnection(Number(port), '127.0.0.1');
    socket.write(
      `PUT /v1/tasks/${taskId}/source HTTP/1.1\r\nhost: x\r\ncontent-type: application/pdf\r\ncontent-length: 9999\r\n\r\n%PDF`,
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    expect((await put(taskId, form.bytes)).status).toBe(200);
  });
});

describe('stations', () => {
  it('see their own tasks only, and those of applications are not told to others', async () => {
    const other = await hospital.enrol('station-2');
    const taskId = await makeTask(hospital.url, his(), form);
    const mine = (await call(kiosk.caller, 'GET', '/v1/stations/station-1/tasks')).json as unknown as TaskList;
    expect(mine.tasks.some((task) => task.taskId === taskId)).toBe(true);
    expect((await call(other.caller, 'GET', '/v1/stations/station-1/tasks')).json.code).toBe('AUTH_FORBIDDEN');
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/source'],
      ['POST', '/claim'],
    ] as const)
      expect((await call(other.caller, method, `/v1/tasks/${taskId}${path}`)).json.code).toBe('API_NOT_FOUND');
  });

  it('read their own settings only', async () => {
    const own = await call(kiosk.caller, 'GET', `/v1/stations/${kiosk.enrolment.stationId}/settings`);
    expect([own.status, own.json]).toEqual([200, { settings: {} }]);
    const others = await call(kiosk.caller, 'GET', '/v1/stations/station-2/settings');
    expect(others.json.code).toBe('AUTH_FORBIDDEN');
    expect((await call(his(), 'GET', `/v1/stations/${kiosk.enrolment.stationId}/settings`)).status).toBe(401);
  });

  it('say how they are, each for itself, and operators see all of them', async () => {
    const status = {
      ...{ version: '1.2.3', pad: 'ready', fingerPad: 'lost', patientScreen: 'present', disk: 'low' },
      ...{ clockOffsetMs: -1500, queue: 3, conformance: 88 },
    };
    const path = `/v1/stations/${kiosk.enrolment.stationId}/status`;
    expect((await call(kiosk.caller, 'POST', path, { body: { ...status, pad: 'absent', queue: 9 } })).status).toBe(200);
    expect((await call(kiosk.caller, 'POST', path, { body: status })).status).toBe(200);
    expect((await call(kiosk.caller, 'POST', '/v1/stations/station-2/status', { body: status })).json.code).toBe(
      'AUTH_FORBIDDEN',
    );
    const patient = { ...status, patientName: '王秀英' };
    expect((await call(kiosk.caller, 'POST', path, { body: patient })).status).toBe(400);
    const metrics = Buffer.from((await call(undefined, 'GET', '/metrics')).bytes).toString('utf8');
    const said = metrics.split('\n').filter((line) => line.startsWith('inkwitness_station_'));
    const of = (name: string) => said.filter((line) => line.startsWith(`inkwitness_station_${name}{`));
    expect(of('queue')).toEqual([expect.stringMatching(/\{station="[^"]+",ward="[^"]+"\} 3$/)]);
    expect(of('device').map((line) => /device="([^"]+)",state="([^"]+)"\} 1$/.exec(line)?.slice(1).join(' '))).toEqual([
      'pad ready',
      'finger-pad lost',
      'patient-screen present',
    ]);
    expect(Number(of('status_age_seconds')[0]?.split(' ').at(-1))).toBeLessThan(60);
    expect(
      [of('disk')[0], of('clock_offset_seconds')[0], of('conformance')[0]].map((line) => line?.split(' ').at(-1)),
    ).toEqual(['1', '-1.5', '88']);
    expect(of('version')[0]).toContain('version="1.2.3"');
  });

  it('are enrolled once for each code, with the key that signs the request', async () => {
    await expect(hospital.enrol('station-1').then(({ enrolment }) => enrolment.stationId)).resolves.toBe('station-1');
    kiosk = await hospital.enrol('station-1');
    const body = {
      code: 'AAAA-BBBB-CCCC-DDDD',
      publicKey: toBase64(generateOneTimeSigner().publicKey),
      stationName: 'x',
    };
    const key = { algorithm: 'ecdsa-p256-sha256', signer: generateOneTimeSigner() } as const;
    const stolen = await call({ keyId: 'enrolment', key }, 'POST', '/v1/enrolments', { body });
    expect(stolen.json.code).toBe('AUTH_SIGNATURE_INVALID');
    const unknown = { ...body, publicKey: toBase64(key.signer.publicKey) };
    expect((await call({ keyId: 'enrolment', key }, 'POST', '/v1/enrolments', { body: unknown })).json.code).toBe(
      'ENROL_CODE_INVALID',
    );
    expect(kiosk.enrolment.custodians.map((custodian) => custodian.id)).toEqual(['notary', 'archive']);
    const certificate = parseCertificate(fromBase64(kiosk.enrolment.certificate) as Uint8Array);
    expect(certificate.ok && toBase64(certificate.value.publicKey.raw)).toBe(
      toBase64((kiosk.caller.key as { signer: { publicKey: Uint8Array } }).signer.publicKey),
    );
  });
});

describe('inkwitness enrol-codes', () => {
  const config = () => join(hospital.home, 'hospital', 'config.json');
  const out = () => join(hospital.home, 'codes');
  const printed: string[] = [];
  const issue = (...args: string[]) => {
    const line = (text: string) => void printed.push(text);
    const io = { out: line, error: line, language: 'en', home: hospital.home, nowMs: () => Date.now() } as const;
    const { values } = parseArgs({ args: ['--out', out(), ...args], options: enrolCodesVerb.options });
    return enrolCodesVerb.run(values, [], io);
  };
  /** As the installer lays the file down and the kiosk reads it. */
  const handed = async (name: string): Promise<string> => {
    const folder = join(hospital.home, 'bedside');
    mkdirSync(folder, { recursive: true });
    copyFileSync(join(out(), name), join(folder, 'enrolment.ini'));
    return (await handedCode(folder)) ?? 'no code';
  };
  const named = (id: string) => {
    const { database } = hospital.server.context;
    return database.first(database.db.selectFrom('stations').select(['name', 'state']).where('id', '=', id));
  };

  it('makes a file for each workstation that waits, beside a server that runs, and prints no code', async () => {
    const before = JSON.parse(readFileSync(config(), 'utf8'));
    const beds = ['ICU-3', 'ICU-4', 'ICU-5'].map((id) => ({ id, name: `床 ${id}`, ward: 'ICU' }));
    const stations = [...before.stations, { ...beds[0], computer: 'PC-0231' }, beds[1], { ...beds[2], ward: 'ER' }];
    writeFileSync(config(), JSON.stringify({ ...before, stations }));
    expect(await issue('--ward', 'ICU')).toBe(0);
    expect(readdirSync(out()).sort()).toEqual(['ICU-4.ini', 'PC-0231.ini']);
    expect(statSync(join(out(), 'PC-0231.ini')).mode & 0o777).toBe(0o600);
    const [code, other] = [await handed('PC-0231.ini'), await handed('ICU-4.ini')];
    expect([code, other].every((text) => enrolmentCode.safeParse(text).success)).toBe(true);
    expect(code).not.toBe(other);
    expect(printed.join('\n')).toMatch(/^ICU-3 {2}PC-0231\.ini {2}20\d\d-.*\nICU-4 {2}ICU-4\.ini {2}20\d\d-/);
    expect(printed.join() + hospital.logged()).not.toMatch(new RegExp(`${code}|${other}`));
    const { enrolment } = await enrolAt(hospital.url, code, {});
    expect(enrolment).toMatchObject({ stationId: 'ICU-3', ward: 'ICU' });
    expect(named('ICU-3')).toEqual({ name: '床 ICU-3', state: 'enrolled' });
    await expect(enrolAt(hospital.url, code)).rejects.toThrow('ENROL_CODE_INVALID');
    expect(hospital.logged()).not.toContain(code);
  });

  it('a new code ends the one before, and who is enrolled gets one only by name', async () => {
    const before = await handed('ICU-4.ini');
    printed.length = 0;
    expect(await issue()).toBe(0);
    expect(printed.map((line) => line.split(' ')[0])).toEqual(['ICU-4', 'ICU-5']);
    await expect(enrolAt(hospital.url, before)).rejects.toThrow('ENROL_CODE_INVALID');
    expect((await enrolAt(hospital.url, await handed('ICU-4.ini'))).enrolment.stationId).toBe('ICU-4');
    expect(await issue('--station', 'ICU-3', '--days', '1')).toBe(0);
    expect((await enrolAt(hospital.url, await handed('PC-0231.ini'))).enrolment.stationId).toBe('ICU-3');
  });

  it('refuses what makes no sense, and changes nothing', async () => {
    const { database } = hospital.server.context;
    const rows = () => database.rows(database.db.selectFrom('enrolment_codes').selectAll());
    const before = rows();
    expect(await issue('--station', 'ICU-9')).toBe(65);
    expect(await issue('--ward', 'nowhere')).toBe(65);
    for (const days of ['0', '91', '1.5', 'x']) expect(await issue('--days', days)).toBe(64);
    writeFileSync(join(hospital.home, 'file'), '');
    expect(await issue('--out', join(hospital.home, 'file', 'x'))).toBe(73);
    expect(rows()).toEqual(before);
    const { stations, ...rest } = JSON.parse(readFileSync(config(), 'utf8'));
    writeFileSync(config(), JSON.stringify({ ...rest, stations: [...stations, { ...stations[0], id: 'pc-0231' }] }));
    expect(await issue()).toBe(65);
    writeFileSync(config(), JSON.stringify({ ...rest, stations }));
  });
});

describe('event certificates', () => {
  const issue = (body: object, options: CallOptions = {}) =>
    call(kiosk.caller, 'POST', '/v1/event-certificates', { body, ...options });

  it('are issued for an open task of this station, a slot and a capacity that the form has', async () => {
    const taskId = await makeTask(hospital.url, his(), form);
    expect((await issue(certificateRequest(taskId))).json.code).toBe('TASK_STATE_CONFLICT');
    await call(kiosk.caller, 'POST', `/v1/tasks/${taskId}/claim`);
    expect((await issue(certificateRequest(taskId, { slot: 7 }))).json.code).toBe('TASK_SLOT_UNKNOWN');
    const witness = certificateRequest(taskId, { signer: { name: '王五', capacity: 'witness' } });
    expect((await issue(witness)).json.code).toBe('TASK_CAPACITY_NOT_ALLOWED');
    const offCurve = Buffer.from(certificateRequest(taskId).publicKey, 'base64');
    offCurve[40] = (offCurve[40] as number) ^ 1;
    expect((await issue(certificateRequest(taskId, { publicKey: offCurve.toString('base64') }))).json.code).toBe(
      'CERT_KEY_UNUSABLE',
    );
    const request = certificateRequest(taskId);
    const reply = await issue(request);
    expect(reply.status).toBe(201);
    const parsed = parseCertificate(fromBase64(reply.json['certificate'] as string) as Uint8Array);
    if (!parsed.ok) throw new Error(parsed.error.code);
    expect(toHex(parsed.value.eventBinding?.documentDigest ?? new Uint8Array())).toBe(request.documentDigest);
    expect(toHex(parsed.value.serialNumber)).toBe(reply.json['serial']);
    expect(parsed.value.notAfterMs - parsed.value.notBeforeMs).toBeGreaterThan(9.9 * 365 * 86_400_000);
    expect((await issue(request)).json.code).toBe('CERT_KEY_REUSED');
    const waited = await issue(certificateRequest(taskId, { signingTimeMs: Date.now() - 5 * 3_600_000 }));
    const early = parseCertificate(fromBase64(waited.json['certificate'] as string) as Uint8Array);
    expect(early.ok && Date.now() - early.value.notBeforeMs).toBeGreaterThanOrEqual(5 * 3_600_000);
    const future = await issue(certificateRequest(taskId, { signingTimeMs: Date.now() + 3_600_000 }));
    const now = parseCertificate(fromBase64(future.json['certificate'] as string) as Uint8Array);
    expect(now.ok && now.value.notBeforeMs).toBeLessThanOrEqual(Date.now());
    const ancient = certificateRequest(taskId, { signingTimeMs: Date.now() - 31 * 86_400_000 });
    expect((await issue(ancient)).json.code).toBe('CERT_SIGNING_TIME_TOO_OLD');
    expect((await taskOf(taskId)).progress[0]).toMatchObject({
      slot: 0,
      state: 'certified',
    });
  });

  it('end at a limit for each slot, and with the task', async () => {
    const taskId = await makeTask(hospital.url, his(), form, kiosk.caller);
    for (let i = 0; i < 16; i++) expect((await issue(certificateRequest(taskId))).status).toBe(201);
    expect((await issue(certificateRequest(taskId))).json.code).toBe('CERT_SLOT_LIMIT');
    const outcome = {
      outcome: 'released',
      reason: 'other',
      atMs: Date.now(),
      chainHead: '0'.repeat(64),
      chainLength: 3,
    };
    const path = `/v1/tasks/${taskId}/outcome`;
    expect((await call(kiosk.caller, 'POST', path, { body: outcome })).json.code).toBe('TASK_STATE_CONFLICT');
    const interrupted = { ...outcome, outcome: 'interrupted', reason: 'patient-called-away' };
    expect((await call(kiosk.caller, 'POST', path, { body: interrupted })).json['state']).toBe('interrupted');
    const refused = { ...outcome, outcome: 'refused', reason: 'signer-declined', slot: 0 };
    expect((await call(kiosk.caller, 'POST', path, { body: refused })).json['state']).toBe('refused');
    expect((await issue(certificateRequest(taskId, { slot: 1 }))).json.code).toBe('TASK_STATE_CONFLICT');
    expect((await taskOf(taskId)).reason).toBe('signer-declined');
    expect((await call(his(), 'POST', `/v1/tasks/${taskId}/withdraw`)).json.code).toBe('TASK_STATE_CONFLICT');
  });
});

describe('launch tickets', () => {
  const ticketFor = async (taskId: string) =>
    (await call(his(), 'POST', '/v1/launch-tickets', { body: { taskId, staffId: 'N-0815' } }))
      .json as unknown as LaunchTicket;
  const redeem = (caller: Caller, ticket: string) =>
    call(caller, 'POST', '/v1/launch-tickets/redeem', { body: { ticket } });

  it('open one task at one station, once', async () => {
    const other = await hospital.enrol('station-2');
    const taskId = await makeTask(hospital.url, his(), form);
    const { ticket, url, expiresAtMs } = await ticketFor(taskId);
    expect(url.length).toBeLessThan(2000);
    expect(expiresAtMs - Date.now()).toBeLessThanOrEqual(120_000);
    const payload = JSON.parse(Buffer.from(ticket.split('.')[1] ?? '', 'base64url').toString('utf8'));
    expect(launchTicketClaims.parse(payload)).toMatchObject({ tid: taskId, sta: 'station-1', sub: 'N-0815' });
    expect(JSON.stringify(payload)).not.toContain(form.patient.name);
    expect((await redeem(other.caller, ticket)).json.code).toBe('TICKET_INVALID');
    expect((await redeem(kiosk.caller, ticket)).json).toEqual({ taskId, staffId: 'N-0815' });
    expect((await redeem(kiosk.caller, ticket)).json.code).toBe('TICKET_USED');
  });

  it('are refused when forged', async () => {
    const { ticket } = await ticketFor(await makeTask(hospital.url, his(), form));
    const [header, payload, signature] = ticket.split('.') as [string, string, string];
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const mirrored = [...signature].reverse().join('');
    for (const forged of [
      `${none}.${payload}.${signature}`,
      `${header}.${payload}.${mirrored}`,
      `${none}.${payload}.AA`,
    ])
      expect((await redeem(kiosk.caller, forged)).json.code).toBe('TICKET_INVALID');
  });
});

describe('operators', () => {
  it('see health, metrics and the contract', async () => {
    expect((await call(undefined, 'GET', '/healthz')).json['status']).toBe('ok');
    const metrics = Buffer.from((await call(undefined, 'GET', '/metrics')).bytes).toString('utf8');
    expect(metrics).toContain('inkwitness_http_requests_total{route="/v1/tasks",method="POST",status="201"}');
    const openapi = (await call(undefined, 'GET', '/openapi.json')).json as { paths: Record<string, unknown> };
    expect(Object.keys(openapi.paths)).toContain('/v1/event-certificates');
    expect(Object.keys(openapi.paths)).toContain('/tsa');
  });

  it('find in the contract who signs what, the bodies that are not JSON, and how each door refuses', async () => {
    type Content = { readonly content?: Record<string, unknown> };
    interface Operation {
      readonly security?: Record<string, unknown>[];
      readonly parameters?: { readonly name: string; readonly required?: boolean }[];
      readonly requestBody?: Content;
      readonly responses: Record<string, Content>;
    }
    const { json } = await call(undefined, 'GET', '/openapi.json');
    const { paths } = json as unknown as { paths: Record<string, Record<string, Operation>> };
    const seen = Object.values(ENDPOINTS).map(({ method, path, caller }) => {
      const operation = paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
      return [path, method, caller, operation] as const;
    });
    for (const [path, method, caller, operation] of seen) {
      // who signs in has nothing to show yet; an operator shows a session and signs nothing
      const isGuarded = path.startsWith('/v1/') && path !== ENDPOINTS.signIn.path;
      const isSigned = isGuarded && caller !== 'operator';
      expect.soft((operation?.security?.length ?? 0) > 0, `${method} ${path}`).toBe(isGuarded);
      const key = operation?.parameters?.find(({ name }) => name === 'Idempotency-Key');
      expect.soft(key?.required, `${method} ${path}`).toBe(isSigned && method !== 'GET' ? true : undefined);
      const refusals = Object.keys(operation?.responses ?? {}).filter((status) => status.startsWith('4'));
      expect.soft(refusals.length > 0, `${method} ${path}`).toBe(isSigned || path !== '/healthz');
    }
    expect(paths['/v1/documents/{taskId}']?.['put']?.security).toEqual([{ kiosk: [] }]);
    expect(paths['/v1/documents/{taskId}']?.['get']?.security).toEqual([{ kiosk: [] }, { application: [] }]);
    expect(Object.keys(paths['/v1/documents/{taskId}']?.['put']?.requestBody?.content ?? {})).toEqual([
      'application/pdf',
    ]);
    const stamp = paths['/tsa']?.['post'];
    expect(Object.keys(stamp?.requestBody?.content ?? {})).toEqual(['application/timestamp-query']);
    expect(Object.keys(stamp?.responses['200']?.content ?? {})).toEqual(['application/timestamp-reply']);
  });

  it('hear a code, and nothing that was sent, of an address that is no address', async () => {
    const reply = await call(undefined, 'GET', '/v1/tasks/%E9%98');
    expect([reply.status, reply.json.code]).toEqual([400, 'API_BAD_REQUEST']);
    expect(JSON.stringify(reply.json)).not.toContain('%E9');
    expect(reply.json).toHaveProperty('correlationId');
  });

  it('never read of a patient in the log, whatever went wrong', async () => {
    await call(his(), 'POST', '/v1/tasks', {
      body: { ...taskFor(form), patient: { ...form.patient, birthDate: '1957-99-99' } },
    });
    const log = hospital.logged();
    expect(log).toContain('API_BAD_REQUEST');
    for (const secret of [
      form.patient.name,
      form.patient.visitId,
      form.patient.birthDate,
      '1957-99-99',
      'HIS-1',
      '王五',
    ])
      expect(log).not.toContain(secret);
  });
});
