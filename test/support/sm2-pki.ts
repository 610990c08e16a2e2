import { sm2 } from 'sm-crypto-v2';
import { der } from '../../src/core/asn1';
import { fromHex, must, type Signer } from '../../src/core/base';
import {
  type Certificate,
  CURVES,
  EXTENSIONS,
  encodeExtension,
  encodeName,
  KEY_PURPOSES,
  keyIdentifier,
  parseCertificate,
  signatureAlgorithmIdentifier,
} from '../../src/core/pki';
import { nodeDigest, nodeRandom } from '../../src/platform/node';

/** The default identifier; another one makes a signature that nobody else accepts. */
const USER_ID = '1234567812345678';
const ID_EC_PUBLIC_KEY = '1.2.840.10045.2.1';
const DAY_MS = 86_400_000;

/** A fresh SM2 key of the test's own: the product signs nothing with SM2. */
export function sm2Signer(userId = USER_ID): Signer {
  const { privateKey, publicKey } = sm2.generateKeyPairHex();
  const point = fromHex(publicKey) as Uint8Array;
  return {
    algorithm: 'sm2-SM3',
    publicKey: der.sequence(der.sequence(der.oid(ID_EC_PUBLIC_KEY), der.oid(CURVES['ec-SM2'])), der.bitString(point)),
    sign: (data) => {
      const options = { hash: true, userId, publicKey };
      const raw = fromHex(sm2.doSignature(data, privateKey, options)) as Uint8Array;
      return der.sequence(der.integerBytes(raw.subarray(0, 32)), der.integerBytes(raw.subarray(32)));
    },
  };
}

export interface Sm2Party {
  readonly certificate: Certificate;
  readonly signer: Signer;
}

export interface Sm2CertificateRequest {
  readonly commonName: string;
  readonly role: 'ca' | 'signer' | 'time-stamping';
  readonly nowMs: number;
  readonly signer?: Signer;
  readonly notAfterMs?: number;
}

const nameOf = (commonName: string): Uint8Array =>
  encodeName([
    { type: 'countryName', value: 'CN' },
    { type: 'organizationName', value: '示例电子认证服务有限公司' },
    { type: 'commonName', value: commonName },
  ]);

const EXTENSIONS_OF = {
  ca: [
    encodeExtension(EXTENSIONS.basicConstraints, der.sequence(der.boolean(true)), true),
    encodeExtension(EXTENSIONS.keyUsage, der.namedBits([5, 6]), true),
  ],
  signer: [encodeExtension(EXTENSIONS.keyUsage, der.namedBits([0, 1]), true)],
  'time-stamping': [
    encodeExtension(EXTENSIONS.keyUsage, der.namedBits([0]), true),
    encodeExtension(EXTENSIONS.extendedKeyUsage, der.sequence(der.oid(KEY_PURPOSES.timeStamping)), true),
  ],
} as const;

/** An SM2 certificate as Chinese authorities issue them (GB/T 20518): key usage and no purposes; its own issuer without `by`. */
export async function sm2Party(request: Sm2CertificateRequest, by?: Sm2Party): Promise<Sm2Party> {
  const { commonName, nowMs, signer = sm2Signer() } = request;
  const issuer = by?.signer ?? signer;
  const algorithm = signatureAlgorithmIdentifier('sm2-SM3');
  const tbs = der.sequence(
    der.explicit(0, der.integer(2)),
    der.integerBytes(Uint8Array.of(0x40, ...nodeRandom.bytes(9))),
    algorithm,
    by?.certificate.subject.raw ?? nameOf(commonName),
    der.sequence(der.time(nowMs - DAY_MS), der.time(request.notAfterMs ?? nowMs + 1000 * DAY_MS)),
    nameOf(commonName),
    signer.publicKey,
    der.explicit(
      3,
      der.sequence(
        ...EXTENSIONS_OF[request.role],
        encodeExtension(EXTENSIONS.subjectKeyIdentifier, der.octetString(keyIdentifier(signer.publicKey, nodeDigest))),
        encodeExtension(
          EXTENSIONS.authorityKeyIdentifier,
          der.sequence(der.implicitPrimitive(0, keyIdentifier(issuer.publicKey, nodeDigest))),
        ),
      ),
    ),
  );
  const raw = der.sequence(tbs, algorithm, der.bitString(await issuer.sign(tbs)));
  return { certificate: must(parseCertificate(raw)), signer };
}
