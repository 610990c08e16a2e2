import { asExplicit, asOid, asSmallInteger, der, fieldsOf, readDerOrThrow } from '../../core/asn1';
import { attemptAsync, Refusal, type Result } from '../../core/base';
import type { EnvelopeCurve, RecipientKey } from '../../core/cms';
import { fromPem, type PemBlock } from '../../core/pki';

/** RFC 5480 2.1.1, RFC 8017 A.1. */
const EC_PUBLIC_KEY = '1.2.840.10045.2.1';
const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
const CURVE_NAMES: Readonly<
  Record<string, { readonly web: string; readonly curve: EnvelopeCurve; readonly bytes: number }>
> = {
  '1.2.840.10045.3.1.7': { web: 'P-256', curve: 'ec-P256', bytes: 32 },
  '1.3.132.0.34': { web: 'P-384', curve: 'ec-P384', bytes: 48 },
};

/** PrivateKeyInfo (RFC 5958 2) around a key in the older dress of its own algorithm. */
const inPkcs8 = (oid: string, parameters: Uint8Array, key: Uint8Array): Uint8Array =>
  der.sequence(der.integer(0), der.sequence(der.oid(oid), parameters), der.octetString(key));

/** PKCS#8 of any PEM private key: PRIVATE KEY, EC PRIVATE KEY (RFC 5915, with its curve), RSA PRIVATE KEY (RFC 8017). */
function pkcs8Of({ label, der: bytes }: PemBlock): Uint8Array {
  if (label === 'PRIVATE KEY') return bytes;
  if (label === 'RSA PRIVATE KEY') return inPkcs8(RSA_ENCRYPTION, der.nul(), bytes);
  if (label !== 'EC PRIVATE KEY') throw new Refusal('KEY_UNREADABLE', label);
  const fields = fieldsOf(readDerOrThrow(bytes), 'ECPrivateKey');
  asSmallInteger(fields.next());
  fields.next();
  const parameters = fields.optionalContext(0);
  if (parameters === undefined) throw new Refusal('KEY_UNREADABLE', 'no curve');
  return inPkcs8(EC_PUBLIC_KEY, asExplicit(parameters).raw, bytes);
}

const orUndefined = async (work: () => Promise<ArrayBuffer>): Promise<Uint8Array | undefined> => {
  try {
    return new Uint8Array(await work());
  } catch {
    return undefined;
  }
};

const owned = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);
const refuses = async (): Promise<undefined> => undefined;

async function rsaKey(pkcs8: Uint8Array): Promise<RecipientKey> {
  const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('pkcs8', owned(pkcs8), algorithm, false, ['decrypt']);
  return {
    rsaOaepDecrypt: (encrypted) =>
      orUndefined(() => crypto.subtle.decrypt({ name: 'RSA-OAEP' }, key, owned(encrypted))),
    ecdh: refuses,
  };
}

async function ecKey(pkcs8: Uint8Array, curveOid: string): Promise<RecipientKey> {
  const known = CURVE_NAMES[curveOid];
  if (known === undefined) throw new Refusal('KEY_UNREADABLE', 'curve');
  const algorithm = { name: 'ECDH', namedCurve: known.web };
  const key = await crypto.subtle.importKey('pkcs8', owned(pkcs8), algorithm, false, ['deriveBits']);
  const agree = async (point: Uint8Array) => {
    const other = await crypto.subtle.importKey('raw', owned(point), algorithm, false, []);
    return crypto.subtle.deriveBits({ name: 'ECDH', public: other }, key, 8 * known.bytes);
  };
  return {
    rsaOaepDecrypt: refuses,
    ecdh: async (curve, point) => (curve === known.curve ? orUndefined(() => agree(point)) : undefined),
  };
}

const ENCRYPTED = /^-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m;

/**
 * A custodian's private key (RSA, P-256, P-384) of PEM text, held by WebCrypto so that script cannot read it out again.
 * KEY_UNREADABLE (detail `encrypted`: it has a passphrase).
 */
export const recipientKeyOfPem = (pem: string): Promise<Result<RecipientKey>> =>
  attemptAsync(async () => {
    if (ENCRYPTED.test(pem)) throw new Refusal('KEY_UNREADABLE', 'encrypted');
    const block = fromPem(pem).find(({ label }) => label.endsWith('PRIVATE KEY'));
    if (block === undefined) throw new Refusal('KEY_UNREADABLE', 'no key');
    const pkcs8 = pkcs8Of(block);
    const fields = fieldsOf(readDerOrThrow(pkcs8), 'PrivateKeyInfo');
    asSmallInteger(fields.next());
    const algorithm = fieldsOf(fields.next(), 'AlgorithmIdentifier');
    const oid = asOid(algorithm.next());
    try {
      if (oid === RSA_ENCRYPTION) return await rsaKey(pkcs8);
      if (oid === EC_PUBLIC_KEY) return await ecKey(pkcs8, asOid(algorithm.next()));
    } catch (error) {
      if (error instanceof Refusal) throw error;
    }
    throw new Refusal('KEY_UNREADABLE', 'algorithm');
  });
