import { attemptAsync, equal, must, Refusal, type Result, type Signer, toHex } from '../../core/base';
import { signPades } from '../../core/pades';
import { embedContents } from '../../core/pdf';
import { type Certificate, parseCertificate } from '../../core/pki';
import { judgeSealed } from './judge-file';
import type { SealingPorts, SealingServices, SealingTrust } from './ports';
import { CONTENTS_BYTES, type PreparedAct } from './prepare-act';
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
}

export interface SealedAct {
  readonly size: number;
  /** SHA-256 of the whole sealed file, lower-case hex. */
  readonly fileDigest: string;
  readonly digestState: FileDigest;
  readonly sealedAtMs: number;
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

async function currentDigest(input: ActToSeal): Promise<FileDigest> {
  const state = input.baseDigest ?? (await FileDigest.ofFile(input.basePath));
  const { act } = input;
  if (state.size !== act.baseSize || !equal(state.digest(), act.baseDigest)) throw new Refusal('SEAL_BASE_CHANGED');
  const again = state.byteRangeDigest(act.prepared.tail, act.prepared.byteRange);
  if (!equal(again, act.documentDigest)) throw new Refusal('SEAL_BASE_CHANGED', 'ByteRange digest');
  return state;
}

/**
 * Seals a confirmed act: one-time key, certificate, CMS with its time-stamp, file, own validation. The key is dropped
 * whatever happens; on any failure no file is left and the same act can be sealed again with a fresh key.
 * SEAL_*, SERVER_*, API_*, CERT_*, PADES_*, TSP_*, PDF_CONTENTS_TOO_SMALL.
 */
export function sealAct(
  input: ActToSeal,
  services: SealingServices,
  ports: SealingPorts,
  trust: SealingTrust,
): Promise<Result<SealedAct>> {
  return attemptAsync(async () => {
    const { act } = input;
    const state = await currentDigest(input);
    const key = ports.oneTimeSigner();
    let tail: Uint8Array;
    try {
      const { certificate, chain } = await certify(act, key, services);
      const signed = must(
        await signPades({
          documentDigest: act.documentDigest,
          signer: key,
          certificate,
          chain,
          timeStamp: trustedTime(services, ports, trust),
          contentsBytes: CONTENTS_BYTES,
          digest: ports.digest,
        }),
      );
      tail = must(embedContents(act.prepared, signed.cms));
    } finally {
      key.destroy();
    }
    const judge = (path: string) => judgeSealed(path, act.fieldName, input.ourFields, ports, trust);
    must(await writeRevision({ path: input.basePath, size: act.baseSize }, tail, input.outPath, judge));
    const sealed = state.appended(tail);
    return {
      size: sealed.size,
      fileDigest: toHex(sealed.digest()),
      digestState: sealed,
      sealedAtMs: ports.clock.nowMs(),
    };
  });
}
