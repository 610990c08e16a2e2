import { ENROLMENT_KEY_ID, type Enrolment, type TimeStampSourceSettings } from '../../contracts/api';
import { type Clock, err, fromBase64, must, ok, type Result, toBase64, toHex } from '../../core/base';
import { signRequest } from '../../core/http-signature';
import { type Certificate, parseCertificate, toPem } from '../../core/pki';
import type { TimeStampSource } from '../../core/tsp';
import { type NodeSigner, nodeDigest, nodeRandom } from '../../platform/node';
import type { SealingTrust } from '../sealing';
import {
  channelOfNobody,
  createServerClient,
  type DeviceKey,
  deviceKey,
  isRetryable,
  type KeySeal,
  keepEnrolment,
  keyForNow,
  type RequestSigner,
  readEnrolment,
  type ServerClient,
  type StoreCarrier,
  type TlsTrust,
} from '../server-client';
import { dropUsedCodes, handedCode, type ReadSettings, readSettings, type Settings } from '../settings';

/** This kiosk's way to its server: settings, key, enrolment, client. */
export interface Connection {
  readonly settings: Settings;
  /** Who said them. */
  readonly stories: ReadSettings['stories'];
  /** One-time codes in the order in which they are tried: the installer's, then that of `settings.json`. */
  readonly enrolCodes: readonly string[];
  readonly signer: NodeSigner;
  readonly client: ServerClient;
  /** Undefined until the server took the enrolment code. */
  readonly enrolment: Enrolment | undefined;
  readonly trust: SealingTrust | undefined;
  /** Whom the client believes to be the server. */
  readonly tls: TlsTrust;
}

const NONCE_BYTES = 16;
/** A person waits at the bed; a unit that is well answers within milliseconds. */
const OWN_TIMEOUT_MS = 5000;

/** Signs each request with the device key (RFC 9421). */
export const requestSigner =
  (keyId: string, signer: NodeSigner, clock: Clock): RequestSigner =>
  async ({ method, url, headers, contentDigest }) => {
    const request = { method, url: url.href, headers, ...(contentDigest ? { bodyDigest: contentDigest } : {}) };
    const fields = await signRequest(request, {
      keyId,
      key: { algorithm: 'ecdsa-p256-sha256', signer },
      createdMs: clock.nowMs(),
      nonce: toHex(nodeRandom.bytes(NONCE_BYTES)),
      digest: nodeDigest,
    });
    return { ...fields };
  };

const certificateOf = (base64: string): Certificate => must(parseCertificate(fromBase64(base64) as Uint8Array));

/** Where time is asked for, in order: what the enrolment names, else the server's own unit. */
const sourcesOf = ({ timeStampSources, tsaUrl, trust }: Enrolment): readonly TimeStampSourceSettings[] =>
  timeStampSources ?? [{ name: 'own', url: tsaUrl, anchors: trust.roots, timeoutMs: OWN_TIMEOUT_MS }];

/** The time-stamp sources of an enrolment over this kiosk's client. Throws a Refusal for anchors that cannot be read. */
export const timeStampSourcesOf = (enrolment: Enrolment, client: ServerClient): TimeStampSource[] =>
  sourcesOf(enrolment).map(({ name, url, anchors, timeoutMs }) => ({
    name,
    anchors: anchors.map(certificateOf),
    ask: (query) => client.timeStamp(query, { url, timeoutMs }),
  }));

/** Anchors and custodians of an enrolment. Throws a Refusal for certificates that cannot be read. */
export const trustOf = (enrolment: Enrolment): SealingTrust => ({
  anchors: enrolment.trust.roots.map(certificateOf),
  timeStampAnchors: sourcesOf(enrolment).flatMap(({ anchors }) => anchors.map(certificateOf)),
  custodians: enrolment.custodians.map((custodian) => certificateOf(custodian.certificate)),
  policyId: enrolment.policyId,
});

/** Whom the settings trust; an enrolled kiosk shows the certificate of its device key to a server that asks. */
function trustIn({ serverCa, serverPins }: Settings, key: DeviceKey, enrolment?: Enrolment): TlsTrust {
  const path = enrolment && [enrolment.certificate, ...enrolment.trust.chain];
  const certificate = path?.map((der) => toPem('CERTIFICATE', fromBase64(der) as Uint8Array)).join('');
  return {
    ...(serverCa === undefined ? {} : { ca: serverCa }),
    ...(serverPins === undefined ? {} : { pins: serverPins }),
    ...(certificate === undefined ? {} : { identity: { key: key.pem, certificate } }),
  };
}

/** What only a shell can do for the way to the server. */
export interface ShellKeys {
  /** The system's key store; without it the device key is a file. */
  readonly keySeal?: KeySeal | undefined;
  /** TLS with a certificate of the system's store. */
  readonly storeCarrier?: StoreCarrier | undefined;
}

interface Known {
  readonly settings: Settings;
  readonly key: DeviceKey;
  readonly clock: Clock;
  readonly enrolment?: Enrolment | undefined;
}

function clientOf({ settings, key, clock, enrolment }: Known, carrier: StoreCarrier = channelOfNobody): ServerClient {
  const { serverUrl, clientCertificate: wanted } = settings;
  const trust = trustIn(settings, key, enrolment);
  return createServerClient({
    baseUrl: serverUrl,
    ...(wanted === undefined ? {} : { channel: carrier(trust, new URL(serverUrl).origin, wanted) }),
    random: nodeRandom,
    digest: nodeDigest,
    signer: requestSigner(enrolment?.stationId ?? ENROLMENT_KEY_ID, key.signer, clock),
    trust,
    ...(enrolment === undefined ? {} : { stationId: enrolment.stationId, tsaUrl: enrolment.tsaUrl }),
  });
}

/**
 * Reads what this kiosk knows; asks nobody.
 * @returns SETTINGS_UNREADABLE, ENROLMENT_UNREADABLE, DEVICE_KEY_SEALED
 */
export async function openConnection(
  folder: string,
  clock: Clock,
  { keySeal, storeCarrier }: ShellKeys = {},
): Promise<Result<Connection>> {
  const read = await readSettings(folder);
  if (!read.ok) return read;
  const { settings, stories, enrolCode } = read.value;
  const key = await deviceKey(folder, keySeal);
  if (!key.ok) return key;
  const enrolment = await readEnrolment(folder);
  if (!enrolment.ok) return enrolment;
  if (enrolment.value) await dropUsedCodes(folder);
  try {
    return ok({
      settings,
      stories,
      enrolCodes: [await handedCode(folder), enrolCode].filter((code) => code !== undefined),
      signer: key.value.signer,
      client: clientOf({ settings, key: key.value, clock, enrolment: enrolment.value }, storeCarrier),
      enrolment: enrolment.value,
      trust: enrolment.value && trustOf(enrolment.value),
      tls: trustIn(settings, key.value, enrolment.value),
    });
  } catch {
    return err('ENROLMENT_UNREADABLE', 'certificates');
  }
}

/** A connection of nobody: enough to ask the server how it is, by the settings in force. SETTINGS_UNREADABLE. */
export async function openAsStranger(folder: string, clock: Clock): Promise<Result<Connection>> {
  const read = await readSettings(folder);
  if (!read.ok) return read;
  const { settings, stories } = read.value;
  const key = keyForNow();
  const client = clientOf({ settings, key, clock });
  const nobody = { enrolCodes: [], enrolment: undefined, trust: undefined };
  return ok({ ...nobody, settings, stories, signer: key.signer, client, tls: trustIn(settings, key) });
}

/**
 * Uses a one-time code, once. A code that is of no use does not hide the next: an installer may have left one that was spent
 * long ago. Codes go when one of them has enrolled this kiosk. NOT_ENROLLED without a code; the server's codes; SERVER_AWAY.
 */
export async function enrol(
  connection: Connection,
  folder: string,
  clock: Clock,
  shell?: ShellKeys,
): Promise<Result<Connection>> {
  const { settings, enrolCodes, signer, client } = connection;
  let refused: Result<Connection> = err('NOT_ENROLLED');
  for (const code of enrolCodes) {
    const publicKey = toBase64(signer.publicKey);
    const { stationName } = settings;
    const answer = await client.enrol({ code, publicKey, ...(stationName === undefined ? {} : { stationName }) });
    if (answer.ok) {
      await keepEnrolment(folder, answer.value);
      client.close();
      return openConnection(folder, clock, shell);
    }
    refused = answer;
    // a server that is away says nothing of the code
    if (isRetryable(answer.error)) break;
  }
  return refused;
}
