import { sm2 } from 'sm-crypto-v2';
import { asIntegerBytes, fieldsOf, readDer } from '../../core/asn1';
import { attempt, must, Refusal, toHex } from '../../core/base';
import { parsePublicKey } from '../../core/pki';

/** GB/T 35276-2017 10: the identifier of a signer where nothing else was agreed; it goes into Z (GB/T 32918.2 5.5). */
const USER_ID = '1234567812345678';
/** GB/T 32918.5: the order of the curve; r and s lie in 1..n-1 (GB/T 32918.2 7.1, B1 and B2). */
const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

const coordinate = (content: Uint8Array): string => {
  const value = (content[0] as number) < 0x80 ? BigInt(`0x${toHex(content)}`) : 0n;
  if (content.length > 33 || value < 1n || value >= ORDER) throw new Refusal('ASN1_BAD_VALUE', 'SM2Signature');
  return value.toString(16).padStart(64, '0');
};

/** SM2Signature ::= SEQUENCE { R INTEGER, S INTEGER } (GB/T 35276 7.3), strict DER, as r and s in 128 hex digits. */
const rawSignature = (signature: Uint8Array) =>
  attempt(() => {
    const fields = fieldsOf(must(readDer(signature, { maxBytes: 80, maxElements: 3 })), 'SM2Signature');
    const [r, s] = [fields.next(), fields.next()];
    fields.end();
    return coordinate(asIntegerBytes(r)) + coordinate(asIntegerBytes(s));
  });

/**
 * SM2 signature with SM3 (GB/T 32918.2) by the key of a SubjectPublicKeyInfo over `data`, with the default user
 * identifier. False for keys that are not SM2's or lie off the curve, and for signatures that cannot be read: the ranges
 * and the DER are checked here: the library reads any bytes as DER and does not look at r.
 */
export const verifySm2 = (publicKey: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean => {
  const key = parsePublicKey(publicKey);
  const raw = rawSignature(signature);
  if (!key.ok || key.value.kind !== 'ec-SM2' || !raw.ok) return false;
  try {
    return sm2.doVerifySignature(data, raw.value, toHex(key.value.keyBytes), { hash: true, userId: USER_ID });
  } catch {
    return false;
  }
};
