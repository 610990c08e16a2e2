import { asInteger, asIntegerBytes, fieldsOf, readDerOrThrow } from '../../core/asn1';
import { concat, equal, fromHex, modularPower, toHex } from '../../core/base';
import { WEB_HASHES } from './digest';

/** RSA of more bits is a way to keep a verifier busy; short ones are for old signatures. As platform/node. */
const MIN_BITS = 512;
const MAX_BITS = 8192;
/** Usual exponents have 2 or 17 bits; a long one makes a verification as slow as a signature. */
const MAX_EXPONENT_BITS = 64;

type Pkcs1Hash = 'MD5' | 'SHA-1' | PssHash;
type PssHash = 'SHA-256' | 'SHA-384' | 'SHA-512';

/** DER of DigestInfo up to the digest itself (RFC 8017 9.2, note 1). */
const DIGEST_INFO: Readonly<Record<Pkcs1Hash, string>> = {
  MD5: '3020300c06082a864886f70d020505000410',
  'SHA-1': '3021300906052b0e03021a05000414',
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

/** RSAVP1 (RFC 8017 5.2.2); undefined when the signature has the wrong length or is out of range. */
function opened(key: RsaKey, signature: Uint8Array): bigint | undefined {
  const value = numberOf(signature);
  return signature.length === Math.ceil(key.bits / 8) && value < key.n ? modularPower(value, key.e, key.n) : undefined;
}

/** RSASSA-PKCS1-v1_5 (RFC 8017 8.2.2): the whole encoded message is compared, nothing is parsed. */
export function verifyPkcs1(hash: Pkcs1Hash, keyBytes: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean {
  const key = readKey(keyBytes);
  const message = key && opened(key, signature);
  if (!key || message === undefined) return false;
  const info = concat([fromHex(DIGEST_INFO[hash]) as Uint8Array, WEB_HASHES[hash](data)]);
  if (signature.length < info.length + 11) return false;
  const padding = new Uint8Array(signature.length - info.length - 3).fill(0xff);
  const expected = concat([Uint8Array.of(0, 1), padding, Uint8Array.of(0), info]);
  return equal(bytesOf(message, signature.length), expected);
}

/** MGF1 (RFC 8017 B.2.1). */
function mask(hash: PssHash, seed: Uint8Array, length: number): Uint8Array {
  const size = WEB_HASHES[hash].outputLen;
  const blocks = Array.from({ length: Math.ceil(length / size) }, (_, i) =>
    WEB_HASHES[hash](concat([seed, Uint8Array.of(i >>> 24, i >>> 16, i >>> 8, i)])),
  );
  return concat(blocks).subarray(0, length);
}

/** RSASSA-PSS with one hash throughout and a salt as long as it (RFC 8017 9.1.2). */
export function verifyPss(name: PssHash, keyBytes: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean {
  const key = readKey(keyBytes);
  const message = key && opened(key, signature);
  if (!key || message === undefined) return false;
  const hashOf = WEB_HASHES[name];
  const size = hashOf.outputLen;
  const emBits = key.bits - 1;
  const length = Math.ceil(emBits / 8);
  if (length < 2 * size + 2 || message >> BigInt(8 * length) !== 0n) return false;
  const encoded = bytesOf(message, length);
  const hashAt = length - size - 1;
  if (encoded[length - 1] !== 0xbc) return false;
  const unused = 0xff >> (8 * length - emBits);
  if (((encoded[0] as number) & ~unused) !== 0) return false;
  const hash = encoded.subarray(hashAt, hashAt + size);
  const block = mask(name, hash, hashAt).map((byte, i) => byte ^ (encoded[i] as number));
  block[0] = (block[0] as number) & unused;
  const saltAt = hashAt - size;
  if (block[saltAt - 1] !== 1 || block.subarray(0, saltAt - 1).some((byte) => byte !== 0)) return false;
  return equal(hashOf(concat([new Uint8Array(8), hashOf(data), block.subarray(saltAt)])), hash);
}
