import { der } from '../../src/core/asn1';
import { concat, fromHex, fromLatin1, latin1, must, utf8 } from '../../src/core/base';
import { embedContents, prepareSignature } from '../../src/core/pdf';
import { nodeDeflate, nodeDigest, nodeRandom } from '../../src/platform/node';
import { openBytes } from './seal-act';
import type { Sm2Party } from './sm2-pki';

const SM2_WITH_SM3 = '1.2.156.10197.1.501';
const DAY_MS = 86_400_000;
/** One red pixel. */
export const SEAL_PNG = fromHex(
  '89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc00000030101' +
    '00c9fe92ef0000000049454e44ae426082',
) as Uint8Array;

/** A seal and where it departs from an honest one of GB/T 38540. */
export interface SealInput {
  readonly maker: Sm2Party;
  readonly signer: Sm2Party;
  readonly nowMs: number;
  /** GM/T 0031-2014 instead. */
  readonly older?: boolean;
  /** The list holds SM3 digests of certificates. */
  readonly digestList?: boolean;
  readonly listed?: readonly Uint8Array[];
  readonly validToMs?: number;
  /** Changes the seal after its maker signed it. */
  readonly afterMaker?: (sealInfo: Uint8Array) => Uint8Array;
  /** Over the signature value; none when left out. */
  readonly timeStamp?: (signature: Uint8Array) => Promise<Uint8Array>;
  /** Changes the signature value. */
  readonly signature?: (signature: Uint8Array) => Uint8Array;
}

const generalized = (ms: number): Uint8Array => der.generalizedTime(ms);

function listOf({ signer, digestList, listed = [signer.certificate.raw] }: SealInput): Uint8Array {
  if (!digestList) return der.sequence(...listed.map(der.octetString));
  return der.sequence(
    ...listed.map((raw) => der.sequence(der.printableString('SM3'), der.octetString(nodeDigest.hash('SM3', raw)))),
  );
}

function sealInfo(input: SealInput): Uint8Array {
  const { nowMs, older, digestList, validToMs = nowMs + 300 * DAY_MS } = input;
  const time = older ? der.utcTime : generalized;
  return der.sequence(
    der.sequence(der.ia5String('ES'), der.integer(older ? 1 : 4), der.ia5String('SEALMAKER')),
    der.ia5String('33010000000001'),
    der.sequence(
      der.integer(1),
      der.utf8String('示例医院公章'),
      older ? undefined : der.integer(digestList ? 2 : 1),
      listOf(input),
      time(nowMs - DAY_MS),
      time(nowMs - DAY_MS),
      time(validToMs),
    ),
    der.sequence(der.ia5String('PNG'), der.octetString(SEAL_PNG), der.integer(42), der.integer(40)),
  );
}

async function seal(input: SealInput): Promise<Uint8Array> {
  const { maker, older, afterMaker = (same) => same } = input;
  const info = sealInfo(input);
  const [cert, algorithm] = [der.octetString(maker.certificate.raw), der.oid(SM2_WITH_SM3)];
  const signature = der.bitString(await maker.signer.sign(older ? der.sequence(info, cert, algorithm) : info));
  return older
    ? der.sequence(afterMaker(info), der.sequence(cert, algorithm, signature))
    : der.sequence(afterMaker(info), cert, algorithm, signature);
}

/** SES_Signature over the digest of a document. */
export async function sealSignature(input: SealInput, dataHash: Uint8Array): Promise<Uint8Array> {
  const { signer, nowMs, older } = input;
  const [cert, algorithm] = [der.octetString(signer.certificate.raw), der.oid(SM2_WITH_SM3)];
  const tbs = der.sequence(
    der.integer(older ? 1 : 4),
    await seal(input),
    older ? der.bitString(der.utcTime(nowMs)) : generalized(nowMs),
    der.bitString(dataHash),
    der.ia5String('ByteRange'),
    ...(older ? [cert, algorithm] : []),
  );
  const honest = await signer.signer.sign(tbs);
  const value = der.bitString(input.signature?.(honest) ?? honest);
  if (older) return der.sequence(tbs, value);
  const stamp = input.timeStamp && der.explicit(0, der.bitString(await input.timeStamp(honest)));
  return der.sequence(tbs, cert, algorithm, value, stamp);
}

const OURS = 'ETSI.CAdES.detached';

/** Puts Contents of any kind under any SubFilter into a field that is there; the digest is SM3's over the ByteRange. */
export async function signForeign(
  file: Uint8Array,
  field: string,
  subFilter: string,
  contentsOf: (digest: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const prepared = must(
    await prepareSignature(
      await openBytes(file),
      {
        fieldName: field,
        signingTimeMs: Date.now(),
        timeZoneMinutes: 480,
        contentsBytes: 16_384,
        appearance: { width: 100, height: 50, ops: [] },
        associatedFiles: [],
      },
      { random: nodeRandom, deflate: nodeDeflate },
    ),
  );
  const text = fromLatin1(prepared.tail).replace(OURS, subFilter.padEnd(OURS.length));
  const tail = latin1(text);
  const [, gap, second, rest] = prepared.byteRange;
  const whole = concat([file, tail]);
  const signed = concat([whole.subarray(0, gap), whole.subarray(second, second + rest)]);
  const contents = await contentsOf(nodeDigest.hash('SM3', signed));
  return concat([file, must(embedContents({ ...prepared, tail }, contents))]);
}

/** Text that stands in a seal, for attacks that change it. */
export const SEAL_NAME = utf8('示例医院公章');
