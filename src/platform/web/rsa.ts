import { asInteger, asIntegerBytes, fieldsOf, readDerOrThrow } from '../../core/asn1';
import { concat, equal, fromHex, toHex } from '../../core/base';
import { WEB_HASHES } from './digest';

/** RSA of more bits is a way to keep a verifier busy; fewer are not safe. As platform/node. */
const MIN_BITS = 2048;
const MAX_BITS = 8192;
/** Usual exponents have 2 or 17 bits; a long one makes a verification as slow as a signature. */
const MAX_EXPONENT_BITS = 64;

type RsaHash = 'SHA-256' | 'SHA-384' | 'SHA-512';

/** DER of DigestInfo up to the digest itself (RFC 8017 9.2, note 1). */
const DIGEST_INFO: Readonly<Record<RsaHash, string>> = {
  'SHA-256': '3031300d060960864801650304020105000420',
  'SHA-384': '3041300d060960864801650304020205000430',
  'SHA-512': '3051300d060960864801650304020305000440',
};

interface RsaKey {
  readonly n: bigint;
  readonly e: bigint;
  readonly bits: number;
}

const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(bytes) || '0'}`);
const bytesOf = (value: bigint, length: number): Uint8Array =>
  fromHex(value.toString(16).padStart(2 * length, '0')) as Uint8Array;

/** RSAPublicKey (RFC 8017 A.1.1); undefined for sizes that are refused. Throws a Refusal for damaged DER. */
function readKey(keyBytes: Uint8Array): RsaKey | undefined {
  const fields = fieldsOf(readDerOrThrow(keyBytes, { maxElements: 3 }), 'RSAPublicKey');
  const n = numberOf(asIntegerBytes(fields.next()));
  const e = asInteger(fields.next());
  if (e < 3n || e.toString(2).length > MAX_EXPONENT_BITS) return undefined;
  const bits = n.toString(2).length;
  return bits < MIN_BITS || bits > MAX_BITS ? undefined : { n, e, bits };
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** RSAVP1 (RFC 8017 5.2.2); undefined when the signature has the wrong length or is out of range. */
function opened(key: RsaKey, signature: Uint8Array): bigint | undefined {
  const value = numberOf(signature);
  return signature.length === Math.ceil(key.bits / 8) && value < key.n ? power(value, key.e, key.n) : undefined;
}

/** RSASSA-PKCS1-v1_5 (RFC 8017 8.2.2): the whole encoded message is compared, nothing is parsed. */
export function verifyPkcs1(hash: RsaHash, keyBytes: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean {
  const key = readKey(keyBytes);
  const message = key && opened(key, signature);
  if (!key || message === undefined) return false;
  const info = concat([fromHex(DIGEST_INFO[hash]) as Uint8Array, WEB_HASHES[hash](data)]);
  const padding = new Uint8Array(signature.length - info.length - 3).fill(0xff);
  const expected = concat([Uint8Array.of(0, 1), padding, Uint8Array.of(0), info]);
  return equal(bytesOf(message, signature.length), expected);
}

const sha256 = WEB_HASHES['SHA-256'];

/** MGF1 with SHA-256 (RFC 8017 B.2.1). */
function mask(seed: Uint8Array, length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, i) =>
    sha256(concat([seed, Uint8Array.of(i >>> 24, i >>> 16, i >>> 8, i)])),
  );
  return concat(blocks).subarray(0, length);
}

/** RSASSA-PSS with SHA-256, MGF1-SHA-256 and a salt of 32 bytes (RFC 8017 9.1.2). */
export function verifyPss(keyBytes: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean {
  const key = readKey(keyBytes);
  const message = key && opened(key, signature);
  if (!key || message === undefined) return false;
  const emBits = key.bits - 1;
  const length = Math.ceil(emBits / 8);
  if (message >> BigInt(8 * length) !== 0n) return false;
  const encoded = bytesOf(message, length);
  const hashAt = length - 33;
  if (encoded[length - 1] !== 0xbc) return false;
  const unused = 0xff >> (8 * length - emBits);
  if (((encoded[0] as number) & ~unused) !== 0) return false;
  const hash = encoded.subarray(hashAt, hashAt + 32);
  const block = mask(hash, hashAt).map((byte, i) => byte ^ (encoded[i] as number));
  block[0] = (block[0] as number) & unused;
  const saltAt = hashAt - 32;
  if (block[saltAt - 1] !== 1 || block.subarray(0, saltAt - 1).some((byte) => byte !== 0)) return false;
  return equal(sha256(concat([new Uint8Array(8), sha256(data), block.subarray(saltAt)])), hash);
}
