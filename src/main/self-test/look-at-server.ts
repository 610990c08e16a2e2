import { API_VERSION } from '../../contracts/api';
import { askSources, type SourceFailure } from '../../core/tsp';
import { nodeClock, nodeDigest, nodeRandom, nodeVerifier } from '../../platform/node';
import { connectTo, type DeviceKeyPlace, deviceKeyPlace, resolveHost, shakeHands } from '../server-client';
import type { Notes } from './examination';
import { type Finding, failing, good, notApplicable, warning } from './finding';
import type { SelfTestPorts, WayToServer } from './ports';
import type { CauseKey } from './words';

const STEP_MS = 4000;
const DAY_MS = 86_400_000;
const ENDS_SOON_DAYS = 14;
/** RFC 9421 requests are refused beyond this distance of the clocks. */
const CLOCK_LIMIT_MS = 300_000;

const wayOf = ({ way }: Notes): WayToServer => {
  if (way === undefined) throw new Error('looked at before its step');
  return way;
};
const urlOf = (notes: Notes): URL => new URL(wayOf(notes).serverUrl);
/** Host and port for the words; the address of a hospital's server is no secret of a patient. */
const place = (url: URL) => ({ host: url.hostname, port: url.port || (url.protocol === 'https:' ? '443' : '80') });

const KEYS: Readonly<Record<DeviceKeyPlace, Finding>> = {
  none: warning('never-started', undefined, 'NOT_ENROLLED'),
  sealed: good('key-sealed'),
  both: warning('key-both'),
  file: process.platform === 'linux' ? good('key-file') : warning('key-unsealed'),
};

export async function lookAtIdentity({ wayToServer, folder }: SelfTestPorts, notes: Notes): Promise<Finding[]> {
  const way = await wayToServer();
  if (!way.ok) return [failing('identity-broken', undefined, way.error.code)];
  notes.way = way.value;
  const place = await deviceKeyPlace(folder).catch(() => undefined);
  notes.isSealed = place === 'sealed';
  return [place === undefined ? good('identity') : KEYS[place]];
}

export async function lookAtName(_ports: SelfTestPorts, notes: Notes): Promise<Finding[]> {
  const { host } = place(urlOf(notes));
  const found = await resolveHost(urlOf(notes), STEP_MS);
  if (!found.ok) return [failing('name-unknown', { host }, found.error.detail)];
  notes.address = found.value;
  return [good('name', { host, address: found.value })];
}

export async function lookAtTcp(_ports: SelfTestPorts, notes: Notes): Promise<Finding[]> {
  const at = place(urlOf(notes));
  const connected = await connectTo(notes.address ?? at.host, Number(at.port), STEP_MS);
  if (connected.ok) return [good('tcp', at)];
  const { detail } = connected.error;
  return [failing(detail === 'ECONNREFUSED' ? 'tcp-refused' : 'tcp-silent', at, detail)];
}

/** Verdicts of OpenSSL and Node on the path and the name; everything else is a handshake that broke. */
function tlsCause(code: string): CauseKey {
  if (code === 'CERT_HAS_EXPIRED') return 'tls-ended';
  if (code === 'CERT_NOT_YET_VALID') return 'tls-not-yet';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'tls-name';
  if (code === 'INVALID_PURPOSE') return 'tls-purpose';
  // TLS 1.2 has no alert of its own for a client without a certificate: RFC 5246 7.4.6
  if (code.endsWith('ALERT_HANDSHAKE_FAILURE')) return 'tls-refused';
  return /^(UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|CERT_|INVALID_|PATH_LENGTH)/.test(code) ? 'tls-issuer' : 'tls-broken';
}

export async function lookAtTls({ nowMs }: SelfTestPorts, notes: Notes): Promise<Finding[]> {
  const url = urlOf(notes);
  if (url.protocol !== 'https:') return [notApplicable('plain-http')];
  const shaken = await shakeHands(url, wayOf(notes).trust, STEP_MS);
  if (!shaken.ok) {
    const code = shaken.error.detail ?? '';
    return [failing(tlsCause(code), { host: url.hostname }, code)];
  }
  notes.handshake = shaken.value;
  const { endsMs, protocol } = shaken.value;
  const days = Math.floor((endsMs - nowMs()) / DAY_MS);
  return [days < ENDS_SOON_DAYS ? warning('tls-ends-soon', { days }) : good('tls', { days, protocol })];
}

export async function lookAtPin(_ports: SelfTestPorts, notes: Notes): Promise<Finding[]> {
  const { pins } = wayOf(notes).trust;
  if (pins === undefined || notes.handshake === undefined) return [notApplicable('no-pins')];
  const isPinned = notes.handshake.pins.some((pin) => pins.includes(pin));
  return [isPinned ? good('pin') : failing('pin-differs', undefined, 'SERVER_PIN_MISMATCH')];
}

/** What keeps the certificate of the system's store from being shown. */
function certificateFinding(detail: string | undefined): Finding {
  const code = 'SERVER_CLIENT_CERTIFICATE';
  if (detail === 'not here') return notApplicable('only-the-kiosk-connects');
  // TLS 1.3 ends the client's handshake before the server judges its certificate: the alert meets the first request
  if (detail?.endsWith('ALERT_CERTIFICATE_REQUIRED')) return failing('certificate-missing', undefined, code);
  if (detail === 'none' || detail === 'several') return failing(`certificate-${detail}`, undefined, code);
  return failing('certificate-refused', undefined, code);
}

/** Causes of a server that does not answer; a carrier that is not Node's judges the server here once more. */
const API_CAUSES: Readonly<Record<string, CauseKey>> = {
  SERVER_REPLY_UNREADABLE: 'api-other',
  SERVER_UNTRUSTED: 'tls-issuer',
  SERVER_PIN_MISMATCH: 'pin-differs',
};

/** The answer of /healthz: its shape is the contract's, and it speaks our version of it. */
export async function lookAtApi({ nowMs }: SelfTestPorts, notes: Notes): Promise<Finding[]> {
  const askedMs = nowMs();
  const health = await wayOf(notes).client.health();
  if (!health.ok) {
    const { code, detail } = health.error;
    if (code === 'SERVER_CLIENT_CERTIFICATE') return [certificateFinding(detail)];
    return [failing(API_CAUSES[code] ?? 'api-away', undefined, code)];
  }
  notes.offsetMs = Math.round(health.value.serverTimeMs - (askedMs + nowMs()) / 2);
  const { version, checks, apiVersions } = health.value;
  if (!apiVersions.includes(API_VERSION)) return [failing('api-other', undefined, `v${apiVersions.join(',v')}`)];
  const unwell = Object.entries(checks).filter(([, state]) => state !== 'ok');
  if (unwell.length > 0) return [failing('server-unwell', { checks: unwell.map(([name]) => name).join(', ') })];
  return [good('api', { version })];
}

export async function lookAtClock(_ports: SelfTestPorts, { offsetMs = 0 }: Notes): Promise<Finding[]> {
  if (Math.abs(offsetMs) < CLOCK_LIMIT_MS) return [good('clock', { offset: offsetMs })];
  return [failing('clock-wrong', { offset: Math.round(offsetMs / 1000) }, 'CLOCK_WRONG')];
}

/** Why the first signed request was not answered; every other refusal is about the station. */
const REQUEST_CAUSES: Readonly<Record<string, CauseKey>> = {
  AUTH_CERTIFICATE_MISSING: 'certificate-missing',
  SERVER_REPLY_UNREADABLE: 'api-other',
  SERVER_AWAY: 'api-away',
  SERVER_TIMEOUT: 'api-away',
};

export async function lookAtEnrolment(_ports: SelfTestPorts, notes: Notes): Promise<Finding[]> {
  const { stationId, client, isStranger } = wayOf(notes);
  if (isStranger && notes.isSealed === true) return [notApplicable('only-the-kiosk')];
  if (stationId === undefined) return [warning('not-enrolled', undefined, 'NOT_ENROLLED')];
  const tasks = await client.tasks();
  if (tasks.ok) return [good('enrolment', { station: stationId })];
  const { code } = tasks.error;
  return [failing(REQUEST_CAUSES[code] ?? 'not-accepted', undefined, code)];
}

/** Every time-stamp source is asked for a token of its own, as if the ones before it were away. */
export async function lookAtTime(_ports: SelfTestPorts, notes: Notes): Promise<Finding[]> {
  const { timeSources: sources, isStranger } = wayOf(notes);
  if (isStranger && notes.isSealed === true) return [notApplicable('only-the-kiosk')];
  const ports = { clock: nodeClock, digest: nodeDigest, random: nodeRandom, verifier: nodeVerifier };
  const findings: Finding[] = [];
  for (const source of sources) {
    let code: string | undefined;
    const onFailure = (failure: SourceFailure): void => {
      code = failure.code;
    };
    await askSources(nodeRandom.bytes(32), { ...ports, sources: [source], onFailure });
    const told = sources.length > 1 ? warning : failing;
    const name = { source: source.name };
    findings.push(code === undefined ? good('time', name) : told('time-away', name, code));
  }
  return findings.length > 0 ? findings : [warning('not-enrolled', undefined, 'NOT_ENROLLED')];
}
