import { modularPower } from '../../../core/base';
import { LENGTH, REPORT } from './constants';

/** What encrypted pens need of cryptography; the caller gives it. */
export interface PadCrypto {
  random(length: number): Uint8Array;
  /** One block of 16 bytes with a key of 16 or 32. */
  decryptBlock(key: Uint8Array, block: Uint8Array): Uint8Array;
  /** RSA of 2048 bits. */
  rsaKey(): Promise<PadRsaKey>;
}
export interface PadRsaKey {
  /** Big-endian. */
  readonly exponent: Uint8Array;
  /** Big-endian, 256 bytes. */
  readonly modulus: Uint8Array;
  /** OAEP with SHA-1; undefined when the padding is wrong. */
  decrypt(secret: Uint8Array): Uint8Array | undefined;
}

// ---- version 1: Diffie-Hellman over a prime of the pad (300, 500, 520A)

const toBig = (bytes: Uint8Array): bigint => bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
function fromBig(value: bigint, length: number): Uint8Array {
  const out = new Uint8Array(length);
  for (let at = length - 1, rest = value; at >= 0; at--, rest >>= 8n) out[at] = Number(rest & 0xffn);
  return out;
}
/** Bytes of prime, keys and secret. */
const DH_BYTES = 16;

export interface DhKey {
  readonly publicKey: Uint8Array;
  /** The AES-128 key shared with the pad; undefined for a public key that gives nothing secret (0, 1, prime - 1 or more). */
  shared(devicePublicKey: Uint8Array): Uint8Array | undefined;
}

/** Undefined where the pad names no usable prime: it does not encrypt this way. */
export function dhKey(prime: Uint8Array, base: Uint8Array, secret: Uint8Array): DhKey | undefined {
  const p = toBig(prime);
  const g = toBig(base);
  if (p <= 3n || g < 2n || secret.length !== DH_BYTES) return undefined;
  const x = toBig(secret);
  return {
    publicKey: fromBig(modularPower(g, x, p), DH_BYTES),
    shared(devicePublicKey) {
      const y = toBig(devicePublicKey);
      return y <= 1n || y >= p - 1n ? undefined : fromBig(modularPower(y, x, p), DH_BYTES);
    },
  };
}

// ---- version 2: the pad makes an AES key and sends it under our RSA key (430, 530, 540)

/** Numbers of encryptionCommand (Protocol.hpp). */
const COMMAND = { setType: 1, setParameter: 2, getParameter: 4, generateKey: 5 } as const;
const PARAMETER = { exponent: 0, modulus: 1, secret: 2 } as const;
/** AES-256; OAEP and RSA-2048 in one byte. */
const AES_256 = 2;
const OAEP_RSA_2048 = (2 << 6) | 2;
const CHUNK = 64;
/** Blocks of CHUNK bytes in a secret of 2048 bits. */
export const SECRET_BLOCKS = 4;
/** The AES key is the end of the decrypted secret (vendor sample). */
export const SESSION_KEY_BYTES = 32;

function command(number: number, parameter = 0, lengthOrIndex = 0, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  const report = new Uint8Array(4 + CHUNK);
  report.set([REPORT.encryptionCommand, number, parameter, lengthOrIndex]);
  report.set(data, 4);
  return report;
}

export const setEncryptionType = (): Uint8Array => command(COMMAND.setType, AES_256, OAEP_RSA_2048);
/** Our public key, in the order in which the pad wants it. */
export const setPublicKey = ({ exponent, modulus }: PadRsaKey): readonly Uint8Array[] => [
  command(COMMAND.setParameter, PARAMETER.exponent, exponent.length, exponent),
  ...Array.from({ length: modulus.length / CHUNK }, (_, index) =>
    command(COMMAND.setParameter, PARAMETER.modulus, CHUNK, modulus.subarray(index * CHUNK, (index + 1) * CHUNK)),
  ),
];
export const setGenerateKey = (): Uint8Array => command(COMMAND.generateKey);
/** Selects a block of the secret; the next get of encryptionCommand answers it. */
export const setSecretBlock = (index: number): Uint8Array => command(COMMAND.getParameter, PARAMETER.secret, index);
export const secretBlockOf = (report: Uint8Array): Uint8Array | undefined =>
  report.length >= 4 + CHUNK ? report.subarray(4, 4 + CHUNK) : undefined;

/** RSA states of encryptionStatus: 0 is ready, 0xFA is being calculated. */
export interface EncryptionStatus {
  readonly exponent: number;
  readonly modulus: number;
  readonly secret: number;
  readonly lastResult: number;
}
export const RSA_READY = 0;
export const encryptionStatusOf = (report: Uint8Array): EncryptionStatus | undefined =>
  report[0] === REPORT.encryptionStatus && report.length >= LENGTH.encryptionStatus
    ? {
        exponent: report[4] as number,
        modulus: report[5] as number,
        secret: report[6] as number,
        lastResult: report[7] as number,
      }
    : undefined;

// ---- both: what a pen report of a capture session holds

export interface OpenedReport {
  readonly sessionId: number;
  /** The same pen data as reports in the clear: penData, penDataOption or penDataTimeCountSequence. */
  readonly reports: readonly Uint8Array[];
}

const isEncrypted = (report: Uint8Array): boolean =>
  (report[0] === REPORT.penDataEncrypted && report.length >= LENGTH.penDataEncrypted) ||
  (report[0] === REPORT.penDataEncryptedOption && report.length >= LENGTH.penDataEncryptedOption) ||
  (report[0] === REPORT.penDataTimeCountSequenceEncrypted && report.length >= LENGTH.penDataTimeCountSequenceEncrypted);

/**
 * Opens an encrypted pen report: one AES block with an initial value of zero (reference 1.5). Undefined for other reports.
 * The caller holds the session id against its own: it is all that tells a right key from a wrong one.
 */
export function openReport(report: Uint8Array, decrypt: (block: Uint8Array) => Uint8Array): OpenedReport | undefined {
  if (!isEncrypted(report)) return undefined;
  const clear = decrypt(report.subarray(1, 17));
  const idAt = (at: number): number =>
    ((((clear[at] as number) << 24) | ((clear[at + 1] as number) << 16) | ((clear[at + 2] as number) << 8)) +
      (clear[at + 3] as number)) >>>
    0;
  const as = (id: number, ...parts: Uint8Array[]): Uint8Array =>
    Uint8Array.of(id, ...parts.flatMap((part) => [...part]));
  const first = clear.subarray(4, 10);
  const second = clear.subarray(10, 16);
  switch (report[0]) {
    case REPORT.penDataEncrypted:
      return { sessionId: idAt(0), reports: [as(REPORT.penData, first), as(REPORT.penData, second)] };
    case REPORT.penDataEncryptedOption:
      return {
        sessionId: idAt(0),
        reports: [
          as(REPORT.penDataOption, first, report.subarray(17, 19)),
          as(REPORT.penDataOption, second, report.subarray(19, 21)),
        ],
      };
    default:
      return { sessionId: idAt(12), reports: [as(REPORT.penDataTimeCountSequence, clear.subarray(0, 10))] };
  }
}
