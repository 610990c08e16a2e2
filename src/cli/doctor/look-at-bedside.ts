import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { askSources, type SourceFailure, type TimeStampSource } from '../../core/tsp';
import { createDeviceHost, type DeviceHostEvent, namedDevicesFrom } from '../../main/device-host';
import { type DeviceKeyPlace, deviceKeyPlace } from '../../main/server-client';
import { type Connection, openAsStranger, openConnection, timeStampSourcesOf } from '../../main/session-runner';
import { nodeClock, nodeDigest, nodeRandom, nodeVerifier } from '../../platform/node';
import { type Finding, finding } from './finding';

/** A pad needs a second or two to be opened and asked who it is. */
const DEVICES_MS = 2500;
const CLOCK_LIMIT_MS = 300_000;

type PadEvent = Extract<DeviceHostEvent, { type: 'pad' | 'finger-pad' }>;

const NAMES = { pad: ['签字板', 'signature pad'], 'finger-pad': ['指纹板', 'finger pad'] } as const;

function deviceFinding(type: PadEvent['type'], event: PadEvent | undefined): Finding {
  const [zh, en] = NAMES[type];
  if (event?.state === 'ready' && event.device !== undefined) {
    const name = `${event.device.vendor} ${event.device.product}`;
    return finding('devices', 'ok', `${zh}：${name}`, `${en}: ${name}`);
  }
  return finding('devices', 'warning', `${zh}没有接好`, `no ${en}: ${event?.state ?? 'absent'}`, event?.code);
}

/** Opens the devices as the kiosk does and says what answered. A kiosk that is running has them: then they seem absent. */
export async function lookAtDevices(home: string): Promise<Finding[]> {
  const host = createDeviceHost(await namedDevicesFrom(join(home, 'kiosk'), process.env));
  const last = new Map<string, PadEvent>();
  const stop = host.onEvent((event) => {
    if (event.type === 'pad' || event.type === 'finger-pad') last.set(event.type, event);
  });
  await new Promise((done) => setTimeout(done, DEVICES_MS));
  stop();
  await host.close();
  return [deviceFinding('pad', last.get('pad')), deviceFinding('finger-pad', last.get('finger-pad'))];
}

const UNCOMPARED_CLOCK = finding('clock', 'warning', '时钟没有比对过', 'the clock was compared with nobody');

/** Every time-stamp source is asked for a token of its own, as if the ones before it were away. */
async function askTimeSources(sources: readonly TimeStampSource[]): Promise<Finding[]> {
  const ports = { clock: nodeClock, digest: nodeDigest, random: nodeRandom, verifier: nodeVerifier };
  const findings: Finding[] = [];
  for (const source of sources) {
    let code: string | undefined;
    const onFailure = (failure: SourceFailure): void => {
      code = failure.code;
    };
    await askSources(nodeRandom.bytes(32), { ...ports, sources: [source], onFailure });
    const state = code === undefined ? 'ok' : sources.length > 1 ? 'warning' : 'failing';
    const [zh, en] = code === undefined ? ['正常', 'gives the time'] : ['给不出可信时间', 'gives no time that holds'];
    findings.push(finding('time', state, `时间源 ${source.name} ${zh}`, `time source ${source.name} ${en}`, code));
  }
  return findings;
}

async function askServer({ client, enrolment }: Connection, place: DeviceKeyPlace): Promise<Finding[]> {
  const askedMs = nodeClock.nowMs();
  const health = await client.health();
  const answeredMs = nodeClock.nowMs();
  if (!health.ok)
    return [
      finding('server', 'failing', '连不上服务器', 'the server does not answer', health.error.code),
      UNCOMPARED_CLOCK,
    ];
  const offsetMs = Math.round(health.value.serverTimeMs - (askedMs + answeredMs) / 2);
  const isRight = Math.abs(offsetMs) < CLOCK_LIMIT_MS;
  const { version } = health.value;
  const clock = finding(
    'clock',
    isRight ? 'ok' : 'failing',
    `与服务器相差 ${offsetMs} 毫秒`,
    `${offsetMs} ms from the server`,
    isRight ? undefined : 'CLOCK_WRONG',
  );
  const server = finding('server', 'ok', `服务器 ${version} 正常`, `server ${version} is well`);
  if (place === 'sealed') return [server, clock];
  if (enrolment === undefined)
    return [
      server,
      finding('server', 'warning', '本机还没有登记', 'this kiosk is not enrolled', 'NOT_ENROLLED'),
      clock,
    ];
  const tasks = await client.tasks();
  const time = await askTimeSources(timeStampSourcesOf(enrolment, client));
  return [
    server,
    ...time,
    tasks.ok
      ? finding('server', 'ok', `已登记为 ${enrolment.stationId}`, `enrolled as ${enrolment.stationId}`)
      : finding('server', 'failing', '服务器不认本机', 'the server does not accept this kiosk', tasks.error.code),
    clock,
  ];
}

const KEY_FINDINGS: Readonly<Record<Exclude<DeviceKeyPlace, 'none'>, Finding>> = {
  sealed: finding(
    'key',
    'ok',
    '设备密钥由系统加密保管，只有终端程序能打开，因此这里不能代它登录服务器',
    'the device key is sealed by the system: only the kiosk opens it, so its enrolment is not tried here',
  ),
  both: finding(
    'key',
    'warning',
    '设备密钥已由系统加密，原文件要等终端再启动一次才删除',
    'the device key is sealed; its file goes when the kiosk has been started once more',
  ),
  file: finding(
    'key',
    process.platform === 'linux' ? 'ok' : 'warning',
    '设备密钥是只有本账户可读的文件，没有系统加密',
    'the device key is a file that this account alone reads; no key store of the system seals it',
  ),
};

/** Key, server and clock as this kiosk sees them. */
export async function lookAtServer(home: string): Promise<Finding[]> {
  const folder = join(home, 'kiosk');
  const place = await deviceKeyPlace(folder).catch(() => undefined);
  // Looking must change nothing: the kiosk makes its key when it starts.
  if (place === 'none')
    return [
      finding('server', 'warning', '本机还没有启动过', 'this kiosk has never been started', 'NOT_ENROLLED'),
      UNCOMPARED_CLOCK,
    ];
  const key = place === undefined ? [] : [KEY_FINDINGS[place]];
  const connection = await (place === 'sealed' ? openAsStranger : openConnection)(folder, nodeClock);
  if (!connection.ok)
    return [
      ...key,
      finding('server', 'failing', '本机设置读不出来', 'settings cannot be read', connection.error.code),
      UNCOMPARED_CLOCK,
    ];
  try {
    return [...key, ...(await askServer(connection.value, place ?? 'file'))];
  } finally {
    connection.value.client.close();
  }
}

/** How many forms are kept here. What they wait for shows on the bench. */
export async function lookAtJournal(home: string): Promise<Finding[]> {
  const names = await readdir(join(home, 'kiosk', 'journal')).catch(() => []);
  return [finding('journal', 'ok', `本机存有 ${names.length} 份文件的记录`, `${names.length} forms are kept here`)];
}
