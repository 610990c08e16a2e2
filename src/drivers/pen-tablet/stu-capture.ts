import { err, ok, type Result } from '../../core/base';
import {
  dhKey,
  encryptionStatusOf,
  openReport,
  type PadCrypto,
  REPORT,
  RSA_READY,
  SECRET_BLOCKS,
  SESSION_KEY_BYTES,
  secretBlockOf,
  setEncryptionType,
  setEndCapture,
  setGenerateKey,
  setPublicKey,
  setSecretBlock,
  setStartCapture,
} from '../report/wacom-stu';
import { pause, type StuLink, setAll, untilState } from './stu-link';

/** The vendor's SDK rests this long around the end of a capture. */
const END_REST_MS = { before: 80, after: 20 };
/** Making a key takes the pad seconds. */
const KEY_POLL = { times: 100, everyMs: 50 };

/** An encrypted session with a pad: its key, and a number that every report has to carry. */
export class StuCapture {
  private constructor(
    private readonly link: StuLink,
    private readonly crypto: PadCrypto,
    private readonly key: Uint8Array,
    private readonly sessionId: number,
  ) {}

  /** Agrees on a key and starts. DEVICE_REFUSED for a pad that does not encrypt; DEVICE_GARBLED, DEVICE_NO_ANSWER, DEVICE_LOST. */
  static async start(link: StuLink, way: 'dh' | 'rsa', crypto: PadCrypto): Promise<Result<StuCapture>> {
    const ready = await untilState(link, 'ready');
    if (!ready.ok) return ready;
    const key = await (way === 'dh' ? agreeByDh(link, crypto) : agreeByRsa(link, crypto));
    if (!key.ok) return key;
    const [a, b, c, d] = crypto.random(4) as unknown as [number, number, number, number];
    const sessionId = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
    const capture = new StuCapture(link, crypto, key.value, sessionId);
    const started = await capture.resume();
    return started.ok ? ok(capture) : started;
  }

  async resume(): Promise<Result<void>> {
    const ready = await untilState(this.link, 'ready');
    return ready.ok ? this.link.set(setStartCapture(this.sessionId)) : ready;
  }

  async end(): Promise<Result<void>> {
    await pause(END_REST_MS.before);
    const ended = await this.link.set(setEndCapture());
    await pause(END_REST_MS.after);
    return ended;
  }

  /** The reports in the clear; none for one of another session or in another key; undefined for a report that is not of the pen. */
  open(report: Uint8Array): readonly Uint8Array[] | undefined {
    const opened = openReport(report, (block) => this.crypto.decryptBlock(this.key, block));
    if (opened === undefined) return undefined;
    return opened.sessionId === this.sessionId ? opened.reports : [];
  }

  forget(): void {
    this.key.fill(0);
  }
}

async function agreeByDh(link: StuLink, crypto: PadCrypto): Promise<Result<Uint8Array>> {
  const prime = await link.get(REPORT.dhPrime);
  if (!prime.ok) return prime;
  const base = await link.get(REPORT.dhBase);
  if (!base.ok) return base;
  const ours = dhKey(prime.value.subarray(1, 17), base.value.subarray(1, 3), crypto.random(16));
  if (ours === undefined) return err('DEVICE_REFUSED', 'no prime');
  const sent = await link.set(Uint8Array.of(REPORT.hostPublicKey, ...ours.publicKey));
  if (!sent.ok) return sent;
  const calculated = await untilState(link, 'ready');
  if (!calculated.ok) return calculated;
  const theirs = await link.get(REPORT.devicePublicKey);
  if (!theirs.ok) return theirs;
  const key = ours.shared(theirs.value.subarray(1, 17));
  return key === undefined ? err('DEVICE_GARBLED', 'public key') : ok(key);
}

async function agreeByRsa(link: StuLink, crypto: PadCrypto): Promise<Result<Uint8Array>> {
  const ours = await crypto.rsaKey();
  const told = await setAll(link, [setEncryptionType(), ...setPublicKey(ours)]);
  if (!told.ok) return told;
  const taken = await encryptionStatus(link);
  if (!taken.ok) return taken;
  if (taken.value.exponent !== RSA_READY || taken.value.modulus !== RSA_READY)
    return err('DEVICE_REFUSED', 'the public key');
  const asked = await link.set(setGenerateKey());
  if (!asked.ok) return asked;
  const made = await untilKeyMade(link);
  return made.ok ? readSecret(link, ours.decrypt) : made;
}

async function encryptionStatus(link: StuLink) {
  const answer = await link.get(REPORT.encryptionStatus);
  if (!answer.ok) return answer;
  const status = encryptionStatusOf(answer.value);
  return status === undefined ? err('DEVICE_GARBLED', 'encryption status') : ok(status);
}

/** The pad also tells by an input report; asking works over both carriers. */
async function untilKeyMade(link: StuLink): Promise<Result<void>> {
  for (let time = 0; time < KEY_POLL.times; time++) {
    const status = await encryptionStatus(link);
    if (!status.ok) return status;
    if (status.value.lastResult !== 0) return err('DEVICE_REFUSED', `encryption result ${status.value.lastResult}`);
    if (status.value.secret === RSA_READY) return ok(undefined);
    await pause(KEY_POLL.everyMs);
  }
  return err('DEVICE_NO_ANSWER', 'the key');
}

async function readSecret(
  link: StuLink,
  decrypt: (secret: Uint8Array) => Uint8Array | undefined,
): Promise<Result<Uint8Array>> {
  const secret: number[] = [];
  for (let index = 0; index < SECRET_BLOCKS; index++) {
    const chosen = await link.set(setSecretBlock(index));
    if (!chosen.ok) return chosen;
    const answer = await link.get(REPORT.encryptionCommand);
    if (!answer.ok) return answer;
    const block = secretBlockOf(answer.value);
    if (block === undefined) return err('DEVICE_GARBLED', 'block of the key');
    secret.push(...block);
  }
  const clear = decrypt(Uint8Array.from(secret));
  return clear === undefined || clear.length < SESSION_KEY_BYTES
    ? err('DEVICE_GARBLED', 'the key')
    : ok(clear.slice(-SESSION_KEY_BYTES));
}
