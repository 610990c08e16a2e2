import type { HashAlgorithm } from '../base';
import { type AlgorithmUse, type Certificate, type CertificatePath, unreliableAlgorithm } from '../pki';
import { doubtful } from './reasons';
import type { Reason } from './types';

/** One use of algorithms, since when it provably exists, and before when it cannot have been made. */
interface DatedUse {
  readonly use: AlgorithmUse;
  readonly existedAtMs: number;
  readonly notBeforeMs: number;
}

/**
 * EN 319 102-1 5.2.8 and table 6: not reliable at the time since when it provably exists. `_NO_POE` where it may be older than
 * that; without, when it cannot be, or when there was no time at which it was reliable.
 */
function reasonOf({ use, existedAtMs, notBeforeMs }: DatedUse): Reason | undefined {
  const weak = unreliableAlgorithm(use, existedAtMs);
  if (weak === undefined) return undefined;
  const sub = notBeforeMs >= weak.untilMs ? 'CRYPTO_CONSTRAINTS_FAILURE' : 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE';
  const until = Number.isFinite(weak.untilMs) ? ` until ${new Date(weak.untilMs).toISOString().slice(0, 10)}` : '';
  return doubtful('VALIDATION_WEAK_ALGORITHM', sub, `${weak.name}${until}`);
}

/** Signatures in the certificates of a path; how an anchor came to be trusted is not ours to judge. */
const usesOf = ({ certificates }: CertificatePath, existedAtMs: (index: number) => number): DatedUse[] =>
  certificates.slice(0, -1).flatMap((certificate, index) => {
    const { signatureAlgorithm: algorithm, notBeforeMs } = certificate;
    const key = (certificates[index + 1] as Certificate).publicKey;
    return algorithm === undefined
      ? []
      : [{ use: { signature: { algorithm, key } }, existedAtMs: existedAtMs(index), notBeforeMs }];
  });

export interface AlgorithmsToJudge {
  readonly uses: AlgorithmUse;
  /** Digest algorithms beside the signer's own, such as that of an inner digest. */
  readonly hashes?: readonly HashAlgorithm[];
  readonly certificate: Certificate;
  readonly path: CertificatePath | undefined;
  /** Since when signature and, bound by it, its certificate provably exist. */
  readonly signedAtMs: number;
  /** Since when everything around it provably exists: a document time-stamp's time, or now. */
  readonly existedAtMs: number;
}

/** The first algorithm of a signature and of its path that cannot be relied on any more, by ETSI TS 119 312. */
export function judgeAlgorithms(input: AlgorithmsToJudge): Reason | undefined {
  const { uses, hashes = [], certificate, path, signedAtMs, existedAtMs } = input;
  const own = { ...uses, hashes: [...(uses.hashes ?? []), ...hashes] };
  const dated: DatedUse[] = [
    { use: own, existedAtMs: signedAtMs, notBeforeMs: certificate.notBeforeMs },
    ...(path ? usesOf(path, (index) => (index === 0 ? signedAtMs : existedAtMs)) : []),
  ];
  for (const use of dated) {
    const reason = reasonOf(use);
    if (reason) return reason;
  }
  return undefined;
}
