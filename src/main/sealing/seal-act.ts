import { attemptAsync, equal, err, must, Refusal, type Result, type Signer } from '../../core/base';
import { parseSignedData } from '../../core/cms';
import { signPades, timeStampPades } from '../../core/pades';
import { embedContents } from '../../core/pdf';
import { type Certificate, parseCertificate } from '../../core/pki';
import type { SignatureTime } from '../../core/session';
import { judgeSealed } from './judge-file';
import type { SealingPorts, SealingServices, SealingTrust } from './ports';
import { CONTENTS_BYTES, type PreparedAct } from './prepare-act';
import { type OnSourceFailure, type SealedAct, sealedRevision } from './sealed-act';
import { trustedTime } from './trusted-time';
import { FileDigest, writeRevision } from './working-file';

export interface ActToSeal {
  readonly act: PreparedAct;
  /** The working file that the act was prepared on; undisturbed by what happens here. */
  readonly basePath: string;
  /** Its digest state where it is at hand; read from the disk otherwise. */
  readonly baseDigest?: FileDigest;
  /** Where the sealed file goes. */
  readonly outPath: string;
  /** Every field of this task, to tell our signatures from those that came with the form. */
  readonly ourFields: ReadonlySet<string>;
  /** What a signature without a time-stamp is to be: it waits, leaves it to the document's, or none was asked for. */
  readonly withoutTime: Exclude<SignatureTime, 'trusted'>;
}

const isBound = (certificate: Certificate, act: PreparedAct, publicKey: Uint8Array): boolean => {
  const { eventBinding } = certificate;
  return (
    eventBinding !== undefined &&
    equal(certificate.publicKey.raw, publicKey) &&
    equal(eventBinding.documentDigest, act.documentDigest) &&
    equal(eventBinding.manifestDigest, act.manifestDigest) &&
    equal(eventBinding.bindingA, act.bindingA) &&
    equal(eventBinding.bindingB, act.bindingB)
  );
};

/** The certificate for a one-time key, believed only when it binds exactly this act. */
async function certify(act: PreparedAct, signer: Signer, services: SealingServices) {
  const { basis } = act;
  const issued = must(
    await services.eventCertificate({
      taskId: act.taskId,
      slot: act.slot,
      publicKey: signer.publicKey,
      signer: { ...basis },
      documentDigest: act.documentDigest,
      manifestDigest: act.manifestDigest,
      bindingA: act.bindingA,
      bindingB: act.bindingB,
      signingTimeMs: act.signingTimeMs,
    }),
  );
  const certificate = must(parseCertificate(issued.certificate));
  if (!isBound(certificate, act, signer.publicKey)) throw new Refusal('SEAL_CERTIFICATE_MISMATCH');
  return issued;
}

export async function currentDigest(input: Omit<ActToSeal, 'withoutTime'>): Promise<FileDigest> {
  const state = input.baseDigest ?? (await FileDigest.ofFile(input.basePath));
  const { act } = input;
  if (state.size !== act.baseSize || !equal(state.digest(), act.baseDigest)) throw new Refusal('SEAL_BASE_CHANGED');
  const again = state.byteRangeDigest(act.prepared.tail, act.prepared.byteRange);
  if (!equal(again, act.documentDigest)) throw new Refusal('SEAL_BASE_CHANGED', 'ByteRange digest');
  return state;
}

/** The signature without time: one-time key, certificate, CMS at B-B. The key is dropped whatever happens. */
async function sign(act: PreparedAct, services: SealingServices, ports: SealingPorts): Promise<Uint8Array> {
  const key = ports.oneTimeSigner();
  try {
    const { certificate, chain } = await certify(act, key, services);
    const { documentDigest } = act;
    const { digest } = ports;
    const signing = { documentDigest, signer: key, certificate, chain, contentsBytes: CONTENTS_BYTES, digest };
    return must(await signPades(signing)).cms;
  } finally {
    key.destroy();
  }
}

/** Asks the sources for the time of a signature; undefined when none of them gives a token that holds. */
export async function timed(
  contents: Uint8Array,
  services: Pick<SealingServices, 'timeStampSources'>,
  ports: SealingPorts,
  onFailure: OnSourceFailure | undefined,
): Promise<Uint8Array | undefined> {
  const maxTokenBytes = CONTENTS_BYTES - must(parseSignedData(contents, { allowTrailing: true })).raw.length - 64;
  const timeStamp = trustedTime(services, ports, { maxTokenBytes, ...(onFailure && { onFailure }) });
  const stamped = await timeStampPades({ contents, timeStamp, contentsBytes: CONTENTS_BYTES, digest: ports.digest });
  if (stamped.ok) return stamped.value.cms;
  if (stamped.error.code === 'TSP_NO_SOURCE') return undefined;
  throw new Refusal(stamped.error.code, stamped.error.detail);
}

/**
 * Seals a confirmed act: one-time key, certificate, CMS, its time-stamp where a source gives one, file, own validation.
 * Without a certificate nothing is sealed; without time the signature is sealed as B-B, and `time` says what becomes of
 * it. On any failure no file is left and the same act can be sealed again with a fresh key.
 * SEAL_*, SERVER_*, API_*, CERT_*, PADES_*, PDF_CONTENTS_TOO_SMALL.
 */
export function sealAct(
  input: ActToSeal,
  services: SealingServices,
  ports: SealingPorts,
  trust: SealingTrust,
  onFailure?: OnSourceFailure,
): Promise<Result<SealedAct>> {
  return attemptAsync(async () => {
    const { act, withoutTime } = input;
    const state = await currentDigest(input);
    const signature = await sign(act, services, ports);
    const withTime = withoutTime === 'claimed' ? undefined : await timed(signature, services, ports, onFailure);
    const tail = must(embedContents(act.prepared, withTime ?? signature));
    await writeSealed(input, tail, withTime === undefined ? 'B-B' : 'B-T', ports, trust);
    return { ...sealedRevision(state.appended(tail), ports), time: withTime === undefined ? withoutTime : 'trusted' };
  });
}

/** The file with this tail, named only when our own reader finds all of it good and the signature at its level. */
export async function writeSealed(
  { act, basePath, outPath, ourFields }: Omit<ActToSeal, 'withoutTime'>,
  tail: Uint8Array,
  level: 'B-B' | 'B-T',
  ports: SealingPorts,
  trust: SealingTrust,
): Promise<void> {
  const judge = async (path: string): Promise<Result<unknown>> => {
    const judged = await judgeSealed(path, act.fieldName, ourFields, ports, trust);
    return judged.ok && judged.value.level !== level ? err('SEAL_NOT_VALID', `level ${judged.value.level}`) : judged;
  };
  must(await writeRevision({ path: basePath, size: act.baseSize }, tail, outPath, judge));
}
